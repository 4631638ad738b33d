import { compareText } from '../shared/compare-text.ts';
import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { memoize } from '../shared/memoize.ts';
import { noAliases } from './aliases.ts';
import type { AliasTable } from './aliases.ts';
import { bestSpelling } from './term-identity.ts';
import { assignSlugs, romanise, sortKeyOf } from './term-slugs.ts';

/** A term, such as a tag, an area or a person, and its posts. */
export interface Term {
  readonly type: TermType;
  /** Folded identity, unique within the type. */
  readonly key: string;
  /** The shown spelling. */
  readonly name: string;
  readonly slug: string;
  /** Latin letters to sort by; words and syllables are separated by spaces. */
  readonly sortKey: string;
  /** Newest first. */
  readonly articles: readonly ShownArticle[];
  /** Whether the term has a page of its own. */
  readonly hasPage: boolean;
}

/** All terms of one type. */
export interface TermIndex {
  readonly type: TermType;
  /** By sort key: A to Z, Han by pinyin. */
  readonly terms: readonly Term[];
  /** Finds a term by any of its spellings. */
  readonly find: (name: string) => Term | undefined;
}

interface Gathered {
  readonly key: string;
  readonly spellings: Map<string, number>;
  readonly articles: ShownArticle[];
}

/**
 * Collects the terms of one type.
 * @param articles newest first.
 * @param minimumPosts terms with fewer posts have no page.
 * @param aliases names that mean the same although they fold differently, and their
 * shown spellings.
 */
export function indexTerms(
  type: TermType,
  articles: readonly ShownArticle[],
  minimumPosts: number,
  aliases: AliasTable = noAliases(),
): TermIndex {
  const gathered = new Map<string, Gathered>();
  for (const article of articles) {
    for (const name of article.post.terms[type]) {
      const key = aliases.keyOf(type, name);
      let term = gathered.get(key);
      if (!term) gathered.set(key, (term = { key, spellings: new Map(), articles: [] }));
      term.spellings.set(name, (term.spellings.get(name) ?? 0) + 1);
      // Two spellings of a term in one post count once.
      if (term.articles.at(-1) !== article) term.articles.push(article);
    }
  }
  const named = [...gathered.values()].map(({ key, spellings, articles: own }) => {
    const name = aliases.nameOf(type, key) ?? bestSpelling(spellings);
    return { key, name, latin: romanise(name), articles: own };
  });
  // The term with the oldest post comes first: `assignSlugs` favours the first.
  const slugs = assignSlugs(
    [...named].sort((a, b) => compareAge(a.articles, b.articles) || compareText(a.key, b.key)),
  );
  const terms = named
    .map(({ key, name, latin, articles: own }) =>
      Object.freeze<Term>({
        type,
        key,
        name,
        slug: slugs.get(key) ?? key,
        sortKey: sortKeyOf(name, latin),
        articles: own,
        hasPage: own.length >= minimumPosts,
      }),
    )
    .sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.key, b.key));
  return makeTermIndex(type, terms, aliases);
}

/** Makes the look-up of terms. Each spelling is folded once. */
export function makeTermIndex(
  type: TermType,
  terms: readonly Term[],
  aliases: AliasTable,
): TermIndex {
  const byKey = new Map(terms.map((term) => [term.key, term]));
  const found = memoize((name) => byKey.get(aliases.keyOf(type, name)) ?? null);
  return Object.freeze({ type, terms, find: (name: string) => found(name) ?? undefined });
}

function compareAge(a: readonly ShownArticle[], b: readonly ShownArticle[]): number {
  return compareText(a.at(-1)?.post.date ?? '9999', b.at(-1)?.post.date ?? '9999');
}
