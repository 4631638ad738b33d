import { addToGroup } from '../shared/group-by.ts';
import { compareText } from '../shared/compare-text.ts';
import { termTypes, typesOfSameNames, type TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { AliasTable } from './aliases.ts';
import { isDoubtful } from './doubtful-pairs.ts';
import { readGlossEvidence } from './gloss-evidence.ts';
import { hasHan } from './gloss-names.ts';
import { findNearSpellings, findSamePinyin, pairId } from './near-spellings.ts';
import type { ProposalReason, TermPair } from './near-spellings.ts';
import type { Term, TermIndex } from './term-index.ts';

/** Terms that are probably the same, for a line of the alias file. */
export interface TermProposal {
  readonly type: TermType;
  /** The name with the most posts, which the line would show. */
  readonly name: string;
  /** The others, by descending number of posts. */
  readonly aliases: readonly string[];
  /** Number of posts of the name and of each alias, in this order. */
  readonly posts: readonly number[];
  readonly reasons: readonly ProposalReason[];
  /** A gloss that equates two of them, and how often, if any does. */
  readonly gloss?: { readonly text: string; readonly count: number };
  /** Number of posts that would move to another page: the value of the line. */
  readonly moved: number;
}

/** Proposals at most. */
const mostProposals = 200;

const reasonOrder: readonly ProposalReason[] = ['gloss', 'form', 'plural', 'pinyin', 'edit'];

/**
 * Most terms in a group. Larger ones are connected by chance; the surest reasons are joined first.
 */
const largestGroup = 8;

/**
 * Proposes terms of one type that are probably the same: glosses equate them, or they differ only
 * by company form, plural or one letter, or they sound the same. Doubtful pairs are left out, as
 * the author has to judge each line.
 */
export function proposeTerms(
  terms: Readonly<Record<TermType, TermIndex>>,
  articles: readonly ShownArticle[],
  aliases: AliasTable,
): readonly TermProposal[] {
  const pairsOf = readGlossEvidence(articles, aliases);
  return termTypes
    .flatMap((type) => {
      const own = termsOf(type, terms);
      const links = [...pairsOf(own), ...findNearSpellings(own), ...findSamePinyin(own)];
      const sound = links.filter((link) => !isDoubtful(link));
      return groupLinks(sound).map((group) => proposalOf(type, group));
    })
    .sort(
      (a, b) =>
        b.moved - a.moved ||
        reasonRank(a) - reasonRank(b) ||
        compareText(a.type, b.type) ||
        compareText(a.name, b.name),
    )
    .slice(0, mostProposals);
}

/**
 * Terms of a type. Speakers are compared together with people: both share identities and a section
 * of the alias file.
 */
function termsOf(type: TermType, terms: Readonly<Record<TermType, TermIndex>>): readonly Term[] {
  const sharing = typesOfSameNames(type);
  if (sharing[0] !== type) return [];
  // Each name once: of several, the term of the first type.
  const byKey = new Map<string, Term>();
  for (const term of sharing.flatMap((other) => terms[other].terms)) {
    if (!byKey.has(term.key)) byKey.set(term.key, term);
  }
  return [...byKey.values()];
}

function reasonRank({ reasons }: TermProposal): number {
  return Math.min(...reasons.map((reason) => reasonOrder.indexOf(reason)));
}

/**
 * Groups linked terms around the one with the most posts. In large groups, terms that are linked to
 * it only through a third are dropped.
 */
function groupLinks(links: readonly TermPair[]): readonly (readonly TermPair[])[] {
  const surest = new Map<string, TermPair>();
  for (const link of links) {
    const id = pairId(link.a, link.b);
    const known = surest.get(id);
    if (!known || compareLinks(link, known) < 0) surest.set(id, link);
  }
  const linksOf = new Map<Term, TermPair[]>();
  for (const link of surest.values()) {
    for (const term of [link.a, link.b]) addToGroup(linksOf, term, link);
  }
  const grouped = new Set<Term>();
  const groups: TermPair[][] = [];
  for (const centre of [...linksOf.keys()].sort(compareTerms)) {
    if (grouped.has(centre)) continue;
    const members = new Set([centre]);
    const group: TermPair[] = [];
    for (const member of members) {
      if (member !== centre && members.size > largestGroup) break;
      for (const link of (linksOf.get(member) ?? []).sort(compareLinks)) {
        const other = link.a === member ? link.b : link.a;
        if (members.has(other) || grouped.has(other)) continue;
        members.add(other);
        group.push(link);
      }
    }
    for (const member of members) grouped.add(member);
    if (group.length > 0) groups.push(group);
  }
  return groups;
}

function compareLinks(a: TermPair, b: TermPair): number {
  return (
    reasonOrder.indexOf(a.reason) - reasonOrder.indexOf(b.reason) ||
    (b.gloss?.count ?? 0) - (a.gloss?.count ?? 0) ||
    compareText(pairId(a.a, a.b), pairId(b.a, b.b))
  );
}

/** Most posts first; of equals, names with Han first, then shorter ones, then by code units. */
function compareTerms(a: Term, b: Term): number {
  return (
    b.articles.length - a.articles.length ||
    Number(hasHan(b.name)) - Number(hasHan(a.name)) ||
    a.name.length - b.name.length ||
    compareText(a.key, b.key)
  );
}

function proposalOf(type: TermType, group: readonly TermPair[]): TermProposal {
  const members = [...new Set(group.flatMap(({ a, b }) => [a, b]))].sort(compareTerms);
  const [first, ...others] = members.map(({ name }) => name);
  const posts = members.map(({ articles }) => articles.length);
  const gloss = [...group].sort(compareLinks)[0]?.gloss;
  return Object.freeze<TermProposal>({
    type,
    name: first ?? '',
    aliases: others,
    posts,
    reasons: reasonOrder.filter((reason) => group.some((link) => link.reason === reason)),
    ...(gloss && { gloss }),
    moved: posts.slice(1).reduce((sum, count) => sum + count, 0),
  });
}
