import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { livingProcess, nameProcess } from '../build/output-lock.ts';
import { stillRuns, toolFailed, toolMissing } from './deploy-problems.ts';
import type { ToolCall, ToolPlaces } from './tools.ts';

/** A program, and what runs of it share. */
export interface ToolRun {
  readonly command: string;
  /** What its package is called, as advice. */
  readonly install: string;
  /** The target, as the user named it. */
  readonly target: string;
  readonly places: ToolPlaces;
  /** Absolute path of the file that names the process while it runs. */
  readonly processFile: string;
}

/** Characters of what a program says that a message quotes: the end tells why it gave up. */
const quotedLength = 600;

/** Characters of the output of a program that are kept. */
const keptLength = 16 * 1024 * 1024;

/**
 * Runs a program to its end.
 * @throws {DeployError} when it is not installed or has failed.
 */
export async function runTool(run: ToolRun, call: ToolCall): Promise<void> {
  const { command, target } = run;
  prepare(run.places, call);
  const { end, output, errors } = await finish(run, call).finally(() => clear(run.places));
  const said = (errors.trim() || output.trim()).slice(-quotedLength);
  if (typeof end === 'string') throw toolFailed(target, command, `was ended by ${end}`, said);
  if (!(call.success ?? [0]).includes(end) && !call.isMissing?.(end, errors)) {
    throw toolFailed(target, command, `has failed with exit code ${end}`, said);
  }
  const failure = call.failure?.(output);
  if (failure !== undefined) throw toolFailed(target, command, 'has failed', failure);
}

interface Finished {
  /** Exit code, or the signal that ended it. */
  readonly end: number | string;
  readonly output: string;
  readonly errors: string;
}

function finish(run: ToolRun, { args, input = '' }: ToolCall): Promise<Finished> {
  const child = spawn(run.command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // At once: this process may be killed at any moment, and the program goes on.
  if (child.pid !== undefined) writeFileSync(run.processFile, nameProcess(child.pid));
  const texts = { output: '', errors: '' };
  const gather = (key: keyof typeof texts) => (text: string) => {
    texts[key] = (texts[key] + text).slice(-keptLength);
  };
  child.stdout.setEncoding('utf8').on('data', gather('output'));
  child.stderr.setEncoding('utf8').on('data', gather('errors'));
  // A program that has ended reads nothing more; its exit code tells why.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT';
      reject(isMissing ? toolMissing(run.target, run.command, run.install) : error);
    });
    child.on('close', (code, signal) => resolve({ end: code ?? signal ?? 1, ...texts }));
  });
}

/** Makes the files that a program reads besides the site. */
function prepare(
  { from, emptyDir, linksDir, listFile }: ToolPlaces,
  { links, list }: ToolCall,
): void {
  mkdirSync(emptyDir, { recursive: true });
  if (list !== undefined) writeFileSync(listFile, list);
  if (links === undefined) return;
  // A deploy that was killed may have left some.
  rmSync(linksDir, { recursive: true, force: true });
  for (const name of links) {
    const link = path.join(linksDir, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(from, name), link);
  }
}

/** Removes what only one call needs: CI would save thousands of links with the cache. */
function clear({ linksDir, listFile }: ToolPlaces): void {
  for (const own of [linksDir, listFile]) rmSync(own, { recursive: true, force: true });
}

const patienceMs = 60_000;
const pauseMs = 100;

/**
 * Waits until the program of an earlier deploy has ended: whoever kills a deploy does not end the
 * program that it runs, and that would go on to change the target.
 * @throws {DeployError} when it takes too long.
 */
export async function awaitEarlierTool(run: ToolRun): Promise<void> {
  for (let waited = 0; ; waited += pauseMs) {
    const pid = runningTool(run.processFile);
    if (pid === undefined) return;
    if (waited >= patienceMs) throw stillRuns(run.target, run.command, pid);
    await sleep(pauseMs);
  }
}

function runningTool(processFile: string): number | undefined {
  try {
    return livingProcess(readFileSync(processFile, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
