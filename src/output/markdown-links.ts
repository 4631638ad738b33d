import MarkdownItFactory from 'markdown-it';
import { parseFragment } from 'parse5';
import { plainScheme, slugIn } from '../content/permalinks.ts';
import type { LinkSite } from '../corpus/post-links.ts';
import { escapeHtml } from '../markdown/tokens.ts';
import { linkTarget } from '../markdown/plugins/links.ts';
import { parseWikilink, wikilinkAt } from '../markdown/plugins/wikilinks.ts';
import { codeSpans } from '../markdown/source/code-spans.ts';
import { splitCodeAndComments } from '../markdown/source/code-and-comments.ts';
import type { RawLink } from '../markdown/types.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { applyEdits, type TextEdit } from '../shared/text-edits.ts';
import { trimSlashes } from '../shared/trim-slashes.ts';

/**
 * The page's address of a link, or `hidden` for one that leads nowhere, or undefined for one to be
 * left as it is written.
 */
type Verdict = { readonly address: string } | 'hidden' | undefined;

const parser = new MarkdownItFactory();

/** Where the scan stops: an escape, a bracket, an empty line, an `href` attribute. */
const scanStop = /\\[^]|!?\[|\]|\n[ \t>]*(?=\n)|\bhref\s*=\s*/gi;
/** White space within a link. Behind a line break, the marks of a block quote may follow. */
const gap = /[ \t]*(?:\n[ \t>]*)?/y;
/** Only marks of lists and quotes stand before a link reference definition on its line. */
const lineStart = /(?:^|\n)[ \t>*+\-\d.)]*$/;
/** Code units before a bracket that `lineStart` looks at: longer than any such marks. */
const lineStartReach = 200;

/**
 * Gives the links of a Markdown body the addresses that they have on the page. A link that leads
 * nowhere becomes its text, as on the page, so that readers do not learn the names of drafts. This
 * also holds for links in text that the page leaves out (a heading that repeats the title, an
 * unused footnote, a link in a link). In doubt a link is removed: brackets are paired as CommonMark
 * pairs them, but a link is replaced even within code if the page has the same link. Time is linear
 * in the length of the text.
 * @param addresses absolute, in the order of `links`; undefined for a link that leads nowhere.
 */
export function linkMarkdown(
  markdown: string,
  links: readonly RawLink[],
  addresses: readonly (string | undefined)[],
  site: LinkSite,
): string {
  if (!/\](?:\(|:)|\[\[|href/i.test(markdown)) return markdown;
  const scan = new LinkScan(markdown, links, addresses, site);
  return applyEdits(markdown, scan.edits());
}

/** Collects the edits of a text in one scan. */
class LinkScan {
  readonly #text: string;
  readonly #site: LinkSite;
  readonly #known: ReadonlyMap<string, string | undefined>;
  readonly #edits: TextEdit[] = [];
  /** Brackets that are not closed yet. */
  #open: { readonly at: number; readonly isImage: boolean }[] = [];
  /** Quotation marks that the rest of the text does not have: they are not searched for again. */
  readonly #absentQuotes = new Set<string>();
  /** End of the last unquoted attribute value. */
  #lastUnquotedEnd = 0;
  #codeRanges: readonly (readonly [start: number, end: number])[] | undefined;

  constructor(
    text: string,
    links: readonly RawLink[],
    addresses: readonly (string | undefined)[],
    site: LinkSite,
  ) {
    this.#text = text;
    this.#site = site;
    this.#known = new Map(
      links.map(({ kind, target, heading }, index) => [
        keyOf(kind, target, heading),
        addresses[index],
      ]),
    );
  }

  edits(): TextEdit[] {
    const text = this.#text;
    let at = 0;
    for (;;) {
      scanStop.lastIndex = at;
      const match = scanStop.exec(text);
      if (!match) return this.#edits;
      const { index, 0: mark } = match;
      at = index + mark.length;
      if (mark === '[' || mark === '![') {
        const end = mark === '[' ? this.#wikilink(index) : undefined;
        if (end === undefined) this.#open.push({ at: index, isImage: mark === '![' });
        else at = end;
      } else if (mark === ']') {
        const open = this.#open.pop();
        if (text[at] === '(' && !open?.isImage) at = this.#inline(open?.at, index) ?? at;
        else if (text[at] === ':' && open) at = this.#definition(open.at, index) ?? at;
      } else if (/^href/i.test(mark)) {
        at = this.#attribute(index, at);
      } else if (mark.startsWith('\n')) {
        this.#open = [];
      }
    }
  }

  /** @returns the end of the wikilink that begins here; undefined if none does. */
  #wikilink(start: number): number | undefined {
    if (this.#text[start + 1] !== '[') return undefined;
    const found = wikilinkAt(this.#text, start);
    const link = found && parseWikilink(found.text);
    if (!link) return undefined;
    const key = keyOf('wiki', link.target, link.heading);
    const isKnown = this.#known.has(key);
    if (!isKnown && (!found.isAlone || this.#isCode(start))) return undefined;
    const address = this.#known.get(key);
    if (address !== undefined) {
      this.#replace(start, found.end, `[${link.label ?? found.text}](${address})`);
    } else if (link.label !== undefined) {
      this.#replace(start, found.end, link.label);
    }
    return found.end;
  }

  /** `[text](target "title")`, https://spec.commonmark.org/0.31.2/#inline-link */
  #inline(open: number | undefined, close: number): number | undefined {
    const text = this.#text;
    const target = this.#target(close);
    if (!target?.isHidden) return target?.to;
    const { from, to } = target;
    const gapEnd = this.#skip(to);
    const end = this.#skip(this.#title(gapEnd) ?? gapEnd);
    if (text[end] !== ')' || open === undefined) {
      this.#replace(from, to, '');
      return to;
    }
    this.#replace(open, open + 1, '');
    this.#replace(close, end + 1, '');
    return end + 1;
  }

  /** `[label]: target`, https://spec.commonmark.org/0.31.2/#link-reference-definitions */
  #definition(open: number, close: number): number | undefined {
    const text = this.#text;
    // `[^1]: …` is a footnote.
    if (text[open + 1] === '^' && !/\s/.test(text.slice(open, close))) return undefined;
    if (!lineStart.test(text.slice(Math.max(0, open - lineStartReach), open))) return undefined;
    const target = this.#target(close);
    if (!target?.isHidden) return target?.to;
    const { to } = target;
    const title = this.#title(this.#skip(to));
    const lineEnd = /[ \t]*(?:\n|$)/y;
    lineEnd.lastIndex = title ?? to;
    this.#replace(open, title !== undefined && lineEnd.test(text) ? title : to, '');
    return to;
  }

  /**
   * Edits the target behind `](` or `]:`, unless the link is hidden: then the caller removes it.
   * @param close position of the `]`.
   * @returns its range; undefined if there is none or it is left as it is written.
   */
  #target(
    close: number,
  ): { readonly from: number; readonly to: number; readonly isHidden: boolean } | undefined {
    const text = this.#text;
    const from = this.#skip(close + 2);
    const { ok, pos: to, str } = parser.helpers.parseLinkDestination(text, from, text.length);
    const verdict = ok ? this.#judge(parser.normalizeLink(str), from) : undefined;
    if (verdict === undefined) return undefined;
    if (verdict === 'hidden') return { from, to, isHidden: true };
    this.#replace(from, to, verdict.address);
    return { from, to, isHidden: false };
  }

  /** Edits `href="target"` of raw HTML. @returns where it ends. */
  #attribute(start: number, from: number): number {
    const text = this.#text;
    const quote = text[from] === '"' || text[from] === "'" ? text[from] : '';
    const to = quote === '' ? this.#unquotedEnd(from) : this.#closing(quote, from + 1);
    if (to === undefined || to === from) return from;
    const value = decodeAttribute(text.slice(from, to));
    // A line of the value may begin with marks of a block quote; a `/` before `>` may end the tag.
    const readings = new Set([value, value.replace(/\n[ \t>]*/g, ''), value.replace(/\/$/, '')]);
    for (const reading of readings) {
      const verdict = this.#judge(reading, from);
      if (verdict === 'hidden') {
        this.#replace(/\s/.test(text[start - 1] ?? '') ? start - 1 : start, to, '');
      } else if (verdict) {
        this.#replace(from, to, `"${escapeHtml(verdict.address)}"`);
      } else {
        continue;
      }
      return to;
    }
    return from;
  }

  #judge(address: string, at: number): Verdict {
    const target = linkTarget(address, this.#site);
    if (target === undefined) return undefined;
    const key = keyOf('link', target);
    const known = this.#known.get(key);
    if (known !== undefined) return { address: known };
    if (this.#known.has(key)) return 'hidden';
    return mayNamePost(target, this.#site) && !this.#isCode(at) ? 'hidden' : undefined;
  }

  #replace(from: number, to: number, text: string): void {
    this.#edits.push({ start: from, end: to, text });
  }

  #skip(at: number): number {
    gap.lastIndex = at;
    gap.exec(this.#text);
    return gap.lastIndex;
  }

  /** @returns the end of the title that begins here; undefined if none does. */
  #title(at: number): number | undefined {
    const { ok, pos } = parser.helpers.parseLinkTitle(this.#text, at, this.#text.length);
    return ok ? pos : undefined;
  }

  /** @returns the end of an unquoted value; undefined within one that was read already. */
  #unquotedEnd(from: number): number | undefined {
    if (from < this.#lastUnquotedEnd) return undefined;
    const end = /[^\s<>]*/y;
    end.lastIndex = from;
    end.exec(this.#text);
    return (this.#lastUnquotedEnd = end.lastIndex);
  }

  /** @returns the position behind the next such quotation mark; undefined if there is none. */
  #closing(quote: string, from: number): number | undefined {
    const at = this.#absentQuotes.has(quote) ? -1 : this.#text.indexOf(quote, from);
    if (at >= 0) return at + 1;
    this.#absentQuotes.add(quote);
    return undefined;
  }

  /** Whether a position is within code. Few links need this, so code is searched for on demand. */
  #isCode(at: number): boolean {
    this.#codeRanges ??= findCode(this.#text);
    let low = 0;
    let high = this.#codeRanges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#codeRanges[middle]?.[1] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (this.#codeRanges[low]?.[0] ?? Infinity) <= at;
  }
}

/** Fenced code and code spans, in order. */
function findCode(text: string): (readonly [start: number, end: number])[] {
  const lines = text.split('\n');
  const isCode = new Set(
    splitCodeAndComments(text, () => undefined)
      .filter(({ code }) => code)
      .map(({ line }) => line),
  );
  const ranges: (readonly [start: number, end: number])[] = [];
  let at = 0;
  lines.forEach((line, index) => {
    if (isCode.has(index)) ranges.push([at, at + line.length + 1]);
    else for (const { start, end } of codeSpans(line)) ranges.push([at + start, at + end]);
    at += line.length + 1;
  });
  return ranges;
}

/** Whether an address may name a post. Others, as in `f[n](t)`, may be no link at all. */
function mayNamePost(target: string, { scheme = plainScheme }: LinkSite): boolean {
  const path = decodeAddress(target.replace(/[?#].*$/s, ''));
  if (/\.(?:md|markdown)$|(?:^|\/)(?:posts|\.\.)\//i.test(path)) return true;
  return slugIn(scheme, `/${trimSlashes(path)}/`) !== undefined;
}

/** Decodes an attribute's value, with or without quotation marks around it. */
function decodeAttribute(written: string): string {
  const plain = /^["']/.test(written) ? written.slice(1, -1) : written;
  if (!plain.includes('&')) return plain;
  const [node] = parseFragment(`<a href=${written}>`).childNodes;
  return (node && 'attrs' in node && node.attrs[0]?.value) || '';
}

/** Key of a link; addresses are decoded, as the renderer encodes them and authors need not. */
function keyOf(kind: RawLink['kind'], target: string, heading = ''): string {
  return `${kind} ${decodeWhole(target)}#${heading}`;
}

function decodeWhole(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    // A percent sign that encodes nothing is part of the name.
    return address;
  }
}
