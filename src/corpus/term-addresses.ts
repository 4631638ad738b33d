import type { Problem } from '../content/problem.ts';
import { terms, termTypes, type TermType } from '../content/terms.ts';
import { compareText } from '../shared/compare-text.ts';
import { groupBy } from '../shared/group-by.ts';
import { foldPath } from '../shared/path-claims.ts';
import { listOf } from './address-problems.ts';
import { addressesOf, keysOf, newest, type PublishedTerm } from './published-addresses.ts';
import type { Term, TermIndex } from './term-index.ts';
import { plural } from '../report/group-problems.ts';

/** An address under which a term was published before. */
export interface FormerTermPage {
  /** Slug of the former page. */
  readonly slug: string;
  /** What it leads to; it has a page. */
  readonly term: Term;
}

/** The addresses of terms, of this build and before. */
export interface TermAddresses {
  /** What the next build must know of them. */
  readonly published: readonly PublishedTerm[];
  /** What leads to pages from elsewhere, sorted by type and slug. */
  readonly former: readonly FormerTermPage[];
}

/**
 * Finds out where the addresses of terms lead. What was published under another spelling leads to
 * the term, and so does that of a term which is one with it now, or whose other spellings are. Such
 * a term is remembered by its own key: should the two be told apart again, each has its own
 * addresses. A term that has too few posts for a page is remembered while there is one: with its
 * page, its redirects come back.
 */
export function termAddresses(
  terms: Readonly<Record<TermType, TermIndex>>,
  before: readonly PublishedTerm[],
): TermAddresses {
  const published: PublishedTerm[] = [];
  const former: (readonly FormerTermPage[])[] = [];
  const byType = groupBy(before, ({ type }) => type);
  for (const type of termTypes) {
    const index = terms[type];
    const withPage = new Map(
      index.terms.filter(({ hasPage }) => hasPage).map((term) => [term.key, term]),
    );
    const pages = new Set([...withPage.values()].map(({ slug }) => foldPath(slug)));
    const earlier = new Map<string, readonly string[]>();
    const leading: FormerTermPage[] = [];
    for (const record of byType.get(type) ?? []) {
      const found = keysOf(record).flatMap((key) => index.find(key) ?? []);
      const term = found.find(({ hasPage }) => hasPage) ?? found[0];
      const slugs = newest(addressesOf(record).filter((slug) => !pages.has(foldPath(slug))));
      const [first, ...rest] = slugs;
      if (!term || first === undefined) continue;
      const { key, otherKeys } = record;
      const own = { type, key, slug: first, earlier: rest, ...(otherKeys && { otherKeys }) };
      if (!term.hasPage) {
        published.push({ ...own, isWithoutPage: true });
        continue;
      }
      for (const slug of slugs) leading.push({ slug, term });
      if (term.key === key) earlier.set(key, slugs);
      else published.push(own);
    }
    for (const { key, slug, otherKeys } of withPage.values()) {
      const slugs = earlier.get(key) ?? [];
      published.push({ type, key, slug, earlier: slugs, ...(otherKeys && { otherKeys }) });
    }
    former.push(leading.sort(compareFormer));
  }
  return { published, former: former.flat() };
}

function compareFormer(a: FormerTermPage, b: FormerTermPage): number {
  return compareText(a.slug, b.slug) || compareText(a.term.key, b.term.key);
}

/**
 * Counts the pages of terms that were published and from which nothing leads to another.
 * @param label name of the posts folder in problems.
 * @param raisedMinimum see `Corpus`.
 */
export function lostTermPages(
  before: readonly PublishedTerm[],
  now: readonly PublishedTerm[],
  label: string,
  raisedMinimum?: number,
): readonly Problem[] {
  const place = (type: TermType, slug: string) => `${type} ${foldPath(slug)}`;
  const there = new Set(
    now
      .filter(({ isWithoutPage }) => isWithoutPage !== true)
      .flatMap((term) => addressesOf(term).map((slug) => place(term.type, slug))),
  );
  const lost = before.filter(
    ({ type, slug, isWithoutPage }) => isWithoutPage !== true && !there.has(place(type, slug)),
  );
  return [...groupBy(lost, ({ type }) => type)].map(([type, own]) => ({
    file: label,
    code: 'term-pages-gone',
    message:
      `${plural(own.length, 'published page')} of terms (${type}) ` +
      `${own.length === 1 ? 'is' : 'are'} gone: ` +
      `${listOf(own.map(({ slug }) => slug))}.`,
    hint:
      raisedMinimum !== undefined && terms[type].isOpen
        ? `Only those with ${raisedMinimum.toLocaleString('en-US')} posts or more have a page, ` +
          'so that there are no more pages than terms.maximumPages or the host allows.'
        : 'They have too few posts now, or none. A name that was changed leads on if ' +
          '_data/aliases.yaml lists it under the new one.',
    severity: 'notice',
  }));
}
