import type { Problem, Severity } from '../content/problem.ts';
import type { Report, RepairCode } from './source/source-line.ts';
import type { RenderContext } from './types.ts';

interface Wording {
  readonly severity: Severity;
  readonly message: (count: number) => string;
  readonly hint: string;
}

const WORDING: Readonly<Record<RepairCode | 'body-empty', Wording>> = {
  'body-comment-unclosed': {
    severity: 'warning',
    message: (n) =>
      `${times(n, 'comment')} never closed; the text after "<!--" is shown, ` +
      'unless it is one phrase over and over.',
    hint: 'End the comment with "-->" or remove its "<!--".',
  },
  'body-fence-unclosed': {
    severity: 'warning',
    message: (n) =>
      `${times(n, 'code fence')} never closed; the code ends where prose begins again.`,
    hint: 'Add the closing fence.',
  },
  'body-details-malformed': {
    severity: 'notice',
    message: (n) => `${times(n, 'bilingual block')} with wrong tags; shown as meant.`,
    hint: 'Write <details><summary>…</summary>…</details>, each tag closed once.',
  },
  'body-details-empty': {
    severity: 'notice',
    message: (n) => `${times(n, 'bilingual block')} without text; left out.`,
    hint: 'Fill in the original or remove the block.',
  },
  'body-residue': {
    severity: 'warning',
    message: (n) =>
      `${times(n, 'marker')} left by a pipeline (such as [BODY_END]); hidden, the text is kept.`,
    hint: 'Remove the marker, and check whether the text around it belongs to the article.',
  },
  'body-nesting-too-deep': {
    severity: 'warning',
    message: (n) => `${times(n, 'line')} nested more deeply than can be shown; flattened.`,
    hint: 'Use fewer ">" or list marks in a row.',
  },
  'body-emphasis-unpaired': {
    severity: 'notice',
    message: (n) => `${times(n, 'paragraph')} with a "**" that has no partner; the mark is hidden.`,
    hint: 'Close the bold type, or write \\*\\* for two stars.',
  },
  'body-empty': {
    severity: 'warning',
    message: () => 'The article has no text.',
    hint: 'Write the body below the front matter, or exclude the post.',
  },
};

function times(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Collects repairs of one body: one problem per kind, at its first line, with a count. */
export class RepairLog {
  readonly #found = new Map<RepairCode | 'body-empty', { line: number; count: number }>();
  readonly #context: RenderContext;
  readonly report: Report = (code, line) => {
    const entry = this.#found.get(code);
    if (!entry) {
      this.#found.set(code, { line, count: 1 });
      return;
    }
    entry.count++;
    entry.line = Math.min(entry.line, line);
  };

  constructor(context: RenderContext) {
    this.#context = context;
  }

  reportEmpty(): void {
    this.#found.set('body-empty', { line: 0, count: 1 });
  }

  problems(): Problem[] {
    const { file, bodyLine } = this.#context;
    return [...this.#found].map(([code, { line, count }]) => {
      const { severity, message, hint } = WORDING[code];
      return { file, line: bodyLine + line, code, message: message(count), hint, severity };
    });
  }
}
