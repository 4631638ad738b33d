import { spawnSync } from 'node:child_process';
import { commandFromSource, commandOfProgram, projectDir } from './program.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command of the project as its users do: a process of its own, without a terminal.
 * @param env variables beside those of this process.
 * @param inkstone arguments of Node that stand for the command.
 */
export function runCommand(
  name: string,
  args: readonly string[],
  cwd = projectDir,
  env: Readonly<Record<string, string>> = {},
  inkstone = commandFor(name, args, cwd),
): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...inkstone, name, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Fails the test of a command that hangs: a test cannot interrupt `spawnSync`.
    timeout: 240_000,
  });
  return { status, stdout, stderr };
}

/**
 * Builds and checks of this repository's site, or of a copy of it, run from the sources, as that
 * site imports them. All else runs compiled.
 */
function commandFor(name: string, args: readonly string[], cwd: string): readonly string[] {
  const isOfRepository = ['build', 'check'].includes(name) && !args.includes('--config');
  return isOfRepository ? commandFromSource(cwd) : commandOfProgram;
}

/** Runs a command from the sources, as npm scripts do: advice names these then. */
export function runFromSource(name: string, args: readonly string[]): CommandResult {
  return runCommand(name, args, projectDir, {}, commandFromSource());
}

/**
 * Options of commands for a site with settings alone. They take half the time that they take for
 * this repository's site, whose settings are TypeScript and import the program.
 */
export function plainSite(): readonly string[] {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'package.json': '{ "type": "module" }',
    'site.config.mjs': "export default { title: '站', url: 'https://example.com' };\n",
  });
  return ['--config', folder];
}
