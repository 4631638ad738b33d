import type { Report } from '../repair-log.ts';
import { oneOf } from '../text/one-of.ts';
import { HAN } from '../text/scripts.ts';
import { simplified } from '../text/simplified.ts';
import { BRACKETED_ROLES, TURN_STARTS } from '../words/speakers.ts';
import { TURN } from './marks.ts';
import type { SourceLine } from './source-line.ts';

/** markdown-it drops what is nested deeper than its limit; ours stays far below it. */
const CONTAINERS_MAX = 12;
const INDENT_MAX_COLUMNS = 80;

const TOO_DEEP = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${CONTAINERS_MAX}}`,
);
const GLUED_HEADING = /^([ ]{0,3}#{2,6})(?=[^#\s])|^([ ]{0,3}#{1,6})[\u00A0\u3000\u200B]+/;
/** `### ### Heading`. */
const DOUBLED_HEADING = /^([ ]{0,3}#{2,6})(?:[ \t]+#{2,6})+[ \t]+(?=\S)/;
/** A turn that has its speaker's name too. */
const NAMED_TURN =
  /^([ \t]*\*\*[^*\n]{1,60}(?:\*\*\s?[:：]|[:：]\*\*)[ \t]*)(?:>>|&gt;&gt;)(?!>)[ \t]*(?=\S)/;
const LINK_DEFINITION =
  /^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*)\[([^\]\n]{1,200})\][:：]/;
const URL_LIKE = /^\s*<?(?:[a-z][a-z0-9+.-]*:|\/|#|\.{1,2}\/|[\w-]+(?:\.[\w-]+)+|[\w-]+\/)/i;
const BRACKETED_ROLE = new RegExp(`^${oneOf(BRACKETED_ROLES)}`, 'i');
const TURN_MARK = /^([ \t]*)(?:>>|&gt;&gt;)(?!>)[ \t]*(?![-*+][ \t]|\d{1,9}[.)][ \t])(?=\S)/;
/**
 * Lines that begin a turn or carry a time stamp stand for themselves: no paragraph runs on into
 * them.
 */
const OWN_PARAGRAPH = new RegExp(
  [
    String.raw`^\*\*[^*\n]{1,40}(?:\*\*\s?[:：]|[:：]\*\*)`,
    String.raw`^\[[^\]\n]{1,40}\]\s?[:：]`,
    '^<span class="speaker">',
    String.raw`^(?:Speaker \w{1,3}|${oneOf(TURN_STARTS)})\s?[:：]`,
    String.raw`^[[【(（]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\]】)）]?\s`,
  ].join('|'),
);
const NOT_PROSE = /^[ \t]*(?:[-*+>|#]|\d{1,9}[.)])(?!\*)/;
const SETEXT = /^ {0,3}(?:-{3,}|={3,})\s*$/;
const SENTENCE_MARK = /[。！？；，]/;

/**
 * Line-wise repairs of what CommonMark would misread in this corpus. Lines of code are left alone.
 */
export function repairLines(
  lines: readonly SourceLine[],
  body: string,
  report: Report,
): SourceLine[] {
  const out: SourceLine[] = [];
  const notes = new NoteLabels(body);
  let previous = '';
  let inProse = false;
  for (const line of lines) {
    if (line.code || line.text === '') {
      out.push(line);
      previous = '';
      continue;
    }
    if (previous === '') inProse = !NOT_PROSE.test(line.text);
    let { text } = line;
    const turn = mayHoldTurnMark(text) ? TURN_MARK.exec(text) : null;
    if (turn && !/^[ \t]*>/.test(previous)) {
      if (previous !== '') out.push({ ...line, text: '' });
      text = (turn[1] ?? '') + TURN + text.slice(turn[0].length);
    } else if (SETEXT.test(text) && isProse(previous)) {
      // A rule typed right below a paragraph is a rule, not a heading mark.
      out.push({ ...line, text: '' });
    } else {
      if (previous !== '' && inProse && OWN_PARAGRAPH.test(text)) out.push({ ...line, text: '' });
      text = repairLine(text, line.line, notes, report);
    }
    previous = text.trim() === '' ? '' : text;
    out.push(text === line.text ? line : { ...line, text });
  }
  return out;
}

function mayHoldTurnMark(text: string): boolean {
  return text.includes('>>') || text.includes('&gt;&gt;');
}

function isProse(text: string): boolean {
  return text !== '' && HAN.test(text) && (text.length > 60 || SENTENCE_MARK.test(text));
}

function repairLine(original: string, line: number, notes: NoteLabels, report: Report): string {
  let text = original;
  const first = text.charCodeAt(0);
  // Letters and Han begin nearly every line: nothing below concerns them.
  if (first > 0x3000 || (first > 96 && first < 123) || (first > 64 && first < 91)) return text;
  const deep = limitNesting(text);
  if (deep !== undefined) {
    text = deep;
    report('body-nesting-too-deep', line);
  }
  if (text.includes('#')) {
    text = text.replace(GLUED_HEADING, '$1$2 ').replace(DOUBLED_HEADING, '$1 ');
  }
  if (mayHoldTurnMark(text)) text = text.replace(NAMED_TURN, '$1');
  if (text.includes(']')) {
    text = keepBracketLabel(text, notes, (mark) => {
      report('body-note-unused', line, mark);
    });
  }
  return text;
}

function limitNesting(text: string): string | undefined {
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  if (indent.length > INDENT_MAX_COLUMNS / 4 && columns(indent) > INDENT_MAX_COLUMNS) {
    const shallow = ' '.repeat(INDENT_MAX_COLUMNS) + text.slice(indent.length);
    return limitNesting(shallow) ?? shallow;
  }
  const markers = TOO_DEEP.exec(text)?.[0];
  if (!markers) return undefined;
  const inner = text
    .slice(markers.length)
    .replace(/^(?:[ \t]*>)+/, '')
    .trimStart();
  const guard = /^(?:[-*+]|\d{1,9}[.)])/.test(inner) ? '\u200B' : '';
  return `${markers} ${guard}${inner}`;
}

function columns(indent: string): number {
  let column = 0;
  for (const char of indent) column += char === '\t' ? 4 - (column % 4) : 1;
  return column;
}

/** `[Speaker 1]: 文` is somebody speaking, not the definition of a link: as one it would vanish. */
function keepBracketLabel(
  text: string,
  notes: NoteLabels,
  onUnused: (mark: string) => void,
): string {
  const match = LINK_DEFINITION.exec(text);
  if (!match) return text;
  const [whole, prefix = '', label = ''] = match;
  const rest = text.slice(whole.length);
  const isAddress = (rest.trim() === '' || URL_LIKE.test(rest)) && !HAN.test(rest);
  const isDefinition = label.startsWith('^')
    ? notes.define(label)
    : isAddress && !BRACKETED_ROLE.test(simplified(label));
  if (!isDefinition && label.startsWith('^')) onUnused(`[${label}]`);
  return isDefinition ? text : `${prefix}\\${text.slice(prefix.length)}`;
}

/**
 * Which notes are referred to, and which are already written: any other definition would vanish.
 */
class NoteLabels {
  readonly #body: string;
  readonly #defined = new Set<string>();
  #referred: Set<string> | undefined;

  constructor(body: string) {
    this.#body = body;
  }

  /** True if the definition of `label` that is now read will be shown as a note. */
  define(label: string): boolean {
    this.#referred ??= new Set(
      [...this.#body.replace(/`[^`\n]*`/g, '').matchAll(/\[(\^[^\]\s]{1,200})\](?!:)/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    if (!this.#referred.has(label) || this.#defined.has(label)) return false;
    this.#defined.add(label);
    return true;
  }
}
