import { oneOf } from '../text/one-of.ts';
import { HAN, scriptsOf } from '../text/scripts.ts';
import { simplified } from '../text/simplified.ts';
import {
  ASIDES,
  LATIN_REMARKS,
  NO_DEFINITION,
  NO_TRANSLATION,
  REMARKS,
  TRANSLATION_NOTES,
} from '../words/asides.ts';
import {
  DEFINING,
  EXPLAINING_ENDS,
  EXPLAINING_STARTS,
  EXPLAINING_VERBS,
  NAMING,
} from '../words/definitions.ts';
import { EXCHANGES, HAN_UNITS, LATIN_UNITS } from '../words/quantities.ts';

/** A gloss read from `term` and the text of its brackets; the ranges point into the note. */
export interface GlossNote {
  readonly name?: readonly [start: number, end: number];
  readonly definition?: readonly [start: number, end: number];
}

const NOTE_LENGTH_MAX = 320;
const TERM_LENGTH_MAX = 60;
const SHORT_NAME_MAX = 10;

const ASIDE = new RegExp(`^${oneOf(ASIDES)}`, 'i');
const REMARK = new RegExp(`^${oneOf(REMARKS)}`);
const LATIN_REMARK = new RegExp(`^${oneOf(LATIN_REMARKS)}\\b`);
const TRANSLATION_NOTE = new RegExp(oneOf(TRANSLATION_NOTES));
const NO_TRANSLATION_START = new RegExp(`^${oneOf(NO_TRANSLATION)}`);
const NO_DEFINITION_START = new RegExp(`^${oneOf(NO_DEFINITION)}`);
const DEFINITION = new RegExp(`^${oneOf(DEFINING)}`);
/** What makes Chinese brackets after a Chinese term an explanation rather than a remark. */
const EXPLANATION = new RegExp(
  [
    `^${oneOf(EXPLAINING_STARTS)}`,
    `(?:[，,]|^)${oneOf(EXPLAINING_VERBS)}`,
    `的${oneOf(NAMING)}`,
    `的${oneOf(EXPLAINING_ENDS)}$`,
  ].join('|'),
);
const LATIN_UNIT = new RegExp(`\\b${oneOf(LATIN_UNITS)}\\b`, 'g');
const HAN_UNIT = new RegExp(`[\\d\\s\\p{P}\\p{S}${HAN_UNITS}]+|(?<=\\d)[kKmMbBxX]\\b`, 'gu');
/** `NASDAQ: GOOG`, `0700.HK`, `BRK.B`, `$TSLA`. */
const TICKER = new RegExp(
  [
    `^${oneOf(EXCHANGES)}[.:\\s]?\\s?[A-Z0-9.]+$`,
    String.raw`^\d{3,6}(?:\.[A-Z]{2})?$`,
    String.raw`^[A-Z]{1,6}\.[A-Z]{1,2}$`,
    String.raw`^\$[A-Z]{1,5}$`,
  ].join('|'),
  'i',
);

/**
 * Decides whether brackets after a term gloss it, and which part of them is name, which definition.
 */
export function parseGlossNote(writtenTerm: string, writtenNote: string): GlossNote | undefined {
  const term = simplified(writtenTerm);
  // Ranges in it are those in the note as written: folding moves no character.
  const note = simplified(writtenNote);
  if (note.length > NOTE_LENGTH_MAX || !isTerm(term)) return undefined;
  const trimmed = note.trim();
  if (trimmed === '' || isQuantity(trimmed)) return undefined;
  const start = note.length - note.trimStart().length;
  const end = note.trimEnd().length;
  if (ASIDE.test(trimmed)) return undefined;
  const colons = splitColon(note, start, end);
  if (colons.length > 0) return withColon(note, start, end, colons);
  return withoutColon(term, trimmed, start, end, note);
}

function isTerm(term: string): boolean {
  const text = term.trim();
  if (text === '' || text.length > TERM_LENGTH_MAX || isQuantity(text)) return false;
  // A sentence in bold is no term, a label neither.
  if (/[。！？；：:\n]/.test(text.replace(/《[^》]*》|(?<=\w):(?=\w)/g, ''))) return false;
  const { han, words } = scriptsOf(text);
  return /[，,]/.test(text) && han > 0 ? han <= 20 : han <= 32 && words <= 12;
}

/** Numbers, shares, dates and money: `（2.9%）`, `（2024-2025年）`, `($3.5B)`. */
function isQuantity(note: string): boolean {
  if (!/\d/.test(note)) return !/\p{L}/u.test(note);
  const rest = note.replace(LATIN_UNIT, '').replace(HAN_UNIT, '');
  return rest === '';
}

/**
 * The colon that parts name and definition: the last one of `A: B: def`; none in times and URLs.
 */
function splitColon(note: string, start: number, end: number): number[] {
  const colons: number[] = [];
  for (let i = start + 1; i < end - 1; i++) {
    const char = note[i];
    if (char !== ':' && char !== '：') continue;
    if (/\d/.test(note[i - 1] ?? '') && /\d/.test(note[i + 1] ?? '')) continue;
    if (note[i + 1] === '/' && note[i + 2] === '/') return [];
    colons.push(i);
    if (colons.length === 3) break;
  }
  return colons;
}

function withColon(
  note: string,
  start: number,
  end: number,
  colons: readonly number[],
): GlossNote | undefined {
  const [first = 0, second] = colons;
  const head = note.slice(start, first);
  if (head.length > 100 || /[。！？；]/.test(head) || isQuantity(head.trim())) return undefined;
  let split = first;
  // `SOX: Philadelphia Semiconductor Index: 定义`: both heads are names.
  if (second !== undefined && !HAN.test(note.slice(first, second)) && second - first < 80) {
    split = second;
  } else if (
    second !== undefined &&
    HAN.test(head) &&
    second - first < 60 &&
    !/[，。；]/.test(note.slice(first, second))
  ) {
    split = /^[\s\w\p{P}]+$/u.test(note.slice(first + 1, second)) ? second : first;
  }
  if (!HAN.test(note)) return latinPair(note, start, end, first);
  if (head.length > SHORT_NAME_MAX && REMARK.test(head)) return undefined;
  if (scriptsOf(head).han > 16) return undefined;
  return {
    name: [start, trimEndAt(note, start, split)],
    definition: [trimStartAt(note, split + 1), end],
  };
}

/**
 * No Han at all: `EUV: Extreme Ultraviolet Lithography` is one name, `Independence: The ability …`
 * is defined.
 */
function latinPair(note: string, start: number, end: number, colon: number): GlossNote {
  const after = note.slice(colon + 1, end).trim();
  const isDefinition = after.split(/\s+/).length > 6 || after.endsWith('.');
  if (!isDefinition) return { name: [start, end] };
  return {
    name: [start, trimEndAt(note, start, colon)],
    definition: [trimStartAt(note, colon + 1), end],
  };
}

function withoutColon(
  term: string,
  text: string,
  start: number,
  end: number,
  note: string,
): GlossNote | undefined {
  const termHasHan = HAN.test(term);
  if (!HAN.test(text)) {
    if (text.length > 90 || /https?:|@|[!?]$/.test(text)) return undefined;
    if (LATIN_REMARK.test(text)) return undefined;
    if (termHasHan) return isTicker(text) ? undefined : { name: [start, end] };
    // Latin after Latin: an abbreviation of the term, or the full name of one; else a ticker or a
    // remark.
    return isAbbreviation(term, text) || isAbbreviation(text, term)
      ? { name: [start, end] }
      : undefined;
  }
  // `Stagflation，指经济停滞与高通胀并存`: a name, then what it means.
  const comma = /^[\p{Script=Latin}][\p{Script=Latin}\d\s.&'’/-]{1,60}[，,]\s*/u.exec(text);
  if (comma && HAN.test(text.slice(comma[0].length))) {
    const after = text.slice(comma[0].length);
    if (!NO_DEFINITION_START.test(after)) {
      const nameEnd = trimEndAt(note, start, start + comma[0].search(/[，,]/));
      return { name: [start, nameEnd], definition: [start + comma[0].length, end] };
    }
  }
  if (termHasHan && EXPLANATION.test(text) && text.length <= 120)
    return { definition: [start, end] };
  // `rebalancing（再平衡）`: a translation may begin like a remark.
  const isTranslation =
    !termHasHan && /^\p{Script=Han}+$/u.test(text) && text.length <= SHORT_NAME_MAX;
  if (isTranslation && !NO_TRANSLATION_START.test(text)) {
    return { name: [start, end] };
  }
  if (REMARK.test(text) || /[。！？]/.test(text) || text.length > 120) return undefined;
  if (TRANSLATION_NOTE.test(text)) return undefined;
  if (DEFINITION.test(text)) return { definition: [start, end] };
  if (/[、，,].*[、，,].*[、，,]/.test(text)) return undefined; // an enumeration
  if (termHasHan) {
    // Chinese after Chinese is more often a remark than a gloss: only what reads as a noun phrase.
    if (/[，、；]/.test(text) && !text.endsWith('的')) return undefined;
    return text.length <= 24 ? { definition: [start, end] } : undefined;
  }
  return text.length <= 14 && !/[，、]|的$/.test(text)
    ? { name: [start, end] }
    : { definition: [start, end] };
}

function isTicker(text: string): boolean {
  return TICKER.test(text) && !/^[a-z]+$/.test(text);
}

/** True if `short` is made of the initials of `long`. */
function isAbbreviation(long: string, short: string): boolean {
  const letters = short.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (letters.length > 10 || !/[A-Z]/.test(short)) return false;
  // `T3 (Triiodothyronine)`: the initial and a number.
  if (/^[A-Z]\d$/.test(short))
    return long.startsWith(letters.toUpperCase()) && /[a-z]{5}/.test(long);
  if (letters.length < 2) return false;
  const initials = long
    .split(/[\s/-]+/)
    .map((word) => /[A-Za-z]/.exec(word)?.[0]?.toLowerCase() ?? '')
    .join('');
  return initials.length >= 2 && (initials.startsWith(letters) || letters.startsWith(initials));
}

function trimEndAt(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}

function trimStartAt(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}
