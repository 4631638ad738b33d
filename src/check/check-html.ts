import type { Problem } from '../content/problem.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { addressLineFinder } from './address-lines.ts';

/** A rendered body, and what its links are checked against. */
export interface HtmlCheckInput {
  /** HTML of the rendered body. */
  readonly html: string;
  /** Markdown of the body. */
  readonly body: string;
  readonly bodyLine: number;
  readonly file: string;
  readonly pathPrefix: string;
  /** Whether the site has a page or file at a path below its root, e.g. `tags/css/index.html`. */
  readonly exists: (path: string) => boolean;
}

/**
 * Reports what only the rendered HTML shows: asterisks left over, and links that lead
 * nowhere within the site.
 */
export function checkHtml(input: HtmlCheckInput): readonly Problem[] {
  return [...leftoverMarks(input), ...brokenLinks(input)];
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

function brokenLinks(input: HtmlCheckInput): readonly Problem[] {
  const { html, file, pathPrefix, exists } = input;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const ids = new Set(Array.from(html.matchAll(/\bid="([^"]*)"/g), ([, id = '']) => id));
  const lineOf = addressLineFinder(input);
  for (const [, raw = ''] of html.matchAll(/\bhref="([#/][^"]*)"/g)) {
    if (seen.has(raw)) continue;
    seen.add(raw);
    const href = raw.replaceAll('&amp;', '&');
    if (href.startsWith('#') ? hasId(href.slice(1)) : leadsSomewhere(href)) continue;
    problems.push({
      file,
      line: lineOf(href),
      code: href.startsWith('#') ? 'anchor-broken' : 'link-broken',
      message: `The link to "${href.slice(0, 80)}" leads nowhere.`,
      hint: href.startsWith('#')
        ? 'Link to the id of a heading of this article.'
        : 'Link to a page of the site.',
      severity: 'warning',
    });
  }
  return problems;

  function hasId(id: string): boolean {
    return id === '' || ids.has(id) || ids.has(decodeAddress(id));
  }

  function leadsSomewhere(href: string): boolean {
    const address = href.replace(/[?#].*$/, '');
    // Links between posts are checked where they are resolved.
    if (href.startsWith('//') || !address.startsWith(pathPrefix)) return true;
    const path = decodeAddress(address.slice(pathPrefix.length));
    if (/^(?:posts|assets)\//.test(path)) return true;
    return exists(path) || exists(`${path.replace(/\/?$/, '/')}index.html`.replace(/^\//, ''));
  }
}
