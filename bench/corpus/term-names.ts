import { Random } from './random.ts';
import type { TermKind } from './profile.ts';
import type { HanVocabulary } from './vocabulary-han.ts';
import { capitalised, syllables } from './vocabulary-latin.ts';
import type { LatinVocabulary } from './vocabulary-latin.ts';

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹彭曾萧田董袁潘蔡蒋余杜',
];
const organisationEndsHan = [
  '大学',
  '公司',
  '银行',
  '基金会',
  '研究院',
  '集团',
  '出版社',
  '委员会',
  '科技',
];
const organisationEndsLatin = [
  'Labs',
  'Bank',
  'Group',
  'Systems',
  'Capital',
  'Institute',
  'Press',
  'University',
];
const acronymLetters = [...'ABCDEFGHIJKLMNOPRSTUVW'];

/** Share of names that repeat an earlier one in another case or with a space for the hyphen. */
const nearDuplicateShare = 0.003;
/** Share of products that bear the name of a company (388 of 5,997). */
const sharedNameShare = 388 / 5_997;
/** Share of names with characters that are unsafe in URLs or file names (356 of 26,000). */
const unsafeNameShare = 356 / 26_000;

/**
 * Gives every term of one kind, known by its number, a name of its own. Names are made in the order
 * of the numbers.
 */
export class TermNames {
  readonly #random: Random;
  readonly #names: string[] = [];
  readonly #used = new Set<string>();
  readonly #make: (random: Random) => string;

  constructor(seed: number, kind: string, make: (random: Random) => string) {
    this.#random = new Random(seed, `names of ${kind}`);
    this.#make = make;
  }

  /** All names given so far. */
  get all(): readonly string[] {
    return this.#names;
  }

  nameOf(term: number): string {
    while (this.#names.length <= term) this.#names.push(this.#newName());
    return this.#names[term] ?? '';
  }

  #newName(): string {
    for (;;) {
      const name =
        this.#names.length > 20 && this.#random.chance(nearDuplicateShare)
          ? variantOf(this.#random.pick(this.#names), this.#random)
          : this.#make(this.#random);
      if (this.#used.has(name)) continue;
      this.#used.add(name);
      return name;
    }
  }
}

function variantOf(name: string, random: Random): string {
  if (random.chance(0.4)) return name.toUpperCase();
  return name.includes('-') ? name.replaceAll('-', ' ') : capitalised(name);
}

/** Makes names for each kind of term. */
export class NameMaker {
  readonly #han: HanVocabulary;
  readonly #latin: LatinVocabulary;

  constructor(han: HanVocabulary, latin: LatinVocabulary) {
    this.#han = han;
    this.#latin = latin;
  }

  /** A lower-case English tag, e.g. `market-signal`. */
  tag(random: Random): string {
    const words = [random.pick(this.#latin.topical)];
    const count = random.chance(0.12) ? 1 : random.chance(0.8) ? 2 : 3;
    while (words.length < count) words.push(random.pick(this.#latin.topical));
    if (random.chance(0.002)) return `${String(random.between(10, 90))}/20-${words.join('-')}`;
    return words.join('-');
  }

  person(random: Random): string {
    if (random.chance(0.45))
      return random.pick(surnames) + this.#characters(random, random.between(1, 2));
    const first = capitalised(syllables(random, random.between(1, 2)));
    const last = capitalised(syllables(random, random.between(1, 3)));
    return random.chance(unsafeNameShare) ? `${first} "${last}"` : `${first} ${last}`;
  }

  organisation(random: Random): string {
    if (random.chance(0.3)) return this.hanWord(random) + random.pick(organisationEndsHan);
    const name = capitalised(syllables(random, random.between(1, 3)));
    if (random.chance(unsafeNameShare))
      return `${name}/${random.pick(organisationEndsLatin)} & Co.`;
    return random.chance(0.5) ? name : `${name} ${random.pick(organisationEndsLatin)}`;
  }

  product(random: Random): string {
    if (random.chance(0.2)) return this.hanWord(random) + this.hanWord(random);
    const name = capitalised(syllables(random, random.between(1, 2)));
    if (random.chance(unsafeNameShare)) return random.chance(0.5) ? `${name}#` : `/${name} command`;
    const version = `${String(random.between(1, 6))}.${String(random.below(10))}`;
    return random.chance(0.5)
      ? `${name} ${version}`
      : `${name} ${capitalised(syllables(random, 1))}`;
  }

  medium(random: Random): string {
    const title = random.chance(0.6)
      ? this.hanTitle(random, random.between(2, 4))
      : this.latinTitle(random, random.between(2, 4));
    return random.chance(0.8) ? `《${title}》` : title;
  }

  /** The Chinese head of a gloss. */
  hanTerm(random: Random): string {
    return this.hanTitle(random, random.between(2, 3));
  }

  latinTitle(random: Random, words: number): string {
    return Array.from({ length: words }, () => capitalised(random.pick(this.#latin.topical))).join(
      ' ',
    );
  }

  acronym(random: Random): string {
    return Array.from({ length: random.between(2, 4) }, () => random.pick(acronymLetters)).join('');
  }

  hanTitle(random: Random, words: number): string {
    return Array.from({ length: words }, () => this.hanWord(random)).join('');
  }

  /** A word of two or more characters. */
  hanWord(random: Random): string {
    for (;;) {
      const word = this.#han.words[this.#han.byRank.draw(random)] ?? '';
      if (word.length > 1) return word;
    }
  }

  #characters(random: Random, count: number): string {
    return Array.from({ length: count }, () => this.#han.characters[random.below(900)] ?? '').join(
      '',
    );
  }
}

/** The names of every kind of term of a corpus. */
export function termNames(seed: number, maker: NameMaker): Readonly<Record<TermKind, TermNames>> {
  const organisations = new TermNames(seed, 'companies_orgs', (random) =>
    maker.organisation(random),
  );
  return {
    tags: new TermNames(seed, 'tags', (random) => maker.tag(random)),
    people: new TermNames(seed, 'people', (random) => maker.person(random)),
    companies_orgs: organisations,
    products_models: new TermNames(seed, 'products_models', (random) =>
      organisations.all.length > 0 && random.chance(sharedNameShare)
        ? random.pick(organisations.all)
        : maker.product(random),
    ),
    media_books: new TermNames(seed, 'media_books', (random) => maker.medium(random)),
  };
}
