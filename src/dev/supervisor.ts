import cluster, { type Worker } from 'node:cluster';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { findPort } from '../serve/static-server.ts';
import { liveHost } from './live-server.ts';
import { isProgram, programPlaces } from './watched-files.ts';
import { watchFiles } from './watch-files.ts';

/**
 * What a server process tells: that it serves, why it ends before it does, or absolute paths of
 * files and folders with the site's own code, which only it knows of.
 */
export type ServerMessage =
  | { readonly isServing: true }
  | { readonly failure: string }
  | { readonly code: readonly string[] };

/** What a server process is told: why its successor has failed, or that it has one. */
export type SupervisorMessage =
  { readonly failedSuccessor: string } | { readonly hasSuccessor: true };

/** What a supervisor watches and cleans. */
export interface SupervisorOptions {
  /** Absolute path of the site's folder. */
  readonly siteDir: string;
  /** Absolute path of the settings. */
  readonly configFile: string;
  /** Absolute path of the folder of all dev servers. */
  readonly devDir: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** Callbacks for what the supervisor does. */
export interface SupervisorListener {
  /** Code has changed: a new process starts. @param file absolute path of one changed file. */
  readonly onRestart: (file: string) => void;
  /** The new process has failed; the old one goes on. */
  readonly onFailure: () => void;
  /** The process that serves has died. @param how its signal or exit code. */
  readonly onCrash: (how: string) => void;
}

/** Tells a server process its port. */
const portVariable = 'INKSTONE_DEV_PORT';

/** Crashes in a row, without a change of a file, after which no new process starts. */
const mostCrashes = 3;

/** Signals by which a user ends a process. */
const endings: ReadonlySet<string | null> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** The port of this server process. @param asked 0 for any: then the supervisor has found one. */
export function supervisedPort(asked: number): number {
  return Number(process.env[portVariable] ?? asked);
}

/**
 * The folder of a dev server, named by its port, as several may run.
 * @param devDir absolute path of the folder of all dev servers.
 */
export function supervisedFolder(devDir: string, port: number): string {
  return path.join(devDir, String(port));
}

/** The folder of this server process. @param devDir see `supervisedFolder`. */
export function serverFolder(devDir: string, port: number): string {
  return path.join(supervisedFolder(devDir, port), String(cluster.worker?.id ?? 0));
}

/**
 * Runs the dev server in a process of its own, and starts another when its code or its settings
 * change. The other takes its place when it has made the site; until then, and if it fails, the
 * old one serves. Both listen on one port, as processes of a cluster do
 * (https://nodejs.org/api/cluster.html#how-it-works): browsers find no closed port. One that dies
 * while it serves is replaced too, on the same port, where browsers ask again until it is there. A
 * server process ends with this one, whose channel it would miss.
 * @returns the exit code of a server process that ends by itself.
 * @throws {Error} with the code `EADDRINUSE`, before anything is done, when the port is taken.
 */
export async function superviseServer(
  { siteDir, configFile, devDir, port: asked }: SupervisorOptions,
  listener: SupervisorListener,
): Promise<number> {
  // Before the folder is emptied: the server on the port may serve it.
  const port = await findPort(asked, liveHost);
  const workDir = supervisedFolder(devDir, port);
  await rm(workDir, { recursive: true, force: true });
  cluster.schedulingPolicy = cluster.SCHED_RR;
  let serving: Worker | undefined;
  let starting: Worker | undefined;
  let hasFailed = false;
  let crashes = 0;
  /** Files and folders of the site's own code, as server processes have told. */
  const ownCode = new Set<string>();
  let end = (_code: number): void => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));

  const start = () => {
    starting?.process.kill();
    const worker = cluster.fork({ [portVariable]: String(port) });
    starting = worker;
    let failure = 'The dev server has not started again; the terminal says why.';
    worker.on('message', (message: Partial<Record<string, unknown>>) => {
      if (Array.isArray(message['code'])) watchCode(message['code'] as readonly string[]);
      if (typeof message['failure'] === 'string') ({ failure } = message as { failure: string });
      if (message['isServing'] !== true || worker !== starting) return;
      serving?.send({ hasSuccessor: true } satisfies SupervisorMessage);
      // Gets no more connections: those that are handed to a killed process wait for ever.
      serving?.disconnect();
      serving = worker;
      starting = undefined;
      hasFailed = false;
    });
    // A process that has ended in this moment hears nothing more.
    worker.on('error', () => undefined);
    worker.on('exit', (code: number | null, signal: string | null) => {
      void rm(path.join(workDir, String(worker.id)), { recursive: true, force: true });
      if (worker === starting) {
        starting = undefined;
        hasFailed = true;
        if (serving) {
          listener.onFailure();
          serving.send({ failedSuccessor: failure } satisfies SupervisorMessage);
        } else {
          end(code ?? 1);
        }
      } else if (worker === serving) {
        serving = undefined;
        const isWanted = code === 0 || endings.has(signal) || crashes++ >= mostCrashes;
        if (isWanted && !starting) {
          end(code ?? 1);
        } else {
          listener.onCrash(signal ?? `exit code ${code ?? 1}`);
          // One that is on its way takes the place.
          if (!starting) start();
        }
      }
    });
  };
  const watchCode = (places: readonly string[]) => {
    const more = places.filter((place) => !ownCode.has(place));
    for (const place of more) ownCode.add(place);
    if (more.length > 0) void watcher.add(more);
  };
  const watcher = await watchFiles(
    { trusted: [configFile, ...programPlaces(siteDir)], untrusted: [] },
    (files) => {
      // What a new process has failed for may be any watched file, as a template.
      const changed = files.find(
        (file) => hasFailed || file === configFile || ownCode.has(file) || isProgram(file),
      );
      if (changed !== undefined) {
        crashes = 0;
        listener.onRestart(changed);
        start();
      }
      return Promise.resolve();
    },
  );
  start();
  const code = await ended;
  await watcher.close();
  return code;
}
