import type { Problem, Severity } from '../content/problem.ts';
import { excerpt } from '../content/text.ts';
import { FOREIGN_IDIOMS } from './foreign-idioms.ts';
import type { RenderContext } from './types.ts';

interface Wording {
  readonly severity: Severity;
  /** @param detail what was written or is wrong at the first place. */
  readonly message: (count: number, detail: string) => string;
  readonly hint: string;
}

const WORDING = {
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
  'body-table-cells': {
    severity: 'warning',
    message: (n) =>
      `${times(n, 'table row')} with more cells than the header; the others are not shown.`,
    hint: 'Give the header a cell for each column; write a bar inside a cell as \\|.',
  },
  'body-table-wikilink': {
    severity: 'warning',
    message: (n, link) => `The bar of ${link}${more(n)} ends a cell of its table; it is no link.`,
    hint: 'In a table, write [[name\\|label]].',
  },
  'body-note-unused': {
    severity: 'warning',
    message: (n, mark) => `No text refers to the note ${mark}${more(n)}, or it is written twice.`,
    hint: 'Write the mark where the note belongs, or take the note out.',
  },
  'body-formula-broken': {
    severity: 'warning',
    message: (n, why) => `${times(n, 'formula')} that KaTeX cannot read, shown as written: ${why}.`,
    hint: 'Correct the TeX; https://katex.org/docs/supported lists what there is.',
  },
  'body-link-empty': {
    severity: 'warning',
    message: (n) => `${times(n, 'link or picture', 'links or pictures')} without an address.`,
    hint: 'Write the address between the round brackets, or take the link out.',
  },
  'body-link-host': {
    severity: 'warning',
    message: (n, address) =>
      `The link to "${address}"${more(n)} has no https:// and leads nowhere.`,
    hint: 'Write https:// before the name of another host.',
  },
  'body-image-absolute': {
    severity: 'warning',
    message: (n, src) =>
      `The picture "${src}"${more(n)} is not beside the post, and not published.`,
    hint: 'Put it into the posts folder, and write its path as seen from the post.',
  },
  'body-alert-unknown': {
    severity: 'warning',
    message: (n, kind) => `There is no alert ${kind}${more(n)}; it is shown as a quote.`,
    hint: 'Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION].',
  },
  'body-empty': {
    severity: 'warning',
    message: () => 'The article has no text.',
    hint: 'Write the body below the front matter, or exclude the post.',
  },
  ...FOREIGN_IDIOMS,
} as const satisfies Readonly<Record<string, Wording>>;

/** What may be found in a body, and is repaired or shown as it is. */
export type RepairCode = keyof typeof WORDING;

/** Reports something found (and repaired) at a 0-based line of the body. */
export type Report = (code: RepairCode, line: number, detail?: string) => void;

function times(count: number, noun: string, nouns = `${noun}s`): string {
  return `${String(count)} ${count === 1 ? noun : nouns}`;
}

/** How many there are beside the one that is named. */
function more(count: number): string {
  return count > 1 ? ` (and ${String(count - 1)} more)` : '';
}

/** What was found of one kind, and where first. */
interface Found {
  readonly line: number;
  readonly count: number;
  readonly detail: string;
}

/** Collects repairs of one body: one problem per kind, at its first line, with a count. */
export class RepairLog {
  readonly #found = new Map<RepairCode, Found>();

  readonly report: Report = (code, line, detail = '') => {
    const known = this.#found.get(code);
    const first = known && known.line <= line ? known : { line, detail };
    this.#found.set(code, { ...first, count: (known?.count ?? 0) + 1 });
  };

  problems({ file, bodyLine }: RenderContext): Problem[] {
    return [...this.#found].map(([code, { line, count, detail }]) => {
      const { severity, message, hint } = WORDING[code];
      const text = message(count, excerpt(detail));
      return { file, line: bodyLine + line, code, message: text, hint, severity };
    });
  }
}
