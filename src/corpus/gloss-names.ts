import { foldTerm } from '../shared/fold-term.ts';
import { romanise } from './term-slugs.ts';

/** Parses names as glosses write them: numbered, quoted, with an abbreviation or a company form. */

const han = /\p{Script=Han}/u;

/** The bold part of a gloss: the term, and a name that stands in brackets within it. */
export interface GlossHead {
  readonly term: string;
  readonly name?: string;
}

/** `3.英伟达` → `英伟达`; `人工智能（AI）` → `人工智能` and the name `AI`; `3.5 Sonnet` stays. */
export function readGlossHead(text: string): GlossHead {
  const plain = text.trim().replace(/^\d{1,2}[.、．)）]\s*(?=\D)/u, '');
  const bracket = /[)）]$/.test(plain) && /^(.{2,}?)\s*[（(]([^（()）]{2,60})[)）]$/u.exec(plain);
  const [, term, name] = bracket || [];
  if (term === undefined || name === undefined || han.test(name) === han.test(term)) {
    return { term: plain === '' ? text.trim() : plain };
  }
  return { term: term.trim(), name: name.trim() };
}

/**
 * Splits the names in a gloss's brackets: `Large Language Model, LLM` and `AI: Artificial
 * Intelligence` are two each. A comma separates names only if one is an abbreviation or one is
 * Chinese: `Amazon.com, Inc.` and `Memphis, Tennessee` stay whole.
 */
export function splitGlossNames(text: string): readonly string[] {
  const parts = namePunctuation.test(text) ? splitAtPunctuation(text) : [text.trim()];
  return parts.filter((name) => /\p{L}/u.test(name));
}

const namePunctuation = /[:：;；/（()）,，、]/;

function splitAtPunctuation(text: string): readonly string[] {
  return text.split(/[:：;；]\s*|\s+\/\s+|\s*[（()）]\s*/u).flatMap((part) => {
    const pieces = part.split(/[,，、]\s*/u).map((piece) => piece.trim());
    const [first = '', second = '', ...rest] = pieces;
    const two =
      isAbbreviationLike(first) || isAbbreviationLike(second) || hasHan(first) !== hasHan(second);
    return rest.length === 0 && second !== '' && two ? [first, second] : [part.trim()];
  });
}

function isAbbreviationLike(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9&/-]{1,7}$/.test(name) && !/^(?:Inc|Ltd|LLC|Co|Corp|PLC)$/i.test(name);
}

const companyForms =
  /(?:[,\s]+(?:Inc|Incorporated|Ltd|Limited|LLC|Corp|Corporation|Co|Company|PLC|AG|SA|NV)\.?)+$/i;

/**
 * The identity of a full name: folded, without article, company form and plural s. `NVIDIA
 * Corporation` equals `Nvidia`, `Basis Points` equals `Basis Point`.
 */
export function nameKey(name: string): string {
  const plain = name
    .trim()
    .replace(/^the\s+/i, '')
    .replace(/\s*[&＆]\s*/g, ' and ')
    .replace(companyForms, '');
  const key = foldTerm(plain === '' ? name : plain);
  return /[a-z]{4}s$/.test(key) && !key.endsWith('ss') ? key.slice(0, -1) : key;
}

/**
 * Whether a name can mean one thing only: several words, not too short. True for `Federal Reserve`;
 * false for `Quality` and `UI`.
 */
export function isSpecificName(name: string): boolean {
  if (han.test(name)) return false;
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word));
  return words.length >= 2 && nameKey(name).length >= 8;
}

/**
 * Whether a short Latin term stands for a name: by its initials (`LLM`), or because one contains
 * the other (`TPU v3`, `TPU`).
 */
export function isFormOf(term: string, name: string): boolean {
  const short = nameKey(term);
  const long = nameKey(name);
  if (short.length >= 3 && (long.includes(short) || short.includes(long))) return true;
  const initials = name
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word[0]?.toLowerCase() ?? '')
    .join('');
  const letters = foldTerm(term);
  const capitals = foldTerm((name.match(/\p{Lu}/gu) ?? []).join(''));
  return letters.length >= 2 && (initials === letters || capitals === letters);
}

/** Whether a text holds a Han character. */
export function hasHan(text: string): boolean {
  return han.test(text);
}

/**
 * Pinyin of a term's Han characters, one syllable each. Simplified and traditional forms read
 * the same.
 */
export function syllablesOf(term: string): readonly string[] {
  const runs = term.match(/\p{Script=Han}+/gu) ?? [];
  return runs.flatMap((run) => romanise(run).trim().split(/\s+/));
}
