import { compareText } from '../shared/compare-text.ts';

/**
 * How bad a problem is: an `error` stops a build (or, with `--keep-going`, leaves the post out),
 * a `warning` or `notice` is only reported.
 */
export type Severity = 'error' | 'warning' | 'notice';

/**
 * One problem for the author, with its place and the next step. All problems of a
 * build have this type.
 */
export interface Problem {
  /**
   * Path as the author knows it: relative to the working directory if possible,
   * with `/` separators.
   */
  readonly file: string;
  /** 1-based line in `file`. */
  readonly line?: number;
  /** 1-based column in `line`, in UTF-16 code units. */
  readonly column?: number;
  /** Stable kebab-case identifier, e.g. `front-matter-unclosed`. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly hint?: string;
  readonly severity: Severity;
}

/** What a problem says, wherever it stands; an error if not said otherwise. */
export type ProblemTexts = Omit<Problem, 'file' | 'line' | 'severity'> &
  Partial<Pick<Problem, 'severity'>>;

/** A problem at a line of a file. */
export function problemAt(file: string, line: number, texts: ProblemTexts): Problem {
  return { file, line, ...texts, severity: texts.severity ?? 'error' };
}

/** An error that is told as problems: each says its place and what to do, so no stack is needed. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'), options);
    this.problems = problems;
  }
}

const severityOrder: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

/** Orders problems by severity, file, line, column and code, so that reports are reproducible. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    severityOrder[a.severity] - severityOrder[b.severity] ||
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.code, b.code)
  );
}
