import { codeSpans } from '../source/code-spans.ts';
import { EMPHASIS_SPLIT } from '../source/marks.ts';

interface Mark {
  /** Index into the pieces. */
  readonly at: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

// Escapes, autolinks and tags are passed over; runs of stars are what is looked for.
const PIECE = /\\[\s\S]|<[^<>\s][^<>]*>|\*+/g;

/**
 * Rewrites a paragraph so that its `**` pair up one after another, as its author typed them. Spaces
 * just inside a pair move outside, a mark without a partner is removed, a run of four is two of
 * two. Undefined when there is nothing to do, as in `f**k` and `2**3`.
 */
export function pairStrong(content: string): { content: string; strays: number } | undefined {
  const pieces: string[] = [];
  const marks: Mark[] = [];
  const spans = codeSpans(content);
  let span = 0;
  let from = 0;
  for (const match of content.matchAll(PIECE)) {
    const [text] = match;
    if (!text.startsWith('*')) continue;
    while (span < spans.length && (spans[span]?.end ?? 0) <= match.index) span++;
    if ((spans[span]?.start ?? Infinity) <= match.index) continue; // stars in inline code
    const before = content[match.index - 1] ?? ' ';
    const after = content[match.index + text.length] ?? ' ';
    // Inside a word or number, stars are no emphasis: f**k, 2**3.
    if (
      text.length === 1 ||
      (/[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after) && text.length < 4)
    ) {
      continue;
    }
    pieces.push(content.slice(from, match.index));
    from = match.index + text.length;
    const spaceBefore = /\s/.test(before);
    const spaceAfter = /\s/.test(after);
    const single = text.length % 2 === 1 ? '*' : '';
    for (let i = 0; i < Math.min(2, Math.floor(text.length / 2)); i++) {
      marks.push({
        at: pieces.length,
        canOpen: !spaceAfter || spaceBefore,
        canClose: !spaceBefore || spaceAfter,
      });
      pieces.push(i === 0 ? `**${single}` : '**');
    }
  }
  if (marks.length === 0) return undefined;
  pieces.push(content.slice(from));
  const strays = pair(marks, pieces);
  return { content: pieces.join(''), strays };
}

function pair(marks: readonly Mark[], pieces: string[]): number {
  let strays = 0;
  let open: Mark | undefined;
  const drop = (mark: Mark): void => {
    pieces[mark.at] = '';
    strays++;
  };
  for (const mark of marks) {
    if (!open) {
      if (mark.canOpen) open = mark;
      else if (marks.length % 2 === 0) open = mark;
      else drop(mark);
    } else if (!mark.canClose && marks.length % 2 === 1) {
      drop(open);
      open = mark;
    } else {
      join(open, mark, pieces);
      open = undefined;
    }
  }
  if (open) drop(open);
  return strays;
}

/** Makes one pair certain to be read as bold, whatever punctuation or spaces stand next to it. */
function join(open: Mark, close: Mark, pieces: string[]): void {
  const inner = pieces.slice(open.at + 1, close.at).join('');
  const text = inner.trim();
  pieces.fill('', open.at + 1, close.at);
  if (text === '') {
    // Nothing between the marks: nothing to set in bold.
    pieces[open.at] = '';
    pieces[close.at] = inner;
    return;
  }
  const lead = inner.slice(0, inner.indexOf(text.charAt(0)));
  const trail = inner.slice(lead.length + text.length);
  const mark = `${EMPHASIS_SPLIT}**${EMPHASIS_SPLIT}`;
  pieces[open.at] = lead + mark + text + mark + trail;
  pieces[close.at] = '';
}
