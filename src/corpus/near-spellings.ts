import { isConcept } from '../content/terms.ts';
import { editDistance } from '../content/did-you-mean.ts';
import { hasHan, syllablesOf } from './gloss-names.ts';
import { addToGroup } from '../shared/group-by.ts';
import { foldTerm } from '../shared/fold-term.ts';
import type { Term } from './term-index.ts';

/** Why two names may be the same. */
export type ProposalReason = 'gloss' | 'form' | 'plural' | 'pinyin' | 'edit';

/** Two terms that may be the same, and the reason. */
export interface TermPair {
  readonly a: Term;
  readonly b: Term;
  readonly reason: ProposalReason;
  /** A gloss that equates them, e.g. `美联储（Federal Reserve）`, and how many glosses do. */
  readonly gloss?: { readonly text: string; readonly count: number };
}

/** Shorter keys often differ by one letter. */
const shortestLatinKey = 6;
const shortestHanKey = 5;
/** Among more similar names nobody can tell which are the same. */
const mostNear = 50;
/** Longer keys are sentences, which would only take time. */
const longestKey = 40;

/**
 * Finds names that differ by one edit, by article or company form, or by a plural. It compares only
 * names that share a key or a key with one character deleted (symmetric delete). Differences in
 * meaning are left out: numbers and versions (`GPT-4`, `GPT-4o`, `F-35`), short words (`Model S`,
 * `Model X`), first letters, another letter in a concept or a short word (`tech-stock` and
 * `tech-stack`; `Red Hat` and `Redcat`), and Han characters that sound different or extend a name
 * (`北京大学出版社`, `南京大学出版社`; `人工智能`, `人工智能体`).
 */
export function findNearSpellings(names: readonly Term[]): readonly TermPair[] {
  const blocks = new Map<string, Term[]>();
  for (const name of names) {
    const { key } = name;
    const shortest = hasHan(key) ? shortestHanKey : shortestLatinKey;
    if (key.length < shortest || key.length > longestKey) continue;
    addToGroup(blocks, key, name);
    for (let at = 0; at < key.length; at++) {
      addToGroup(blocks, key.slice(0, at) + key.slice(at + 1), name);
    }
  }
  for (const name of names) {
    const plain = plainKey(name.name);
    const form = plain.length >= 3 ? plain : name.key;
    addToGroup(blocks, `form ${form}`, name);
  }
  const pairs = new Map<string, TermPair>();
  for (const [block, own] of blocks) {
    if (own.length < 2 || own.length > mostNear) continue;
    for (const [index, a] of own.entries()) {
      for (const b of own.slice(index + 1)) {
        if (a.key === b.key) continue;
        const reason = block.startsWith('form ') ? 'form' : nearness(a, b);
        if (reason) pairs.set(pairId(a, b), orderedPair(a, b, reason));
      }
    }
  }
  return [...pairs.values()];
}

export function pairId(a: Term, b: Term): string {
  return a.key < b.key ? `${a.key} ${b.key}` : `${b.key} ${a.key}`;
}

function orderedPair(a: Term, b: Term, reason: ProposalReason): TermPair {
  return a.key < b.key ? { a, b, reason } : { a: b, b: a, reason };
}

const latinForms = 'inc|incorporated|ltd|limited|llc|corp|corporation|company|plc';
const latinForm = String.raw`[,\s]+(?:${latinForms})\.?`;
const hanForm = '(?:股份|有限|责任)*公司|集团';
const companyForms = new RegExp(`(?:${latinForm}|${hanForm})+$`);

/** The folded name without article and company form. */
function plainKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(companyForms, '');
  return foldTerm(plain);
}

function nearness(a: Term, b: Term): 'edit' | 'plural' | undefined {
  const [short, long] = a.key.length <= b.key.length ? [a.key, b.key] : [b.key, a.key];
  if (digitsOf(a.key) !== digitsOf(b.key) || a.key[0] !== b.key[0]) return undefined;
  if (editDistance(short, long) !== 1) return undefined;
  if (hasHan(short) !== hasHan(long)) return undefined;
  if (hasHan(short)) return isSameSound(a.name, b.name) ? 'edit' : undefined;
  if (long === `${short}s`) return 'plural';
  if (long.startsWith(short)) return undefined;
  const isReplaced = short.length === long.length && lettersOf(short) !== lettersOf(long);
  if (isReplaced && isConcept(a.type)) return undefined;
  return differInLongWords(a.name, b.name, isReplaced ? 6 : 4) ? 'edit' : undefined;
}

function digitsOf(key: string): string {
  return key.replace(/\D/g, '');
}

function lettersOf(key: string): string {
  return [...key].sort().join('');
}

/** Whether the words in which two names differ have some letters and no digits. */
function differInLongWords(a: string, b: string, shortest: number): boolean {
  const words = (name: string) => name.toLowerCase().split(/[\s\p{P}]+/u);
  const first = words(a);
  const second = words(b);
  if (first.length !== second.length) return false;
  return first.every((word, index) => {
    const other = second[index] ?? '';
    if (word === other) return true;
    return Math.min(word.length, other.length) >= shortest && !/\d/.test(word + other);
  });
}

/** Whether a character is missing in the middle, or replaced by one that sounds alike. */
function isSameSound(a: string, b: string): boolean {
  const first = syllablesOf(a);
  const second = syllablesOf(b);
  if (first.length !== second.length) {
    const [short, long] = first.length < second.length ? [first, second] : [second, first];
    // At the start or end it is another word: `新华社`, `新华社区`.
    return short[0] === long[0] && short.at(-1) === long.at(-1);
  }
  return first.every((syllable, index) => soundsLike(syllable, second[index] ?? ''));
}

function soundsLike(a: string, b: string): boolean {
  if (a === b) return true;
  const initial = (syllable: string) => /^(?:[zcs]h|[^aeiouv])?/.exec(syllable)?.[0] ?? '';
  const [first, second] = [initial(a), initial(b)];
  const [end, other] = [a.slice(first.length), b.slice(second.length)];
  const confused = [
    ['l', 'n'],
    ['f', 'h'],
    ['z', 'zh'],
    ['c', 'ch'],
    ['s', 'sh'],
  ].some((pair) => pair.includes(first) && pair.includes(second));
  return (
    (end === other && confused) ||
    (first === second && `${end}g` === other) ||
    (first === second && end === `${other}g`)
  );
}

/** Fewest Han characters of a name to compare by sound: two syllables are shared by many names. */
const fewestSyllables = 3;

/**
 * Finds names with the same pinyin but different characters: variants of a transliteration, or of
 * the script.
 */
export function findSamePinyin(names: readonly Term[]): readonly TermPair[] {
  const bySound = new Map<string, Term[]>();
  for (const name of names) {
    if (!hasHan(name.key)) continue;
    const syllables = syllablesOf(name.name);
    if (syllables.length < fewestSyllables) continue;
    const latin = name.key.replace(/\p{Script=Han}/gu, '');
    const sound = `${syllables.join(' ')} ${latin}`;
    addToGroup(bySound, sound, name);
  }
  const small = [...bySound.values()].filter((own) => own.length <= mostNear);
  return small.flatMap((own) =>
    own.flatMap((a, index) =>
      own
        .slice(index + 1)
        .filter((b) => b.key !== a.key)
        .map((b) => orderedPair(a, b, 'pinyin')),
    ),
  );
}
