import type { MarkdownIt, Token } from 'markdown-it';
import { envOf, type RenderEnv } from '../env.ts';
import { HAN, scriptsOf } from '../text/scripts.ts';
import { markupToken, plainText, textToken } from '../tokens.ts';
import { parseGlossNote, type GlossNote } from './gloss-note.ts';
import { closingMarks, readNote } from './gloss-brackets.ts';
import { splitPlainGlosses, type PlainGloss } from './plain-glosses.ts';

/** A bracket after the term, a closing quote (and at most one space) between them. */
const BRACKET_AFTER_TERM = /^([”’」』》〉"']{0,2})([ \u00A0]?)([（(])/;
const BRACKET_INSIDE = /^([^（(]+?)([ \u00A0]?)([（(])(.+)([）)])([”’」』》〉"']{0,2}[：:]?)$/s;

/** No term consists of more. */
const TERM_TOKENS_MAX = 200;

/**
 * Terms explained in place: `**Term**（Full name: definition）` and the variants of it in the corpus.
 */
export function glosses(md: MarkdownIt): void {
  md.core.ruler.push('glosses', (state) => {
    const marker = new GlossMarker(envOf(state.env));
    let originals = 0;
    for (const [i, block] of state.tokens.entries()) {
      if (block.type === 'original_open') originals++;
      else if (block.type === 'original_close') originals--;
      if (originals > 0 || block.type !== 'inline' || !block.children) continue;
      if (!/[（(]/.test(block.content)) continue;
      const open = state.tokens[i - 1];
      if (open?.type === 'heading_open' || open?.attrGet('class') === 'pseudo-heading') continue;
      block.children = marker.mark(block.children);
    }
  });
}

/** Marks the glosses of one article. */
class GlossMarker {
  readonly #env: RenderEnv;
  readonly #seen = new Set<string>();
  #out: Token[] = [];

  constructor(env: RenderEnv) {
    this.#env = env;
  }

  mark(tokens: readonly Token[]): Token[] {
    this.#out = [];
    let closes: ReadonlyMap<number, number> | undefined;
    let linkDepth = 0;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token) continue;
      if (token.type === 'link_open') linkDepth++;
      else if (token.type === 'link_close') linkDepth--;
      if (token.type === 'strong_open' && linkDepth === 0) {
        const close = (closes ??= closingMarks(tokens)).get(i) ?? Infinity;
        const next = close - i <= TERM_TOKENS_MAX ? this.#markBold(tokens, i, close) : undefined;
        if (next !== undefined) {
          i = next - 1;
          continue;
        }
      }
      if (token.type === 'text' && linkDepth === 0 && /[（(]\s?[A-Za-z]/.test(token.content)) {
        this.#markPlain(token.content);
      } else {
        this.#out.push(token);
      }
    }
    return this.#out;
  }

  /**
   * Handles the bold run from `open` to `close`.
   * @returns the index to go on at; undefined if it is no gloss
   */
  #markBold(tokens: readonly Token[], open: number, close: number): number | undefined {
    const inner = tokens.slice(open + 1, close);
    if (inner.some((token) => token.type === 'image' || token.type === 'footnote_ref')) {
      return undefined;
    }
    const after = tokens[close + 1];
    const bracket = after?.type === 'text' ? BRACKET_AFTER_TERM.exec(after.content) : null;
    const note = bracket ? readNote(tokens, close + 1, bracket[0].length) : undefined;
    const parsed = note && parseGlossNote(plainText(inner), note.text);
    if (bracket && parsed) {
      const [, quote = '', space = '', paren = ''] = bracket;
      const { text, tokens: own } = note;
      const brackets = { between: quote + space, open: paren, note: text, close: note.close };
      this.#push(inner, brackets, parsed, own);
      // The rest of the text may hold further glosses without bold type.
      this.#markPlain(tokens[note.end]?.content.slice(note.endOffset) ?? '');
      return note.end + 1;
    }
    return this.#markInside(inner, tokens[open], tokens[close]) ? close + 1 : undefined;
  }

  /** `**Term（English）**`: the bold type goes around the bracket. */
  #markInside(inner: readonly Token[], open?: Token, close?: Token): boolean {
    if (!open || !close || !inner.every((token) => token.type === 'text')) return false;
    const match = BRACKET_INSIDE.exec(plainText(inner));
    if (!match) return false;
    const [, term = '', between = '', paren = '', note = '', end = '', after = ''] = match;
    if (/[（()）]/.test(note)) return false;
    // Chinese in Chinese is a role or a remark; Latin in Latin must abbreviate.
    if (HAN.test(term) && HAN.test(note) && !/[:：]|^[A-Za-z]/.test(note)) return false;
    const parsed = parseGlossNote(term, note);
    if (!parsed) return false;
    this.#out.push(open);
    this.#push([textToken(term)], { between, open: paren, note, close: end }, parsed);
    this.#text(after);
    this.#out.push(close);
    return true;
  }

  #markPlain(text: string): void {
    for (const part of splitPlainGlosses(text)) {
      if (typeof part === 'string') {
        this.#text(part);
        continue;
      }
      const { term, between, open, note, close } = part;
      const parsed = parseGlossNote(term, note);
      if (parsed?.definition) this.#push([textToken(term)], part, parsed);
      else this.#text(term + between + open + note + close);
    }
  }

  /** Writes one gloss and adds it to the glossary. */
  #push(
    term: readonly Token[],
    { between, open, note, close }: Omit<PlainGloss, 'term'>,
    parsed: GlossNote,
    noteTokens?: readonly Token[],
  ): void {
    const id = `gloss-${String(++this.#env.counters.glosses)}`;
    const { definition } = parsed;
    this.#markup(`<span class="gloss${definition ? ' has-definition' : ''}" id="${id}"><dfn>`, 1);
    // Not as arguments: there may be more of them than a call takes.
    for (const token of term) this.#out.push(token);
    this.#markup('</dfn>', -1);
    this.#text(between);
    this.#markup('<span class="gloss-note">', 1);
    this.#text(open);
    if (noteTokens) {
      this.#out.push(...noteTokens); // few, see `readNote`
    } else {
      let at = 0;
      for (const kind of ['name', 'definition'] as const) {
        const range = parsed[kind];
        if (!range) continue;
        const [start, end] = range;
        this.#text(note.slice(at, start));
        const text = note.slice(start, end);
        const lang = otherLanguage(text, this.#env.context.lang);
        // Scripts tell the name from the definition by this element.
        const isMarked = lang !== undefined || (kind === 'name' && definition !== undefined);
        if (isMarked) this.#markup(lang === undefined ? '<span>' : `<span lang="${lang}">`, 1);
        this.#text(text);
        if (isMarked) this.#markup('</span>', -1);
        at = end;
      }
      this.#text(note.slice(at));
    }
    this.#text(close);
    this.#markup('</span></span>', -1);
    this.#addToGlossary(plainText(term).trim(), note, parsed, id);
  }

  #text(content: string): void {
    if (content !== '') this.#out.push(textToken(content));
  }

  #markup(html: string, nesting: -1 | 1): void {
    this.#out.push(markupToken(html, nesting));
  }

  /** The glossary lists an explanation that an article repeats once, at its first place. */
  #addToGlossary(term: string, note: string, parsed: GlossNote, id: string): void {
    const name = parsed.name && note.slice(...parsed.name);
    const definition = parsed.definition && note.slice(...parsed.definition);
    const key = `${term}\n${name ?? ''}\n${definition ?? ''}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#env.glosses.push({
      term,
      ...(name !== undefined && { name }),
      ...(definition !== undefined && { definition }),
      id,
    });
  }
}

/** Language of a run that is not in the article's own. */
function otherLanguage(text: string, articleLang: string): string | undefined {
  const { han, latin, arabic } = scriptsOf(text);
  if (arabic > latin + han) return 'ar';
  if (articleLang.startsWith('zh')) return han === 0 && latin > 1 ? 'en' : undefined;
  return han > latin ? 'zh-Hans' : undefined;
}
