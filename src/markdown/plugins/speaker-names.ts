import { oneOf } from '../text/one-of.ts';
import { HAN, scriptsOf } from '../text/scripts.ts';
import { simplified } from '../text/simplified.ts';
import {
  LATIN_LEAD_INS,
  LEAD_INS,
  NUMBERED_ROLES,
  PHRASE_CHARACTERS,
  ROLES,
} from '../words/speakers.ts';

/** How surely a label at a paragraph's start names who speaks. */
export type SpeakerForm =
  /** `**[Name]**:`, `[Speaker 1]:`, `<span class="speaker">` */
  | 'marked'
  /** `**Name**:`, `**Name:**` */
  | 'bold'
  /** `Name:` */
  | 'plain';

const ROLE = new RegExp(
  `^(?:${oneOf(ROLES)}|${oneOf(NUMBERED_ROLES)}\\s?[\\dA-Z一二三四]{0,2})$`,
  'i',
);
const LEAD_IN = new RegExp(`${oneOf(LEAD_INS)}$|^${oneOf(LATIN_LEAD_INS)}$`, 'i');
const PHRASE = new RegExp(`[${PHRASE_CHARACTERS}]|^\\d|\\d{3}`);
/** Turns after which a label is a speaker whatever it looks like. */
const OFTEN = 6;
/** Whether a label says who speaks, though not by name: `主持人`, `Guest 2`. */
export function isRole(name: string): boolean {
  return ROLE.test(simplified(name.trim()));
}

/** Whether a label leads into a point of a list, an example, a section: it is nobody's name. */
export function isLeadIn(name: string): boolean {
  const label = simplified(name.trim());
  return LEAD_IN.test(label) && !ROLE.test(label);
}

/** True for what can be a person's name or a handle: short, no phrase, capitalised if Latin. */
export function looksLikeName(name: string): boolean {
  const bare = name.replace(/[（(][^（()）]*[）)]/g, '').trim();
  if (bare === '' || bare.length > 40) return false;
  if (isRole(bare)) return true;
  if (isLeadIn(bare) || PHRASE.test(simplified(bare)) || !/\p{L}/u.test(bare)) return false;
  if (HAN.test(bare)) return scriptsOf(bare).han <= (/[·•‧・.-]/.test(bare) ? 18 : 6);
  const words = bare.split(/\s+/);
  return (
    words.length <= 4 &&
    words.every(
      (word) => /^[\p{Lu}\d]/u.test(word) || /^(?:de|van|von|der|di|da|la|al|bin)$/.test(word),
    )
  );
}

/** Counts who speaks how often in one article, then says which labels are speakers. */
export class SpeakerCensus {
  readonly #counts = new Map<string, { marked: number; bold: number; plain: number }>();
  #boldTurns: number | undefined;
  #plainNames: number | undefined;

  add(name: string, form: SpeakerForm): void {
    const key = keyOf(name);
    const count = this.#counts.get(key) ?? { marked: 0, bold: 0, plain: 0 };
    count[form]++;
    this.#counts.set(key, count);
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  isSpeaker(name: string, form: SpeakerForm): boolean {
    if (form === 'marked') return true;
    const count = this.#counts.get(keyOf(name));
    if (!count) return false;
    if (count.marked > 0) return true;
    // Handles look like anything (`1439`, `rino`): who speaks that often is somebody.
    if (count.bold >= OFTEN && name.length <= 20 && !isLeadIn(name)) return true;
    if (!looksLikeName(name)) return false;
    if (form === 'bold') {
      return isRole(name) || count.bold + count.plain > 1 || this.#recurringBold() >= 4;
    }
    if (count.bold > 1 || (count.bold > 0 && count.plain > 0)) return true;
    // Without bold type only names that come again and again, in a conversation, are certain.
    return count.plain > (isRole(name) ? 1 : 2) && (this.#recurringPlain() > 1 || count.plain > 4);
  }

  /**
   * Turns of names that come more than once: a conversation, in which one more name is a speaker
   * too.
   */
  #recurringBold(): number {
    if (this.#boldTurns === undefined) {
      this.#boldTurns = 0;
      for (const [name, { bold, marked }] of this.#counts) {
        if (bold + marked > 1 && looksLikeName(name)) this.#boldTurns += bold + marked;
      }
    }
    return this.#boldTurns;
  }

  #recurringPlain(): number {
    this.#plainNames ??= [...this.#counts].filter(
      ([name, { plain }]) => plain > 2 && looksLikeName(name),
    ).length;
    return this.#plainNames;
  }
}

function keyOf(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
