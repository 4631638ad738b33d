import type { Random } from './random.ts';
import { toTraditional } from './vocabulary-han.ts';
import type { HanVocabulary } from './vocabulary-han.ts';
import { capitalised } from './vocabulary-latin.ts';
import type { LatinVocabulary } from './vocabulary-latin.ts';

/** How often a word comes from the article's own subject rather than from the whole language. */
const topicShare = 0.45;
const topicWords = 120;

/**
 * Mean characters of a unit (word or phrase) with its share of punctuation. Turns a share of Han
 * characters into a share of units.
 */
const hanCharactersWithPunctuation = 3;
const latinCharactersPerWord = 6;
/** Highest Han share, that of text without a Latin word: the rest is punctuation and figures. */
const highestHanShare = 0.9;

/** Articles with a lower Han share are written in English throughout. */
const englishBelowHanShare = 0.12;

/**
 * Makes sentences in the voice of one article: its subject words, its share of Latin words, its
 * script.
 */
export class Prose {
  readonly #random: Random;
  readonly #han: HanVocabulary;
  readonly #latin: LatinVocabulary;
  readonly #hanTopic: string[];
  readonly #latinTopic: string[];
  readonly #latinShare: number;
  readonly #english: boolean;
  readonly #spaced: boolean;
  readonly #traditional: boolean;

  /**
   * @param hanShare Wanted share of Han characters among the non-space characters of {@link
   * hanText}.
   */
  constructor(random: Random, han: HanVocabulary, latin: LatinVocabulary, hanShare: number) {
    this.#random = random;
    this.#han = han;
    this.#latin = latin;
    this.#hanTopic = this.#subject(han.words, 200);
    this.#latinTopic = this.#subject(latin.words, 150);
    this.#latinShare = latinShareFor(hanShare);
    this.#english = hanShare < englishBelowHanShare;
    this.#spaced = hanShare < 0.5 || random.chance(0.4);
    this.#traditional = random.chance(354 / 9_761);
  }

  /** About `characters` characters of Chinese sentences. */
  hanText(characters: number): string {
    let text = '';
    while (text.length < characters) text += this.hanSentence(this.#random.between(5, 16));
    return text;
  }

  /** One Chinese sentence of `words` words with its full stop. */
  hanSentence(words: number): string {
    const random = this.#random;
    if (this.#english) return this.latinSentence(words) + ' ';
    return this.hanClause(words) + (random.chance(0.9) ? '。' : random.chance(0.7) ? '？' : '！');
  }

  /** Words without a full stop; a comma after every few. */
  hanClause(words: number): string {
    const random = this.#random;
    if (this.#english) return this.latinSentence(Math.max(1, words)).slice(0, -1) + ' ';
    let text = '';
    let untilComma = random.between(3, 6);
    for (let word = 0; word < words; word += 1) {
      if (random.next() < this.#latinShare) {
        const latin = this.#latinWordInHan();
        text += this.#spaced || text.endsWith(' ') ? ` ${latin} ` : latin;
      } else {
        text += this.#hanWord();
      }
      untilComma -= 1;
      if (untilComma === 0 && word < words - 2) {
        text += random.chance(0.93) ? '，' : '、';
        untilComma = random.between(3, 6);
      }
    }
    return this.#traditional ? toTraditional(text) : text;
  }

  /** About `characters` characters of English sentences. */
  latinText(characters: number): string {
    let text = '';
    while (text.length < characters) {
      if (text) text += ' ';
      text += this.latinSentence(this.#random.between(6, 24));
    }
    return text;
  }

  latinSentence(words: number): string {
    const random = this.#random;
    let text = capitalised(this.#latinWord());
    let untilComma = random.between(5, 14);
    for (let word = 1; word < words; word += 1) {
      untilComma -= 1;
      if (untilComma === 0) {
        text += ',';
        untilComma = random.between(5, 14);
      }
      text += ' ' + this.#latinWord();
    }
    return text + (random.chance(0.9) ? '.' : random.chance(0.7) ? '?' : '!');
  }

  /** A few subject words in a row, e.g. for a heading. */
  hanPhrase(words: number): string {
    const random = this.#random;
    const phrase = Array.from({ length: words }, () => random.pick(this.#hanTopic)).join('');
    return this.#traditional ? toTraditional(phrase) : phrase;
  }

  latinPhrase(words: number): string {
    return Array.from({ length: words }, () => this.#random.pick(this.#latinTopic)).join(' ');
  }

  #hanWord(): string {
    const random = this.#random;
    if (random.next() < topicShare)
      return this.#hanTopic[Math.floor(topicWords * random.next() ** 2)] ?? '';
    return this.#han.units[this.#han.byUnitRank.draw(random)] ?? '';
  }

  #latinWord(): string {
    const random = this.#random;
    if (random.next() < topicShare)
      return this.#latinTopic[Math.floor(topicWords * random.next() ** 2)] ?? '';
    return this.#latin.words[this.#latin.byRank.draw(random)] ?? '';
  }

  /** What stands between Chinese words: names, abbreviations, figures, prices. */
  #latinWordInHan(): string {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.18) return String(random.between(1, 2_026));
    if (kind < 0.22) return `${String(random.between(1, 99))}.${String(random.below(10))}%`;
    if (kind < 0.23) return `$${String(random.between(1, 900))}`;
    const word = this.#latinTopic[random.below(24)] ?? '';
    if (kind < 0.5) return word.slice(0, 4).toUpperCase();
    return capitalised(word);
  }

  /** The words an article is about: from the middle of the ranks, so that articles differ. */
  #subject(words: readonly string[], firstRank: number): string[] {
    const random = this.#random;
    return Array.from({ length: topicWords }, () => {
      const rank = firstRank + Math.floor((words.length - firstRank) * random.next() ** 3);
      return words[rank] ?? '';
    });
  }
}

/** Share of words that must be Latin for `hanShare` of the characters to be Han. */
function latinShareFor(hanShare: number): number {
  const latinPart = Math.max(0, 1 - hanShare / highestHanShare);
  const perLatin = latinPart * hanCharactersWithPunctuation;
  return perLatin / (perLatin + (1 - latinPart) * latinCharactersPerWord);
}
