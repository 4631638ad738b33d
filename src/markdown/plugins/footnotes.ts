import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import { envOf } from '../env.ts';
import { makeToken } from '../lean-parser.ts';
import { escapeHtml } from '../tokens.ts';

/** No label is longer; the bound keeps a line of marks that never end linear. */
const REFERENCE = /\[\^([^ \n\]]{1,200})\]/y;

/** A note that is referred to: the label of its definition, or its own text (`^[…]`). */
interface Note {
  readonly label?: string;
  /** How often it is referred to. */
  count?: number;
  readonly tokens?: Token[];
  readonly content?: string;
}

/** What markdown-it-footnote keeps in the environment for its rules. */
interface Notes {
  /** By `:` and label; negative before the first reference. */
  readonly refs?: Record<string, number>;
  list?: Note[];
}

/** Footnotes: markdown-it-footnote's grammar with this site's markup, and in linear time. */
export function footnotes(md: MarkdownIt): void {
  md.use(footnotePlugin);
  md.inline.ruler.at('footnote_ref', parseReference);
  md.core.ruler.at('footnote_tail', placeNotes);
  const { rules } = md.renderer;
  rules['footnote_ref'] = (tokens, i) => {
    const n = number(tokens[i]);
    const link = `<a href="#fn-${n}" id="${referenceId(tokens[i])}">${n}</a>`;
    return `<sup class="footnote-ref">${link}</sup>`;
  };
  rules['footnote_block_open'] = (_tokens, _i, _options, env) => {
    const label = escapeHtml(envOf(env).context.labels.footnotes);
    return `<section class="footnotes" aria-label="${label}"><ol>\n`;
  };
  rules['footnote_block_close'] = () => '</ol></section>\n';
  rules['footnote_open'] = (tokens, i) => `<li id="fn-${number(tokens[i])}">`;
  rules['footnote_close'] = () => '</li>\n';
  rules['footnote_anchor'] = (tokens, i, _options, env) => {
    const label = escapeHtml(envOf(env).context.labels.footnoteBack);
    const href = `#${referenceId(tokens[i])}`;
    return ` <a class="footnote-back" href="${href}" aria-label="${label}">↩</a>`;
  };
}

function notesOf({ env }: StateInline | StateCore): Notes | undefined {
  return (env as { footnotes?: Notes }).footnotes;
}

/** `[^label]`, where the label is defined. */
function parseReference(state: StateInline, silent: boolean): boolean {
  const notes = notesOf(state);
  if (!notes?.refs || state.src.charCodeAt(state.pos) !== 0x5b) return false;
  REFERENCE.lastIndex = state.pos;
  const match = REFERENCE.exec(state.src);
  const end = REFERENCE.lastIndex;
  if (!match || end > state.posMax) return false;
  const label = match[1] ?? '';
  let id = notes.refs[`:${label}`];
  if (id === undefined) return false;
  if (!silent) {
    const list = (notes.list ??= []);
    if (id < 0) {
      id = list.push({ label, count: 0 }) - 1;
      notes.refs[`:${label}`] = id;
    }
    const note = list[id];
    const subId = note?.count ?? 0;
    if (note) note.count = subId + 1;
    state.push('footnote_ref', '', 0).meta = { id, subId, label };
  }
  state.pos = end;
  return true;
}

/** Takes the definitions out of the text, and puts those that are referred to at its end. */
function placeNotes(state: StateCore): void {
  const notes = notesOf(state);
  if (!notes) return;
  const defined = new Map<string, Token[]>();
  let own: Token[] | undefined;
  const tokens: Token[] = [];
  for (const token of state.tokens) {
    if (token.type === 'footnote_reference_open') {
      own = [];
      defined.set(String(token.meta?.['label']), own);
    } else if (token.type === 'footnote_reference_close') own = undefined;
    else (own ?? tokens).push(token);
  }
  state.tokens = tokens;
  if (!notes.list) return;
  tokens.push(makeToken('footnote_block_open', '', 1));
  for (const [id, note] of notes.list.entries()) {
    const open = makeToken('footnote_open', '', 1);
    open.meta = { id };
    tokens.push(open);
    for (const token of textOf(note, defined)) tokens.push(token);
    // The links back stand in the last paragraph.
    const last = tokens.at(-1)?.type === 'paragraph_close' ? tokens.pop() : undefined;
    for (let subId = 0; subId < Math.max(1, note.count ?? 0); subId++) {
      const anchor = makeToken('footnote_anchor', '', 0);
      anchor.meta = { id, subId };
      tokens.push(anchor);
    }
    if (last) tokens.push(last);
    tokens.push(makeToken('footnote_close', '', -1));
  }
  tokens.push(makeToken('footnote_block_close', '', -1));
}

function textOf(
  { label, tokens, content = '' }: Note,
  defined: ReadonlyMap<string, Token[]>,
): readonly Token[] {
  if (!tokens) return defined.get(label ?? '') ?? [];
  const open = makeToken('paragraph_open', 'p', 1);
  const inline = makeToken('inline', '', 0);
  const close = makeToken('paragraph_close', 'p', -1);
  open.block = close.block = true;
  inline.children = tokens;
  inline.content = content;
  return [open, inline, close];
}

function number(token: Token | undefined): string {
  return String(Number(token?.meta?.['id'] ?? 0) + 1);
}

/** The second reference to note 1 is `fnref-1-2`. */
function referenceId(token: Token | undefined): string {
  const sub = Number(token?.meta?.['subId'] ?? 0);
  return `fnref-${number(token)}${sub > 0 ? `-${String(sub + 1)}` : ''}`;
}
