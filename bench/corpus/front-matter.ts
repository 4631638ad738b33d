import {
  areas,
  categoryCount,
  summaryCharacters,
  termsPerPost,
  titleCharacters,
} from './profile.ts';
import type { TermKind } from './profile.ts';
import type { Prose } from './prose.ts';
import { FrontMatterShapes } from './front-matter-shape.ts';
import { quantileAt } from './quantiles.ts';
import { Random, WeightedIndex, zipfWeights } from './random.ts';
import type { PostIdentity } from './identity.ts';
import { speakerNames, speakerWeights } from './speakers.ts';
import { fitTermGrowth, TermSampler } from './term-sampler.ts';
import type { TermStatistics } from './term-sampler.ts';
import { termNames } from './term-names.ts';
import type { NameMaker, TermNames } from './term-names.ts';
import { emptyYaml, yamlEntry } from './yaml.ts';
import type { YamlValue } from './yaml.ts';

const entityKinds = ['people', 'companies_orgs', 'products_models', 'media_books'] as const;
const seriesCount = 10;
const projectCount = 8;

/** What the front matter of a corpus is made from. */
export interface FrontMatterSources {
  readonly seed: number;
  readonly posts: number;
  readonly draftShare: number;
  readonly terms: Readonly<Record<TermKind, TermStatistics>>;
  readonly names: NameMaker;
}

/** Writes front matter, post after post: later posts reuse the terms of earlier ones. */
export class FrontMatterWriter {
  readonly #draftShare: number;
  readonly #samplers: Readonly<Record<TermKind, TermSampler>>;
  readonly #names: Readonly<Record<TermKind, TermNames>>;
  readonly #shapes: FrontMatterShapes;
  readonly #speakers: readonly string[];
  readonly #bySpeaker: WeightedIndex;
  readonly #categories: readonly string[];
  readonly #byCategory = new WeightedIndex(zipfWeights(categoryCount, 1.1, 3));
  readonly #series: readonly string[];
  readonly #projects: readonly string[];

  constructor({ seed, posts, draftShare, terms, names }: FrontMatterSources) {
    const random = new Random(seed, 'front matter');
    const sampler = (kind: TermKind): TermSampler => new TermSampler(fitTermGrowth(terms[kind]));
    this.#draftShare = draftShare;
    this.#samplers = {
      tags: sampler('tags'),
      people: sampler('people'),
      companies_orgs: sampler('companies_orgs'),
      products_models: sampler('products_models'),
      media_books: sampler('media_books'),
    };
    this.#names = termNames(seed, names);
    this.#shapes = new FrontMatterShapes(seed);
    this.#speakers = speakerNames(posts, random, names);
    this.#bySpeaker = new WeightedIndex(speakerWeights(this.#speakers.length));
    this.#categories = distinct(categoryCount, () => names.tag(random));
    this.#series = distinct(seriesCount, () => names.hanTitle(random, 3));
    this.#projects = distinct(projectCount, () => names.tag(random));
  }

  /** The front matter with its two fences. */
  write(identity: PostIdentity, prose: Prose, random: Random): string {
    const { keys, indent } = this.#shapes.pick(random);
    const values = this.#values(identity, prose, random);
    let text = '---\n';
    for (const key of keys) {
      const value = values.get(key);
      if (value) text += yamlEntry(key, value, indent);
    }
    if (random.chance(0.004)) text += '# checked by hand\n';
    return text + '---\n';
  }

  #values(identity: PostIdentity, prose: Prose, random: Random): Map<string, YamlValue> {
    const speaker = this.#speakers[this.#bySpeaker.draw(random)] ?? '';
    const values = new Map<string, YamlValue>();
    const text = (key: string, value: string): void =>
      void values.set(key, { kind: 'text', text: value });
    const raw = (key: string, value: string): void =>
      void values.set(key, { kind: 'raw', raw: value });

    text('title', titleOf(prose, random));
    raw('date', random.chance(221 / 9_760) ? identity.date : `'${identity.date}'`);
    text('layout', identity.folder === 'books' ? 'book-note.njk' : 'post.njk');
    if (random.chance(127 / 9_761)) values.set('source', emptyYaml(random));
    else text('source', identity.source);
    text('speaker', speaker);
    text('author', speaker);
    values.set('guest', emptyYaml(random));
    values.set('summary', summaryOf(prose, random));
    if (random.chance(0.0015)) text('insight', prose.hanSentence(14));
    else values.set('insight', emptyYaml(random));
    if (random.chance(this.#draftShare)) raw('draft', random.chance(0.0002) ? '"true"' : 'true');
    else raw('draft', 'false');
    if (random.chance(3 / 9_761)) raw('exclude', 'true');
    raw('area', quotedNowAndThen(random.pickWeighted(areas), random));
    raw(
      'category',
      quotedNowAndThen(this.#categories[this.#byCategory.draw(random)] ?? '', random),
    );
    text('status', random.chance(0.98) ? 'evergreen' : random.pick(['seed', 'budding']));
    if (random.chance(0.006)) text('series', random.pick(this.#series));
    else values.set('series', emptyYaml(random));
    if (random.chance(0.01))
      values.set('project', { kind: 'list', items: [random.pick(this.#projects)] });
    else raw('project', random.chance(0.98) ? '[]' : '');
    if (random.chance(0.004)) text('channel', speaker);
    if (identity.folder === 'books') this.#bookKeys(identity, prose, random, text);
    values.set('tags', this.#termList('tags', random));
    for (const kind of entityKinds) values.set(kind, this.#termList(kind, random));
    return values;
  }

  #bookKeys(
    identity: PostIdentity,
    prose: Prose,
    random: Random,
    text: (key: string, value: string) => void,
  ): void {
    text('publisher', prose.latinPhrase(2));
    text('rating', `${String(random.between(2, 5))}/5`);
    text('read_date', identity.date);
    text('year', String(random.between(1_990, 2_025)));
  }

  #termList(kind: TermKind, random: Random): YamlValue {
    const size = Math.round(quantileAt(termsPerPost[kind], random.next()));
    if (size === 0) return emptyYaml(random);
    const names = this.#names[kind];
    const items = this.#samplers[kind].drawSet(size, random).map((term) => names.nameOf(term));
    return { kind: 'list', items };
  }
}

/**
 * A few values carry literal quotes inside the string: `'"finance-wealth"'`. Many are in YAML
 * quotes.
 */
function quotedNowAndThen(value: string, random: Random): string {
  if (random.chance(7 / 9_761)) return `'"${value}"'`;
  return random.chance(0.4) ? `"${value}"` : value;
}

function titleOf(prose: Prose, random: Random): string {
  const length = Math.round(quantileAt(titleCharacters, random.next()));
  const title = prose.hanClause(Math.max(3, Math.round(length / 2.6))).trim();
  const oddity = random.next() * 9_761;
  if (oddity < 140) return `${title} | ${prose.hanPhrase(1)}`;
  if (oddity < 225) return `${title}："${prose.hanPhrase(1)}"`;
  if (oddity < 246) return `#${String(random.between(1, 99))} ${title}`;
  if (oddity < 262) return `${title} Q&A`;
  if (oddity < 264) return `${title} <二>`;
  if (oddity < 281) return `${title} 🚀`;
  if (oddity < 4_000) return `${title}：${prose.hanPhrase(2)}`;
  return title;
}

function summaryOf(prose: Prose, random: Random): YamlValue {
  const length = quantileAt(summaryCharacters, random.next());
  let text = prose.hanSentence(9);
  while (text.length < length - 15) text += prose.hanSentence(random.between(5, 12));
  text = text.trim();
  return random.chance(0.01) ? { kind: 'block', text } : { kind: 'text', text };
}

function distinct(count: number, make: () => string): string[] {
  const values = new Set<string>();
  while (values.size < count) values.add(make());
  return [...values];
}
