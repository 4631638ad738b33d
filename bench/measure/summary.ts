import type { BuildMode, BuildRun, Contestant } from './contestants.ts';
import type { Corpus } from './corpora.ts';

/** All runs of one contestant on one corpus, with their medians. */
export interface Result {
  readonly contestant: string;
  readonly mode: BuildMode;
  readonly corpus: Pick<Corpus, 'name' | 'posts' | 'bytes'>;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes?: number;
  readonly millisecondsPerPost: number;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  /** Posts that the contestant says it published. */
  readonly posts?: number;
  readonly phases: BuildRun['phases'];
  readonly changes?: BuildRun['changes'];
  readonly failure?: string;
  readonly runs: readonly BuildRun[];
}

/** One contestant divided by another; less than 1 is faster or smaller. */
export interface Ratios {
  readonly wall: number;
  readonly cpu: number;
  readonly memory?: number;
  readonly bytes: number;
}

/**
 * Builds `corpus` with every contestant `runs` times in each of its modes. They take turns, so that
 * a machine that slows down slows them all.
 */
export async function measureAll(
  contestants: readonly Contestant[],
  corpus: Corpus,
  runs: number,
  modes: readonly BuildMode[] = ['cold'],
): Promise<Result[]> {
  const builds = contestants.flatMap((contestant) =>
    modes.filter((mode) => contestant.modes.includes(mode)).map((mode) => ({ contestant, mode })),
  );
  const done = builds.map((): BuildRun[] => []);
  for (let turn = 1; turn <= runs; turn += 1) {
    for (const [index, { contestant, mode }] of builds.entries()) {
      if (done[index]?.at(-1)?.failure !== undefined) continue;
      console.error(
        `${contestant.name}, ${mode}, ${corpus.name}, run ${String(turn)} of ${String(runs)} …`,
      );
      done[index]?.push(await contestant.build(corpus.directory, mode));
    }
  }
  return builds.map(({ contestant, mode }, index) =>
    summarise(contestant.name, mode, corpus, done[index] ?? []),
  );
}

export function ratios(one: Result, other: Result): Ratios {
  const memory =
    one.peakMemoryBytes !== undefined && other.peakMemoryBytes !== undefined
      ? one.peakMemoryBytes / other.peakMemoryBytes
      : undefined;
  return {
    wall: one.wallSeconds / other.wallSeconds,
    cpu: one.cpuSeconds / other.cpuSeconds,
    ...(memory !== undefined && { memory }),
    bytes: one.bytes / other.bytes,
  };
}

/** Medians over the runs; output and phases are those of the run with the median wall time. */
function summarise(
  contestant: string,
  mode: BuildMode,
  corpus: Corpus,
  runs: readonly BuildRun[],
): Result {
  const byWall = [...runs].sort((a, b) => a.cost.wallSeconds - b.cost.wallSeconds);
  const middle = byWall[(byWall.length - 1) >> 1];
  const failure = runs.find((run) => run.failure !== undefined)?.failure;
  const memory = runs.flatMap(({ cost }) => cost.peakMemoryBytes ?? []);
  const wallSeconds = median(runs.map(({ cost }) => cost.wallSeconds));
  return {
    contestant,
    mode,
    corpus: { name: corpus.name, posts: corpus.posts, bytes: corpus.bytes },
    wallSeconds,
    cpuSeconds: median(runs.map(({ cost }) => cost.cpuSeconds)),
    ...(memory.length > 0 && { peakMemoryBytes: median(memory) }),
    millisecondsPerPost: (wallSeconds * 1_000) / corpus.posts,
    ...(middle?.output ?? { pages: 0, files: 0, bytes: 0 }),
    ...(middle?.posts !== undefined && { posts: middle.posts }),
    phases: middle?.phases ?? [],
    ...(middle?.changes && { changes: middle.changes }),
    ...(failure !== undefined && { failure }),
    runs,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[(sorted.length - 1) >> 1] ?? 0;
  const high = sorted[sorted.length >> 1] ?? 0;
  return (low + high) / 2;
}
