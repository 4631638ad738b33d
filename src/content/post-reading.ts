import type { FrontMatter } from './front-matter.ts';
import { problemAt, type Problem, type ProblemTexts } from './problem.ts';
import type { ReadPolicy } from './read-policy.ts';

/** A post while its fields are read. */
export interface PostReading {
  /** Path below the posts folder. */
  readonly file: string;
  /** The file as problems name it. */
  readonly label: string;
  readonly policy: ReadPolicy;
  readonly matter: FrontMatter;
  /** What is found to be wrong, so far. */
  readonly problems: Problem[];
}

/** Reports what is wrong with a key or its value. */
export function report(
  { label, matter, problems }: PostReading,
  key: string,
  texts: ProblemTexts,
): void {
  problems.push(problemAt(label, matter.lineOf(key), { column: 1, ...texts }));
}
