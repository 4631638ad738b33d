import MarkdownItFactory from 'markdown-it';
import { parseFragment } from 'parse5';
import { escapeHtml } from '../markdown/tokens.ts';
import { linkTarget } from '../markdown/plugins/links.ts';
import { parseWikilink, wikilinkAt } from '../markdown/plugins/wikilinks.ts';
import { codeSpans } from '../markdown/source/code-spans.ts';
import { splitCodeAndComments } from '../markdown/source/code-and-comments.ts';
import type { RawLink } from '../markdown/types.ts';

/** The site as links see it; see `RenderContext`. */
export interface LinkedSite {
  readonly siteUrl: string;
  readonly pathPrefix: string;
}

/** An address of the page; `hidden` if the link leads nowhere; undefined: left as it is written. */
type Verdict = { readonly address: string } | 'hidden' | undefined;

/** A range of the text and what takes its place. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const parser = new MarkdownItFactory();

/** Where something that matters begins: an escape, a bracket, an empty line, an attribute. */
const landmark = /\\[^]|!?\[|\]|\n[ \t>]*(?=\n)|\bhref\s*=\s*/gi;
/** White space within a link; on a new line the marks of quotes may come first. */
const gap = /[ \t]*(?:\n[ \t>]*)?/y;
/** Nothing but marks of lists and quotes on the line so far: a definition may begin here. */
const lineStart = /(?:^|\n)[ \t>*+\-\d.)]*$/;
/** Longer than any such marks. */
const lineStartReach = 200;

/**
 * Gives the links of a body the addresses that its page has. One that leads nowhere becomes its
 * text, as on the page: what an author calls a post that is not public is not for others to read.
 * The same holds where the page has no link at all, for what it leaves out (a heading that repeats
 * the title, a note that nothing refers to, a link in a link). In doubt a link goes: brackets are
 * paired as CommonMark pairs them, but code does not protect what the page shows as a link.
 * Linear in the length of the text.
 * @param addresses absolute, in the order of `links`; undefined for one that leads nowhere.
 */
export function linkMarkdown(
  markdown: string,
  links: readonly RawLink[],
  addresses: readonly (string | undefined)[],
  site: LinkedSite,
): string {
  if (!/\](?:\(|:)|\[\[|href/i.test(markdown)) return markdown;
  const scan = new LinkScan(markdown, links, addresses, site);
  return applyEdits(markdown, scan.edits());
}

function applyEdits(text: string, edits: Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits.sort((a, b) => a.from - b.from)) {
    if (edit.from < at) continue;
    out += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return out + text.slice(at);
}

/** One walk over a text from landmark to landmark. */
class LinkScan {
  readonly #text: string;
  readonly #site: LinkedSite;
  readonly #known: ReadonlyMap<string, string | undefined>;
  readonly #edits: Edit[] = [];
  /** Brackets that are open. */
  #open: { readonly at: number; readonly isImage: boolean }[] = [];
  /** Quotation marks that do not come any more. */
  readonly #spent = new Set<string>();
  /** Where the last value without quotation marks ended. */
  #unquoted = 0;
  #code: readonly (readonly [start: number, end: number])[] | undefined;

  constructor(
    text: string,
    links: readonly RawLink[],
    addresses: readonly (string | undefined)[],
    site: LinkedSite,
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

  edits(): Edit[] {
    const text = this.#text;
    let at = 0;
    for (;;) {
      landmark.lastIndex = at;
      const match = landmark.exec(text);
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

  /** @returns where the wikilink ends; undefined if it is none. */
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
    const from = this.#skip(close + 2);
    const { ok, pos: to, str } = parser.helpers.parseLinkDestination(text, from, text.length);
    if (!ok) return undefined;
    const verdict = this.#judge(parser.normalizeLink(str), from);
    if (verdict === undefined) return undefined;
    if (verdict !== 'hidden') {
      this.#replace(from, to, verdict.address);
      return to;
    }
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
    // `[^1]: …` is a note.
    if (text[open + 1] === '^' && !/\s/.test(text.slice(open, close))) return undefined;
    if (!lineStart.test(text.slice(Math.max(0, open - lineStartReach), open))) return undefined;
    const from = this.#skip(close + 2);
    const { ok, pos: to, str } = parser.helpers.parseLinkDestination(text, from, text.length);
    if (!ok) return undefined;
    const verdict = this.#judge(parser.normalizeLink(str), from);
    if (verdict === undefined) return undefined;
    if (verdict !== 'hidden') {
      this.#replace(from, to, verdict.address);
      return to;
    }
    const title = this.#title(this.#skip(to));
    const lineEnd = /[ \t]*(?:\n|$)/y;
    lineEnd.lastIndex = title ?? to;
    this.#replace(open, title !== undefined && lineEnd.test(text) ? title : to, '');
    return to;
  }

  /** `href="target"` of raw HTML. @returns where it ends. */
  #attribute(start: number, from: number): number {
    const text = this.#text;
    const quote = text[from] === '"' || text[from] === "'" ? text[from] : '';
    const to = quote === '' ? this.#unquotedEnd(from) : this.#closing(quote, from + 1);
    if (to === undefined || to === from) return from;
    const value = decodeAttribute(text.slice(from, to));
    // A line may begin with marks of quotes; `/` before `>` is no part of the address.
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
    return mayNamePost(target) && !this.#isCode(at) ? 'hidden' : undefined;
  }

  #replace(from: number, to: number, text: string): void {
    this.#edits.push({ from, to, text });
  }

  #skip(at: number): number {
    gap.lastIndex = at;
    gap.exec(this.#text);
    return gap.lastIndex;
  }

  /** @returns where the title ends that begins here, if one does. */
  #title(at: number): number | undefined {
    const { ok, pos } = parser.helpers.parseLinkTitle(this.#text, at, this.#text.length);
    return ok ? pos : undefined;
  }

  /** @returns undefined inside a value that was read before. */
  #unquotedEnd(from: number): number | undefined {
    if (from < this.#unquoted) return undefined;
    const end = /[^\s<>]*/y;
    end.lastIndex = from;
    end.exec(this.#text);
    return (this.#unquoted = end.lastIndex);
  }

  /** @returns the position behind the next such mark. */
  #closing(quote: string, from: number): number | undefined {
    const at = this.#spent.has(quote) ? -1 : this.#text.indexOf(quote, from);
    if (at >= 0) return at + 1;
    this.#spent.add(quote);
    return undefined;
  }

  /** Whether a position stands in code: asked of few links; the text is read once more then. */
  #isCode(at: number): boolean {
    this.#code ??= codeRanges(this.#text);
    let low = 0;
    let high = this.#code.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#code[middle]?.[1] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (this.#code[low]?.[0] ?? Infinity) <= at;
  }
}

/** Fenced code and code spans, in order. */
function codeRanges(text: string): (readonly [start: number, end: number])[] {
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

/** Whether an address looks like a post's; of others, as in `f[n](t)`, the page knows better. */
function mayNamePost(target: string): boolean {
  const path = decode(target.replace(/[?#].*$/s, ''), decodeURIComponent);
  return /\.(?:md|markdown)$|(?:^|\/)(?:posts|\.\.)\//i.test(path);
}

/** The value of an attribute as it is written, in quotation marks or without. */
function decodeAttribute(written: string): string {
  const plain = /^["']/.test(written) ? written.slice(1, -1) : written;
  if (!plain.includes('&')) return plain;
  const [node] = parseFragment(`<a href=${written}>`).childNodes;
  return (node && 'attrs' in node && node.attrs[0]?.value) || '';
}

/** The renderer percent-encodes addresses; authors need not. */
function keyOf(kind: RawLink['kind'], target: string, heading = ''): string {
  return `${kind} ${decode(target, decodeURI)}#${heading}`;
}

function decode(text: string, by: (text: string) => string): string {
  try {
    return by(text);
  } catch {
    // A stray percent sign is part of the name.
    return text;
  }
}
