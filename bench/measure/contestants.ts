import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runMeasured } from './command.ts';
import type { CommandResult, Cost } from './command.ts';
import { measureOutput } from './output-tree.ts';
import type { OutputSize } from './output-tree.ts';

/** One build of a corpus by one contestant. */
export interface BuildRun {
  readonly cost: Cost;
  readonly output: OutputSize;
  /** Inkstone's own account of its parts. */
  readonly phases: readonly { readonly name: string; readonly seconds: number }[];
  /** Errors it reports; posts with errors are left out of the site. */
  readonly errors: readonly string[];
  /** Posts that the contestant says it published; absent where it does not say. */
  readonly posts?: number;
  /** Why the build failed; absent when it did not. */
  readonly failure?: string;
}

/** A generator that is measured. */
export interface Contestant {
  readonly name: string;
  build(postsDirectory: string): Promise<BuildRun>;
}

export const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));
export const benchCacheDirectory = path.join(projectDirectory, '.cache/bench');

/** Fields of Inkstone's JSON report that the bench reads; a report without them is not an error. */
const reportShape = z.object({
  posts: z.number().optional(),
  phases: z.array(z.object({ name: z.string(), seconds: z.number() })).default([]),
  problems: z
    .array(z.object({ severity: z.string(), file: z.string(), message: z.string() }))
    .default([]),
});

/**
 * Inkstone as its users run it. Drafts and future posts are published and unsound ones left out, so that
 * every contestant has the same posts to write.
 */
export const inkstone: Contestant = {
  name: 'inkstone',
  async build(postsDirectory) {
    const output = freshFolder('inkstone-site');
    const result = await runMeasured(
      [
        ...[process.execPath, '--import', 'tsx', 'src/cli/build.ts'],
        ...['--posts', postsDirectory, '--output', output],
        ...['--drafts', '--future', '--keep-going', '--format', 'json'],
      ],
      { cwd: projectDirectory },
    );
    const report = reportShape.safeParse(parseJson(result.stdout)).data;
    const errors = report?.problems.filter(({ severity }) => severity === 'error') ?? [];
    return finish(result, output, {
      phases: report?.phases ?? [],
      errors: errors.map(({ file, message }) => `${file}: ${message}`),
      ...(report?.posts !== undefined && { posts: report.posts }),
    });
  },
};

/** Heap that bare Eleventy may use: it holds all posts, which exceeds Node's default at 50,000 of them. */
const bareHeapMegabytes = 12_000;

/** Bare Eleventy with the project in bench/bare-eleventy, run in a folder of its own. */
export const bareEleventy: Contestant = {
  name: 'bare eleventy',
  async build(postsDirectory) {
    const project = freshFolder('bare-eleventy');
    cpSync(path.join(projectDirectory, 'bench/bare-eleventy'), project, { recursive: true });
    symlinkSync(postsDirectory, path.join(project, 'posts'));
    const command = path.join(projectDirectory, 'node_modules/@11ty/eleventy/cmd.cjs');
    const result = await runMeasured(
      [process.execPath, `--max-old-space-size=${String(bareHeapMegabytes)}`, command, '--quiet'],
      { cwd: project },
    );
    return finish(result, path.join(project, 'out'), { phases: [], errors: [] }, project);
  },
};

async function finish(
  result: CommandResult,
  output: string,
  said: Pick<BuildRun, 'phases' | 'posts' | 'errors'>,
  removed = output,
): Promise<BuildRun> {
  const size = await measureOutput(output);
  rmSync(removed, { recursive: true, force: true });
  const reason = said.errors.slice(0, 5).join('\n') || result.stderrEnd.trim().slice(-600);
  const failure = `exit code ${String(result.exitCode)}: ${reason}`;
  return { ...said, cost: result.cost, output: size, ...(result.exitCode !== 0 && { failure }) };
}

/** An empty folder for one run; the process id keeps two benches apart. */
function freshFolder(name: string): string {
  const folder = path.join(benchCacheDirectory, `${name}-${String(process.pid)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'))) as unknown;
  } catch {
    return undefined;
  }
}
