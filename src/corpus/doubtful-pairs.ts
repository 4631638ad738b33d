import { isConcept } from '../content/terms.ts';
import { hasHan, isFormOf } from './gloss-names.ts';
import type { TermPair } from './near-spellings.ts';

/** Glosses that must equate two names where one gloss may mean something else. */
const sureGlosses = 2;

/**
 * Whether the reason is too weak to propose a pair:
 * - One name holds all words of the other, as in `Musk` and `Elon Musk`, `ipo` and `spacex-ipo`. Of
 *   concepts the longer is another one. Others need two glosses.
 * - Glosses equate two names of one script, and neither is short for the other, as in `gig-economy`
 *   and `labor-market`, `零工市场` and `劳动力市场`. Latin names of single things need two glosses.
 */
export function isDoubtful({ a, b, reason, gloss }: TermPair): boolean {
  if (reason === 'form') return false;
  const isSure = !isConcept(a.type) && (gloss?.count ?? 0) >= sureGlosses;
  if (isSure) return false;
  const [short, long] = a.key.length <= b.key.length ? [a.name, b.name] : [b.name, a.name];
  if (isPartOf(short, long)) return true;
  if (reason !== 'gloss' || hasHan(short) !== hasHan(long)) return false;
  if (!hasHan(short)) return !isFormOf(short, long);
  return isConcept(a.type) && !isHanFormOf(short, long);
}

/** Whether the longer name has all words of the shorter one, and more. */
function isPartOf(short: string, long: string): boolean {
  const [words, others] = [wordsOf(short), wordsOf(long)];
  return words.length < others.length && words.every((word) => others.includes(word));
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[\s·・‧•-]+/u);
}

/**
 * Whether a Han name is another one with characters left out between others: `央行` and `中央银行`,
 * but not `市场` and `劳动力市场`.
 */
function isHanFormOf(short: string, long: string): boolean {
  if (long.includes(short)) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}
