import { compareText } from '../shared/compare-text.ts';
import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { foldTerm } from '../shared/fold-term.ts';
import { memoize } from '../shared/memoize.ts';
import { noAliases, type AliasTable } from './aliases.ts';
import type { PublishedTerm } from './published-addresses.ts';
import { bestSpelling } from './term-identity.ts';
import { assignSlugs, romanise, slugMemoryOf, sortKeyOf } from './term-slugs.ts';

/** A term, such as a tag, an area or a person, and its posts. */
export interface Term {
  readonly type: TermType;
  /** Folded identity, unique within the type. */
  readonly key: string;
  /** What is shown: the label of `_data/labels.yaml`, or else the spelling. */
  readonly name: string;
  /** The spelling, where a label is shown in its place. */
  readonly spelling?: string;
  readonly slug: string;
  /** Latin letters to sort by; words and syllables are separated by spaces. */
  readonly sortKey: string;
  /** Newest first. */
  readonly articles: readonly ShownArticle[];
  /** Whether the term has a page of its own. */
  readonly hasPage: boolean;
  /**
   * Folded spellings beside the key: those in posts, the most frequent first, then others of the
   * alias file. Absent where there are none.
   */
  readonly otherKeys?: readonly string[];
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
 * @param published terms of all types that an earlier build has published.
 */
export function indexTerms(
  type: TermType,
  articles: readonly ShownArticle[],
  minimumPosts: number,
  aliases: AliasTable = noAliases(),
  published: readonly PublishedTerm[] = [],
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
    const label = aliases.labelOf(type, key);
    const otherKeys = otherKeysOf(key, spellings, aliases.aliasesOf(type, key));
    return { key, name, label, latin: romanise(name), articles: own, otherKeys };
  });
  // The term with the oldest post comes first: `assignSlugs` favours the first.
  const slugs = assignSlugs(
    [...named].sort((a, b) => compareAge(a.articles, b.articles) || compareText(a.key, b.key)),
    slugMemoryOf(type, published, aliases, (key) => gathered.has(key)),
  );
  const terms = named
    .map(({ key, name, label, latin, articles: own, otherKeys }) =>
      Object.freeze<Term>({
        type,
        key,
        name: label ?? name,
        ...(label !== undefined && { spelling: name }),
        slug: slugs.get(key) ?? key,
        sortKey: label === undefined ? sortKeyOf(name, latin) : sortKeyOf(label),
        articles: own,
        hasPage: own.length >= minimumPosts,
        ...(otherKeys.length > 0 && { otherKeys }),
      }),
    )
    .sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.key, b.key));
  return makeTermIndex(type, terms, aliases);
}

/** Only the alias file makes one of names that fold differently, so most terms have none. */
function otherKeysOf(
  key: string,
  spellings: ReadonlyMap<string, number>,
  aliases: readonly string[],
): readonly string[] {
  if (aliases.length === 0) return [];
  const counts = new Map<string, number>();
  const count = (name: string, posts: number) => {
    const folded = foldTerm(name);
    counts.set(folded, (counts.get(folded) ?? 0) + posts);
  };
  for (const [name, posts] of spellings) count(name, posts);
  for (const name of aliases) count(name, 0);
  counts.delete(key);
  const byCount = [...counts].sort(([a, one], [b, two]) => two - one || compareText(a, b));
  return byCount.map(([folded]) => folded);
}

/** What a term is called beside the name that is shown. */
export function otherNamesOf(
  { type, key, spelling }: Pick<Term, 'key' | 'spelling' | 'type'>,
  aliases: AliasTable,
): readonly string[] {
  const others = aliases.aliasesOf(type, key);
  return spelling === undefined ? others : [spelling, ...others];
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
