import type { MarkdownIt, Token } from 'markdown-it';
import { envOf, type RenderEnv } from '../env.ts';
import { HAN, scriptsOf } from '../text/scripts.ts';
import { escapeHtml, markupToken, plainText, textToken, type TokenClass } from '../tokens.ts';
import { parseGlossNote, type GlossNote } from './gloss-note.ts';
import { closingMarks, readNote } from './gloss-brackets.ts';
import { splitPlainGlosses } from './plain-glosses.ts';

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
    const env = envOf(state.env);
    const seen = new Set<string>();
    let inHeading = false;
    let original = 0;
    let i = -1;
    for (const block of state.tokens) {
      i++;
      if (block.type === 'heading_open') inHeading = true;
      else if (block.type === 'heading_close') inHeading = false;
      else if (block.type === 'original_open') original++;
      else if (block.type === 'original_close') original--;
      if (inHeading || original > 0 || block.type !== 'inline' || !block.children) continue;
      if (!/[（(]/.test(block.content)) continue;
      if (state.tokens[i - 1]?.attrGet('class') === 'pseudo-heading') continue;
      block.children = new GlossMarker(env, state.Token, seen).mark(block.children);
    }
  });
}

class GlossMarker {
  readonly #env: RenderEnv;
  readonly #Token: TokenClass;
  readonly #seen: Set<string>;

  constructor(env: RenderEnv, TokenType: TokenClass, seen: Set<string>) {
    this.#env = env;
    this.#Token = TokenType;
    this.#seen = seen;
  }

  mark(tokens: readonly Token[]): Token[] {
    const out: Token[] = [];
    let closes: ReadonlyMap<number, number> | undefined;
    let linkDepth = 0;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token) continue;
      if (token.type === 'link_open') linkDepth++;
      else if (token.type === 'link_close') linkDepth--;
      if (token.type === 'strong_open' && linkDepth === 0) {
        const close = (closes ??= closingMarks(tokens)).get(i);
        const isShort = close !== undefined && close - i <= TERM_TOKENS_MAX;
        const next = !isShort ? -1 : this.#markBold(tokens, i, close, out);
        if (next >= 0) {
          i = next - 1;
          continue;
        }
      }
      if (token.type === 'text' && linkDepth === 0 && /[（(]\s?[A-Za-z]/.test(token.content)) {
        this.#markPlain(token, out);
        continue;
      }
      out.push(token);
    }
    return out;
  }

  /**
   * Handles the bold run from `open` to `close`; the index to go on at, or -1 if it is no gloss.
   */
  #markBold(tokens: readonly Token[], open: number, close: number, out: Token[]): number {
    const inner = tokens.slice(open + 1, close);
    if (inner.some((token) => token.type === 'image' || token.type === 'footnote_ref')) return -1;
    const after = tokens[close + 1];
    const bracket = after?.type === 'text' ? BRACKET_AFTER_TERM.exec(after.content) : null;
    if (after && bracket) {
      const note = readNote(tokens, close + 1, bracket[0].length);
      const parsed = note && parseGlossNote(plainText(inner), note.text);
      if (note && parsed) {
        const [, quote = '', space = '', paren = ''] = bracket;
        this.#push(out, inner, quote + space, paren, note.tokens, note.text, note.close, parsed);
        const rest = tokens[note.end]?.content.slice(note.endOffset) ?? '';
        const tail = rest === '' ? [] : [textToken(this.#Token, rest)];
        // The rest of the text may hold further glosses without bold type.
        for (const token of tail) {
          if (/[（(]\s?[A-Za-z]/.test(rest)) this.#markPlain(token, out);
          else out.push(token);
        }
        return note.end + 1;
      }
    }
    return this.#markInside(tokens, open, close, out);
  }

  /** `**Term（English）**`: the bold type goes around the bracket. */
  #markInside(tokens: readonly Token[], open: number, close: number, out: Token[]): number {
    const inner = tokens.slice(open + 1, close);
    if (!inner.every((token) => token.type === 'text')) return -1;
    const match = BRACKET_INSIDE.exec(plainText(inner));
    if (!match) return -1;
    const [, term = '', space = '', paren = '', note = '', end = '', after = ''] = match;
    if (/[（()）]/.test(note)) return -1;
    const sameScript = HAN.test(term) === HAN.test(note);
    // Chinese in Chinese is a role or a remark; Latin in Latin must abbreviate.
    if (sameScript && HAN.test(term) && !/[:：]|^[A-Za-z]/.test(note)) return -1;
    const parsed = parseGlossNote(term, note);
    if (!parsed) return -1;
    const strongOpen = tokens[open];
    const strongClose = tokens[close];
    if (!strongOpen || !strongClose) return -1;
    out.push(strongOpen);
    this.#push(out, [textToken(this.#Token, term)], space, paren, undefined, note, end, parsed);
    if (after !== '') out.push(textToken(this.#Token, after));
    out.push(strongClose);
    return close + 1;
  }

  #markPlain(token: Token, out: Token[]): void {
    for (const part of splitPlainGlosses(token.content)) {
      if (typeof part === 'string') {
        if (part !== '') out.push(textToken(this.#Token, part));
        continue;
      }
      const parsed = parseGlossNote(part.term, part.note);
      if (!parsed?.definition) {
        out.push(
          textToken(this.#Token, part.term + part.between + part.open + part.note + part.close),
        );
        continue;
      }
      const term = [textToken(this.#Token, part.term)];
      this.#push(out, term, part.between, part.open, undefined, part.note, part.close, parsed);
    }
  }

  /** Writes one gloss and adds it to the glossary. */
  #push(
    out: Token[],
    term: readonly Token[],
    between: string,
    open: string,
    noteTokens: readonly Token[] | undefined,
    note: string,
    close: string,
    parsed: GlossNote,
  ): void {
    const { context, counters } = this.#env;
    const id = `gloss-${String(++counters.glosses)}`;
    const markup = (html: string, nesting: -1 | 0 | 1): Token =>
      markupToken(this.#Token, html, nesting);
    const { name, definition } = parsed;
    out.push(
      markup(`<span class="gloss${definition ? ' has-definition' : ''}" id="${id}"><dfn>`, 1),
    );
    // Not as arguments: there may be more of them than a call takes.
    for (const token of term) out.push(token);
    out.push(
      markup(`</dfn>`, -1),
      ...(between === '' ? [] : [textToken(this.#Token, between)]),
      markup(`<span class="gloss-note">`, 1),
      textToken(this.#Token, open),
    );
    if (noteTokens) {
      out.push(...noteTokens); // few, see `readNote`
    } else {
      let at = 0;
      for (const [range, kind] of [
        [name, 'name'],
        [definition, 'definition'],
      ] as const) {
        if (!range) continue;
        const text = note.slice(range[0], range[1]);
        if (range[0] > at) out.push(textToken(this.#Token, note.slice(at, range[0])));
        const lang = otherLanguage(text, context.lang);
        const className = definition ? ` class="gloss-${kind}"` : '';
        const attributes = `${className}${lang ? ` lang="${lang}"` : ''}`;
        if (attributes === '') {
          out.push(textToken(this.#Token, text));
        } else {
          out.push(
            markup(`<span${attributes}>`, 1),
            textToken(this.#Token, text),
            markup('</span>', -1),
          );
        }
        at = range[1];
      }
      if (at < note.length) out.push(textToken(this.#Token, note.slice(at)));
    }
    out.push(textToken(this.#Token, close), markup('</span></span>', -1));
    this.#addToGlossary(plainText(term).trim(), note, parsed, id);
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
      ...(name === undefined ? {} : { name }),
      ...(definition === undefined ? {} : { definition }),
      id,
    });
  }
}

/** Language of a run that is not in the article's own. */
function otherLanguage(text: string, articleLang: string): string | undefined {
  const { han, latin, arabic } = scriptsOf(text);
  if (arabic > latin + han) return 'ar';
  if (articleLang.startsWith('zh')) return han === 0 && latin > 1 ? 'en' : undefined;
  return han > latin ? escapeHtml('zh-Hans') : undefined;
}
