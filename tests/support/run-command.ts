import { spawnSync } from 'node:child_process';
import { projectDir } from './build-site.ts';

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command of the project as its users do: a process of its own, without a terminal.
 * @param env variables beside those of this process.
 */
export function runCommand(
  name: string,
  args: readonly string[],
  cwd = projectDir,
  env: Readonly<Record<string, string>> = {},
): CommandResult {
  const command = ['--import', 'tsx', 'src/cli/inkstone.ts', name, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Fails the test of a command that hangs: a test cannot interrupt `spawnSync`.
    timeout: 240_000,
  });
  return { status, stdout, stderr };
}
