import { spawnSync } from 'node:child_process';
import { projectDir } from './build-site.ts';

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the project as its users do: a process of its own, without a terminal. */
export function runCommand(name: string, args: readonly string[], cwd = projectDir): CommandResult {
  const command = ['--import', 'tsx', `src/cli/${name}.ts`, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // A command that hangs fails its test, which cannot end it.
    timeout: 240_000,
  });
  return { status, stdout, stderr };
}
