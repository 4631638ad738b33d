import katex from 'katex';
import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';
import { HAN } from '../text/scripts.ts';
import { NextIndex } from '../../shared/next-index.ts';
import { asError } from '../../shared/as-error.ts';
import { envOf } from '../env.ts';
import type { Report } from '../repair-log.ts';
import { eachInline, escapeHtml, lineStart } from '../tokens.ts';

/** The `meta` of a formula's token. */
interface Formula {
  readonly source: string;
  /** Absent until it is rendered, and for good if that fails. */
  readonly html?: string;
}

const SOURCE_LENGTH_MAX = 4000;
const BLOCK_LINES_MAX = 60;
/** What stands around a formula in text. */
const MARKS = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
] as const;

/**
 * Math by KaTeX as MathML. `$…$` counts only when nothing but math can be meant: `$9 … $10` is
 * money.
 */
export function math(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', parseInline);
  md.block.ruler.after('blockquote', 'math_block', parseBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.core.ruler.after('inline', 'formulas', (state) => {
    const { report } = envOf(state.env);
    for (const token of state.tokens) {
      if (token.type === 'math_block') renderMath(token, true, token.map?.[0] ?? 0, report);
    }
    eachInline(state.tokens, (token, line) => {
      if (token.type === 'math_inline') renderMath(token, false, line, report);
    });
  });
  md.renderer.rules['math_inline'] = (tokens, i) => htmlOf(tokens[i]);
  md.renderer.rules['math_block'] = (tokens, i) =>
    `<div class="math-block" tabindex="0">${htmlOf(tokens[i])}</div>\n`;
}

function htmlOf(token: Token | undefined): string {
  return formulaOf(token).html ?? escapeHtml(token?.content ?? '');
}

function formulaOf(token: Token | undefined): Formula {
  return (token?.meta ?? { source: '' }) as unknown as Formula;
}

/** Renders a formula; one that KaTeX cannot read is reported, and shown as it was written. */
function renderMath(token: Token, displayMode: boolean, line: number, report: Report): void {
  const { source } = formulaOf(token);
  try {
    token.meta = { source, html: mathMl(source, displayMode) } satisfies Formula;
  } catch (error) {
    report('body-formula-broken', line, whyBroken(error));
  }
}

/** What KaTeX says, without the place in the formula. */
function whyBroken(error: unknown): string {
  return asError(error)
    .message.replace(/^KaTeX parse error: /, '')
    .replace(/ at (?:position \d+|end of input):.*$/s, '');
}

/** A formula as MathML. */
function mathMl(source: string, displayMode: boolean): string {
  return katex
    .renderToString(source, {
      displayMode,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    })
    .replace(/^<span class="katex">|<\/span>$/g, '')
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<\/?semantics>/g, '')
    .replace(/ (?:style|class|href|xmlns)="[^"]*"/g, '');
}

function parseInline(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src[pos] !== '$' && src[pos] !== '\\') return false;
  const marks = MARKS.find(([mark]) => src.startsWith(mark, pos));
  if (!marks) return false;
  const [open, close] = marks;
  const from = pos + open.length;
  const last = closesOf(state, close).from(from);
  const end = last + close.length;
  if (last === from || end - from > (open === '$' ? 300 : SOURCE_LENGTH_MAX)) return false;
  if (end > state.posMax) return false;
  const source = src.slice(from, last);
  if (open === '$' ? !isStrictMath(source, src[pos - 1], src[end]) : !isMath(source)) return false;
  if (!silent) {
    const token = state.push('math_inline', 'math', 0);
    token.meta = { source: source.trim() };
    token.content = src.slice(pos, end);
  }
  state.pos = end;
  return true;
}

/** Where formulas may end, for each state: a line of a million marks is searched once. */
const closes = new WeakMap<StateInline, Map<string, NextIndex>>();

function closesOf(state: StateInline, close: string): NextIndex {
  let own = closes.get(state);
  if (!own) closes.set(state, (own = new Map<string, NextIndex>()));
  let index = own.get(close);
  if (!index) own.set(close, (index = new NextIndex(state.src, close)));
  return index;
}

/** TeX rather than prose in escaped brackets (`\[思考\]`) or between two sums of money. */
function isMath(source: string): boolean {
  const bare = source.replace(/\\(?:text|mathrm|mbox|textbf)\s?\{[^{}]*\}/g, '\\text');
  if (HAN.test(bare) || source.trim() === '') return false;
  return /\\[A-Za-z]+|[\^_=<>+]|^\s*-?\s*[A-Za-z]\w?\s*$|\d\s*[-*/]\s*\w/.test(bare);
}

function isStrictMath(source: string, before = '', after = ''): boolean {
  if (/^\s|\s$|\n|`/.test(source) || /[\w$\\]/.test(before) || /[\w$]/.test(after)) return false;
  if (/^\d[\d,.]*\s?(?:[kKmMbB]|million|billion|trillion)?\b(?![\^_\s]*[\\^_=+*/-])/.test(source))
    return false;
  if (/^[A-Za-z]$/.test(source)) return true;
  const words = source.replace(/\\[A-Za-z]+(?:\{[A-Za-z ]*\})?/g, '').match(/[A-Za-z]{3,}/g) ?? [];
  return isMath(source) && words.length === 0 && /\\[A-Za-z]|[\^_=]/.test(source);
}

/** `$$` or `\[` alone on lines of their own, or around one line. */
function parseBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineStart(state, start);
  const open = state.src.slice(first, first + 2);
  if (open !== '$$' && open !== '\\[') return false;
  const close = open === '$$' ? '$$' : '\\]';
  let text = state.src.slice(first, state.eMarks[start]).trimEnd();
  let last = start;
  while (!(text.length > 2 && text.endsWith(close))) {
    last++;
    if (last >= end || last - start > BLOCK_LINES_MAX || state.isEmpty(last)) return false;
    if ((state.sCount[last] ?? 0) < state.blkIndent) return false;
    text += `\n${state.src.slice(lineStart(state, last), state.eMarks[last]).trimEnd()}`;
  }
  const source = text.slice(2, -2);
  if (source.includes(close) || source.length > SOURCE_LENGTH_MAX) return false;
  if (!isMath(source) && !(open === '$$' && !HAN.test(source) && source.trim() !== ''))
    return false;
  if (silent) return true;
  const token = state.push('math_block', 'math', 0);
  token.block = true;
  token.map = [start, last + 1];
  token.meta = { source: source.trim() };
  token.content = text;
  state.line = last + 1;
  return true;
}
