import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import { NUMBERED } from '../markdown/plugins/heading-ids.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { addressLineFinder } from './address-lines.ts';

/** A rendered body, and where it comes from. */
export interface HtmlCheckInput {
  /** HTML of the rendered body. */
  readonly html: string;
  /** Markdown of the body. */
  readonly body: string;
  readonly bodyLine: number;
  readonly file: string;
}

/**
 * Reports what only the rendered HTML shows: asterisks left over, and links to
 * headings that the post does not have.
 */
export function checkHtml(input: HtmlCheckInput): readonly Problem[] {
  return [...leftoverMarks(input), ...brokenAnchors(input)];
}

/** More marks than these in one post are not counted. */
const maximumMarks = 1000;

/** Reports `**` that were meant as bold type. Escaped ones are text. */
function leftoverMarks({ html, body, bodyLine, file }: HtmlCheckInput): readonly Problem[] {
  if (!html.includes('**')) return [];
  const text = html.replace(/<(pre|code|math)\b[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, '\n');
  const places: RegExpExecArray[] = [];
  for (const place of text.matchAll(
    /(?<![a-z*])\*{2,}[ \u00A0]?([^\n*]{0,8})|(?<!\*)\*{2,}(?![a-z*])/gi,
  )) {
    if (places.push(place) === maximumMarks) break;
  }
  const lines = body.split('\n');
  const escaped = body.includes('\\*') ? body : '';
  const left = places.filter(([whole]) => !escaped.includes(whole.replaceAll('*', '\\*')));
  const [first] = left;
  if (!first) return [];
  const index = lines.findIndex((line) => line.includes('**') && line.includes(first[1] ?? ''));
  const [times, noun] = left.length === 1 ? ['A', 'is'] : [String(left.length), 'are'];
  return [
    {
      file,
      line: bodyLine + Math.max(index, 0),
      code: 'asterisks-left',
      message: `${times} "**" ${noun} shown as ${left.length === 1 ? 'it stands' : 'they stand'}.`,
      hint: 'Close the bold type, put no space inside the stars, or write \\*\\* for two stars.',
      severity: 'notice',
    },
  ];
}

/** Most ids of an article that are compared with one that it does not have. */
const comparedIds = 300;
/** Most broken anchors of an article for which a similar id is searched. */
const guesses = 50;

function brokenAnchors(input: HtmlCheckInput): readonly Problem[] {
  const { html, file } = input;
  const ids = idsOf(html);
  const compared = [...ids].slice(0, comparedIds);
  let left = guesses;
  const named = new Set(
    Array.from(html.matchAll(/\bhref="#([^"]+)"/g), ([, id = '']) => id.replaceAll('&amp;', '&')),
  );
  const lineOf = addressLineFinder(input);
  return Array.from(named).flatMap((id): Problem[] => {
    if (ids.has(id) || ids.has(decodeAddress(id))) return [];
    const near = left-- > 0 ? nearest(decodeAddress(id), compared) : undefined;
    return [
      {
        file,
        line: lineOf(`#${id}`),
        code: 'anchor-broken',
        message: `The link to "${`#${id}`.slice(0, 80)}" leads nowhere.`,
        hint:
          near === undefined
            ? 'Link to the id of a heading of this article.'
            : `Did you mean "#${near}"?`,
        severity: 'warning',
      },
    ];
  });
}

/** The ids in a body's HTML. */
function idsOf(html: string): ReadonlySet<string> {
  return new Set(Array.from(html.matchAll(/\bid="([^"]*)"/g), ([, id = '']) => id));
}

/** The ids of glosses and notes in a body's HTML, which no table of contents names. */
export function numberedIds(html: string): readonly string[] {
  return [...idsOf(html)].filter((id) => NUMBERED.test(id));
}
