import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { projectDir } from './build-site.ts';

/**
 * The command line of a build as `npm run build` starts it, without npm, so that a signal reaches
 * the build itself.
 */
export function buildCommand(args: readonly string[], project = projectDir): readonly string[] {
  const cli = path.join(project, 'src/cli/inkstone.ts');
  return [process.execPath, '--import', import.meta.resolve('tsx'), cli, 'build', ...args];
}

export interface FinishedBuild {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** Starts a build in a process of its own. */
export function startBuild(args: readonly string[]): {
  readonly child: ChildProcess;
  readonly finished: Promise<FinishedBuild>;
} {
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
): {
  readonly child: ChildProcess;
  readonly finished: Promise<FinishedBuild>;
} {
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
