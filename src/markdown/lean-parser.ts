import { isDeepStrictEqual } from 'node:util';
import MarkdownItFactory, {
  type MarkdownIt,
  type StateBlock,
  type StateCore,
  type StateInline,
  type Token,
} from 'markdown-it';

/** Text that exercises every field of a state of lines: indents, tabs, an empty line. */
const sample = 'a\n\n  b\n\tc\n';

/**
 * Makes markdown-it's tokens and states in less time, with the same fields and results. Its bundle
 * sets every field through a helper that engines cannot see through.
 *
 * **Figure**: 1.88 instead of 2.28 s of processor time for the bodies of 1,200 generated posts; a
 * twentieth of a build of 10,000 from nothing (3.4 of 65 s). **Holds for** markdown-it 15.0. At
 * start the fields of both are compared: with any other, markdown-it stays as it is published. See
 * docs/decisions/012-insides-of-dependencies.md.
 *
 * To be used first: other plugins derive their own states from these.
 * @returns whether it is in use.
 */
export function leanParser(md: MarkdownIt): boolean {
  const published = { core: md.core.State, block: md.block.State, inline: md.inline.State };
  const lean = {
    core: leanCoreState(published.core),
    block: leanBlockState(published.block),
    inline: leanInlineState(published.inline),
  };
  if (!isDeepStrictEqual(fieldsOf(md, lean), fieldsOf(md, published))) return false;
  md.core.State = lean.core;
  md.block.State = lean.block;
  md.inline.State = lean.inline;
  md.inline.ruler.at('text', readText);
  return true;
}

interface States {
  readonly core: typeof StateCore;
  readonly block: typeof StateBlock;
  readonly inline: typeof StateInline;
}

/** The fields of new states, but for those that two parsers never share. */
function fieldsOf(md: MarkdownIt, { core, block, inline }: States): readonly object[] {
  const state = new core(sample, md, {});
  const states = [state, new block(sample, md, {}, []), new inline(sample, md, {}, [])];
  return states.map((one) => ({ ...one, md: undefined, Token: undefined }));
}

/** A constructor whose tokens are markdown-it's in all but the way their fields are set. */
function LeanToken(this: Token, type: string, tag: string, nesting: -1 | 0 | 1): void {
  this.type = type;
  this.tag = tag;
  this.attrs = null;
  this.map = null;
  this.nesting = nesting;
  this.level = 0;
  this.children = null;
  this.content = '';
  this.markup = '';
  this.info = '';
  this.meta = null;
  this.block = false;
  this.hidden = false;
}
LeanToken.prototype = MarkdownItFactory.Token.prototype;

const LeanTokenClass = LeanToken as unknown as StateCore['Token'];
const hasAllFields = isDeepStrictEqual(
  { ...new LeanTokenClass('text', 'p', 1) },
  { ...new MarkdownItFactory.Token('text', 'p', 1) },
);
/** The class of tokens: the fast one, or markdown-it's own if the two differ. */
const FastToken = hasAllFields ? LeanTokenClass : MarkdownItFactory.Token;

/** Makes a token like those of the parser. */
export function makeToken(type: string, tag: string, nesting: -1 | 0 | 1): Token {
  return new FastToken(type, tag, nesting);
}

function leanCoreState(State: typeof StateCore): typeof StateCore {
  return class extends State {
    override Token = FastToken;
  };
}

function leanBlockState(State: typeof StateBlock): typeof StateBlock {
  return class extends State {
    constructor(src: string, md: MarkdownIt, env: StateBlock['env'], tokens: Token[]) {
      super('', md, env, tokens);
      this.src = src;
      this.Token = FastToken;
      readLines(this);
    }

    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = new FastToken(type, tag, nesting);
      token.block = true;
      if (nesting < 0) this.level--;
      token.level = this.level;
      if (nesting > 0) this.level++;
      this.tokens.push(token);
      return token;
    }
  };
}

/**
 * Finds where each line begins and ends, and how far it is indented: by jumps from line end to line
 * end.
 */
function readLines(state: StateBlock): void {
  const { src } = state;
  const begins: number[] = [];
  const ends: number[] = [];
  const indents: number[] = [];
  const columns: number[] = [];
  const add = (begin: number, end: number, indent: number, column: number): void => {
    begins.push(begin);
    ends.push(end);
    indents.push(indent);
    columns.push(column);
  };
  for (let begin = 0; begin < src.length;) {
    let at = begin;
    let column = 0;
    for (; src[at] === ' ' || src[at] === '\t'; at++) {
      column += src[at] === '\t' ? 4 - (column % 4) : 1;
    }
    // White space at the end of the text is no line.
    if (at === src.length) break;
    const found = src.indexOf('\n', at);
    const end = found < 0 ? src.length : found;
    add(begin, end, at - begin, column);
    begin = end + 1;
  }
  // What follows the last line: rules look one line ahead.
  add(src.length, src.length, 0, 0);
  state.bMarks = begins;
  state.eMarks = ends;
  state.tShift = indents;
  state.sCount = columns;
  state.bsCount = columns.map(() => 0);
  state.lineMax = begins.length - 1;
}

function leanInlineState(State: typeof StateInline): typeof StateInline {
  function LeanState(
    this: StateInline,
    src: string,
    md: MarkdownIt,
    env: StateInline['env'],
    tokens: Token[],
  ): void {
    this.pos = 0;
    this.level = 0;
    this.pending = '';
    this.pendingLevel = 0;
    this.cache = {};
    this.backticks = {};
    this.backticksScanned = false;
    this.skipHtmlSpecial = false;
    this.linkLevel = 0;
    this.delimiters = [];
    this._prev_delimiters = [];
    this.Token = FastToken;
    this.src = src;
    this.env = env;
    this.md = md;
    this.tokens = tokens;
    this.tokens_meta = new Array<undefined>(tokens.length);
    this.posMax = src.length;
  }
  LeanState.prototype = State.prototype;

  return class extends (LeanState as unknown as typeof StateInline) {
    override pushPending(): Token {
      const token = new FastToken('text', '', 0);
      token.content = this.pending;
      token.level = this.pendingLevel;
      this.tokens.push(token);
      this.pending = '';
      return token;
    }

    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      if (this.pending) this.pushPending();
      const token = new FastToken(type, tag, nesting);
      let meta: StateInline['tokens_meta'][number];
      if (nesting < 0) {
        this.level--;
        this.delimiters = this._prev_delimiters.pop() ?? [];
      }
      token.level = this.level;
      if (nesting > 0) {
        this.level++;
        this._prev_delimiters.push(this.delimiters);
        this.delimiters = [];
        meta = { delimiters: this.delimiters };
      }
      this.pendingLevel = this.level;
      this.tokens.push(token);
      this.tokens_meta.push(meta);
      return token;
    }
  };
}

/** Characters with which no inline rule begins. */
const PLAIN = /[^\n!#$%&*+\-:<=>@[\\\]^_`{}~]+/y;

/** The rule for plain text, by a regular expression instead of character by character. */
function readText(state: StateInline, silent: boolean): boolean {
  PLAIN.lastIndex = state.pos;
  if (!PLAIN.test(state.src)) return false;
  const end = Math.min(PLAIN.lastIndex, state.posMax);
  if (end <= state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}
