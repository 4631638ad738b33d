import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { commandFromSource, commandOfProgram, projectDir } from './program.ts';

/**
 * The command line of a build as `npm run build` starts it, without npm, so that a signal reaches
 * the build itself.
 * @param project a copy of the program. @default this repository
 */
export function buildCommand(args: readonly string[], project = projectDir): readonly string[] {
  return [process.execPath, ...commandFromSource(project), 'build', ...args];
}

/** The command line of a build of a site in a folder of its own; see `commandOfProgram`. */
export function siteBuildCommand(args: readonly string[]): readonly string[] {
  return [process.execPath, ...commandOfProgram, 'build', ...args];
}

export interface FinishedBuild {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** A command in a process of its own. */
export interface StartedCommand {
  readonly child: ChildProcess;
  readonly finished: Promise<FinishedBuild>;
}

/** Starts a build in a process of its own. */
export function startBuild(args: readonly string[]): StartedCommand {
  return startCommand(buildCommand(args));
}

export interface Surroundings {
  /** @default the project folder */
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts any command, in the project folder unless told otherwise, and gathers what it prints. */
export function startCommand(
  [program = '', ...args]: readonly string[],
  { cwd = projectDir, env = {} }: Surroundings = {},
): StartedCommand {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const finished = new Promise<FinishedBuild>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
  return { child, finished };
}
