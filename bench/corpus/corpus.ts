import { writeBody } from './body.ts';
import { FrontMatterWriter } from './front-matter.ts';
import { GlossWriter } from './glosses.ts';
import { Identities } from './identity.ts';
import {
  distinctTerms,
  fileBytes,
  glossaryTerms,
  hanShare,
  referencePosts,
  termsPerPost,
} from './profile.ts';
import type { TermKind } from './profile.ts';
import { Prose } from './prose.ts';
import { logQuantileAt, quantileAt, stratifiedShares } from './quantiles.ts';
import type { Quantiles } from './quantiles.ts';
import { Random } from './random.ts';
import { NameMaker } from './term-names.ts';
import { fitTermGrowth, TermSampler } from './term-sampler.ts';
import type { TermStatistics } from './term-sampler.ts';
import { hanVocabulary } from './vocabulary-han.ts';
import { latinVocabulary } from './vocabulary-latin.ts';

/** What a corpus is made of. Equal options make byte-identical corpora. */
export interface CorpusOptions {
  readonly posts: number;
  readonly seed: number;
  /**
   * Factor on the size of every file.
   * @default 1
   */
  readonly scale?: number;
  /**
   * Share of posts with `draft: true`.
   * @default 0
   */
  readonly draftShare?: number;
  /**
   * Factor on how many posts hold what is unusual or malformed.
   * @default 1
   */
  readonly oddities?: number;
}

/** One file of a corpus. */
export interface GeneratedPost {
  /** Path below the corpus folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Front matter is about this long, in bytes; the body gets the rest of the file. */
const frontMatterBytes = 1_250;
const smallestBodyBytes = 60;

/** Makes a corpus post by post; only vocabularies and term counts are held in memory. */
export function* generatePosts(options: CorpusOptions): Generator<GeneratedPost> {
  const { posts, seed, scale = 1, draftShare = 0, oddities = 1 } = options;
  const han = hanVocabulary();
  const latin = latinVocabulary();
  const names = new NameMaker(han, latin);
  const terms = termStatistics();
  const frontMatter = new FrontMatterWriter({ seed, posts, draftShare, terms, names });
  const glossWriter = new GlossWriter(new TermSampler(fitTermGrowth(glossaryTerms)), names);
  const identities = new Identities(seed);
  const order = new Random(seed, 'order');
  const sizeShares = stratifiedShares(posts, order);
  const hanShares = stratifiedShares(posts, order);

  for (let index = 0; index < posts; index += 1) {
    const random = new Random(seed, `post ${String(index)}`);
    const sizeShare = sizeShares[index] ?? 0.5;
    const prose = new Prose(random, han, latin, quantileAt(hanShare, hanShares[index] ?? 0.5));
    const identity = identities.next();
    const head = frontMatter.write(identity, prose, random);
    const wanted = logQuantileAt(fileBytes, sizeShare) * scale - frontMatterBytes;
    const bytes = Math.max(smallestBodyBytes, wanted);
    const body = writeBody({ bytes, sizeShare, prose, glossWriter, random, oddities });
    yield { path: `${identity.folder}/${identity.file}`, text: head + body };
  }
}

/** The statistics of every kind of term at the size of the real corpus. */
function termStatistics(): Record<TermKind, TermStatistics> {
  const of = (kind: TermKind): TermStatistics => {
    const { distinct, singletonShare } = distinctTerms[kind];
    const assignments = referencePosts * meanCount(termsPerPost[kind]);
    return { assignments, distinct, singletons: distinct * singletonShare };
  };
  return {
    tags: of('tags'),
    people: of('people'),
    companies_orgs: of('companies_orgs'),
    products_models: of('products_models'),
    media_books: of('media_books'),
  };
}

/** Mean of a distribution of counts. */
function meanCount(points: Quantiles): number {
  const steps = 2_000;
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    sum += Math.round(quantileAt(points, (step + 0.5) / steps));
  }
  return sum / steps;
}
