import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { markerFile } from '../build/site-marker.ts';
import { awaitEarlierTool, runTool, type ToolRun } from './run-tool.ts';
import { refusedName } from './deploy-problems.ts';
import type { FileTool, ToolCall, WholeTool } from './tools.ts';
import { byHeaders } from './upload-order.ts';

/** The file of a target that names the deploy which last changed anything there. */
export const idFile = '.inkstone-deploy';

/** A place that takes files. Each action may end half-way, with an error or the process. */
export interface Target {
  /** Waits for what an earlier deploy still does. @throws {DeployError} if it does not end. */
  readonly settle: () => Promise<void>;
  /**
   * Which deploy has last changed anything; undefined when the target names none.
   * @throws {DeployError} when the target cannot be asked.
   */
  readonly readId: () => Promise<string | undefined>;
  readonly writeId: (id: string) => Promise<void>;
  /** Refuses names that it cannot take. @throws {DeployError} that names one. */
  readonly checkNames: (paths: Iterable<string>) => void;
  readonly upload: (paths: readonly string[]) => Promise<void>;
  /** @param isKept whether a path is a file or a folder of the site. */
  readonly remove: (paths: readonly string[], isKept: (path: string) => boolean) => Promise<void>;
  /** Deletes all that the site does not have. */
  readonly removeOthers: () => Promise<void>;
}

/** A host that takes a site as a whole, and only what changed of it. */
export interface WholeTarget {
  readonly settle: () => Promise<void>;
  readonly publish: () => Promise<void>;
}

/** A target that a program serves, with the built site in `run.places.from`. */
export function targetOf(tool: FileTool, run: ToolRun, workDir: string): Target {
  const { places } = run;
  const own = path.join(workDir, 'own');
  const fetched = path.join(workDir, 'fetched');
  const runAll = async (calls: readonly ToolCall[], inRun = run) => {
    for (const call of calls) await runTool(inRun, call);
  };
  const upload = async (paths: readonly string[], inRun = run) => {
    const groups = tool.keepsHeaders ? byHeaders(paths) : ([[undefined, paths]] as const);
    for (const [headers, group] of groups) {
      await runAll(tool.upload(group, inRun.places, headers), inRun);
    }
  };
  return {
    settle: () => awaitEarlierTool(run),
    readId: async () => {
      rmSync(fetched, { force: true });
      try {
        await runTool(run, tool.fetch(idFile, fetched, places));
        return readFileSync(fetched, 'utf8').trim();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    writeId: async (id) => {
      mkdirSync(own, { recursive: true });
      writeFileSync(path.join(own, idFile), `${id}\n`);
      await upload([idFile], { ...run, places: { ...places, from: own } });
    },
    checkNames: (paths) => {
      for (const name of paths) {
        if (tool.refused?.test(name)) throw refusedName(name, run.command);
      }
    },
    upload,
    remove: (paths, isKept) => runAll(tool.remove(paths, places, isKept)),
    removeOthers: () => runTool(run, tool.removeOthers([idFile, markerFile], places)),
  };
}

/** A host that a program publishes to. */
export function wholeTargetOf(tool: WholeTool, run: ToolRun): WholeTarget {
  return {
    settle: () => awaitEarlierTool(run),
    publish: () => runTool(run, tool.publish(run.places)),
  };
}
