import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { projectDirectory } from './contestants.ts';

/** What figures depend on, apart from the programs measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly eleventy: string;
  /** Commit of Inkstone, with `+` when files differ from it; absent outside a repository. */
  readonly commit?: string;
}

export function describeMachine(): Machine {
  const eleventy = JSON.parse(
    readFileSync(path.join(projectDirectory, 'node_modules/@11ty/eleventy/package.json'), 'utf8'),
  ) as { version: string };
  const commit = currentCommit();
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    eleventy: eleventy.version,
    ...(commit !== undefined && { commit }),
  };
}

function currentCommit(): string | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: projectDirectory, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const commit = git('rev-parse', '--short', 'HEAD');
    return git('status', '--porcelain') ? `${commit}+` : commit;
  } catch {
    return undefined;
  }
}
