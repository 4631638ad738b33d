import { oneOf } from '../text/one-of.ts';
import { simplified } from '../text/simplified.ts';
import { LABEL_NOUNS, LABEL_VERBS } from '../words/original-labels.ts';

/**
 * What becomes of a raw tag; any name that is not listed is shown as text (`<think>`, `<script>`).
 */
export type TagRole =
  'details' | 'summary' | 'inline' | 'dropped' | 'break' | 'rule' | 'block' | 'text';

/** Meaning inside a paragraph: kept, with the few attributes that sanitise.ts allows. */
export const INLINE_TAGS = [
  'a abbr b bdi bdo br cite code del em i img ins kbd mark',
  'q rp rt ruby s samp small strong sub sup time u var wbr',
].flatMap((names) => names.split(' '));

const ROLES: ReadonlyMap<string, TagRole> = new Map(
  Object.entries({
    inline: INLINE_TAGS,
    // Nothing but looks or a name inside a paragraph: the tag goes, the text stays.
    dropped: ['acronym big blink dfn font label nobr span strike tt'],
    // Blocks of no meaning of their own: a paragraph ends, the Markdown inside is read.
    break: [
      'address article aside blockquote body caption center col colgroup dd div dt fieldset',
      'figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup html legend li main nav p',
      'section tbody td tfoot th thead tr',
    ],
    // Kept whole, parsed and sanitised as HTML.
    block: ['dl ol pre table ul'],
    rule: ['hr'],
    details: ['details'],
    summary: ['summary'],
  } satisfies Partial<Record<TagRole, string[]>>).flatMap(([role, lines]) =>
    lines.flatMap((names) => names.split(' ')).map((name) => [name, role as TagRole] as const),
  ),
);

export function tagRole(name: string): TagRole {
  const lower = name.toLowerCase();
  const role = ROLES.get(lower);
  if (role) return role;
  if (isMisspelt(lower, 'details')) return 'details';
  if (isMisspelt(lower, 'summary')) return 'summary';
  return 'text';
}

/**
 * `detais`, `sdetails`, `summary_`: one letter wrong, missing or added, or two neighbours
 * exchanged.
 */
function isMisspelt(name: string, word: string): boolean {
  if (Math.abs(name.length - word.length) > 1) return false;
  if (name === 'detail') return true;
  let prefix = 0;
  while (prefix < word.length && name[prefix] === word[prefix]) prefix++;
  let suffix = 0;
  while (suffix < word.length - prefix && name.at(-1 - suffix) === word.at(-1 - suffix)) suffix++;
  if (prefix === 0 && !name.endsWith(word)) return false;
  return prefix + suffix >= word.length - 2 && prefix + suffix >= name.length - 2;
}

const LABEL = new RegExp(`^${oneOf(LABEL_VERBS)}*(${oneOf(LABEL_NOUNS)}+)$`);

/**
 * True for the summaries a pipeline writes over originals: `View/Hide Original English`,
 * `查看/隐藏英文原文`.
 */
export function isOriginalLabel(summary: string): boolean {
  if (summary.length > 80) return false;
  const letters = simplified(summary.toLowerCase()).replace(/[^\p{L}]/gu, '');
  const words = LABEL.exec(letters)?.[1];
  return words !== undefined && /original|english|chinese|source|英|原/.test(words);
}

const LATIN_LABEL = new RegExp(
  [
    String.raw`^\s*(?:(?:View|Show)\s*\/\s*Hide\s+)?(?:Original\s+){1,2}`,
    String.raw`(?:English|Chinese|Text|Source)(?:\s+Source)?`,
  ].join(''),
  'i',
);
const HAN_LABEL = /^\s*查看\s*\/\s*隐藏\s*[英中]文原文/;

/** What follows the label at the head of `text`, if it begins with a known one. */
export function splitOriginalLabel(text: string): string | undefined {
  const match = LATIN_LABEL.exec(text) ?? HAN_LABEL.exec(text);
  return match ? text.slice(match[0].length) : undefined;
}
