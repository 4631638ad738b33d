import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { AliasTable } from './aliases.ts';
import { gatherGuests } from './article-features.ts';
import { compareNewestFirst } from './article-order.ts';
import type { Term, TermIndex } from './term-index.ts';

/** The articles in which a term appears, by role. */
export interface Mentions {
  /** All articles, newest first; for a person or speaker, in any role. */
  readonly articles: readonly ShownArticle[];
  /**
   * Each article has one role: the first that applies. Terms of other types have no role but the
   * last, mentioned.
   */
  readonly asSpeaker: readonly ShownArticle[];
  readonly asGuest: readonly ShownArticle[];
  readonly asMentioned: readonly ShownArticle[];
  /**
   * The term of the same identity under the other type: speaker for a person, person for a speaker.
   */
  readonly counterpart?: Term;
}

export interface MentionIndex {
  readonly of: (term: Term) => Mentions;
  /**
   * The term whose page shows this term: itself or its counterpart; undefined if neither has
   * a page.
   */
  readonly pageOf: (term: Term) => Term | undefined;
}

/**
 * Prepares look-ups of mentions. Each is computed on demand, from the term's own articles. A person
 * may occur in `speaker`, `guest` and `people`; one identity connects them.
 * @param articles listed, newest first.
 */
export function indexMentions(
  articles: readonly ShownArticle[],
  terms: Readonly<Record<TermType, TermIndex>>,
  aliases?: AliasTable,
): MentionIndex {
  const people = byKey(terms.person);
  const speakers = byKey(terms.speaker);
  const guests = gatherGuests(articles, terms, aliases);
  const counterpartOf = ({ type, key }: Term): Term | undefined => {
    if (type === 'person') return speakers.get(key);
    return type === 'speaker' ? people.get(key) : undefined;
  };
  return Object.freeze<MentionIndex>({
    of: (term) => {
      if (term.type !== 'person' && term.type !== 'speaker') {
        return summarise(term.articles, [], [], term.articles);
      }
      const { key } = term;
      const asSpeaker = speakers.get(key)?.articles ?? [];
      const asGuest = without(guests.get(key)?.articles ?? [], asSpeaker);
      const asMentioned = without(people.get(key)?.articles ?? [], asSpeaker, asGuest);
      const roles = [asSpeaker, asGuest, asMentioned].filter(({ length }) => length > 0);
      const [only] = roles;
      const all = roles.length === 1 && only ? only : roles.flat().sort(compareNewestFirst);
      return summarise(all, asSpeaker, asGuest, asMentioned, counterpartOf(term));
    },
    pageOf: (term) => {
      if (term.hasPage) return term;
      const counterpart = counterpartOf(term);
      return counterpart?.hasPage ? counterpart : undefined;
    },
  });
}

function byKey({ terms }: TermIndex): ReadonlyMap<string, Term> {
  return new Map(terms.map((term) => [term.key, term]));
}

function without(
  articles: readonly ShownArticle[],
  ...others: readonly (readonly ShownArticle[])[]
): readonly ShownArticle[] {
  if (others.every(({ length }) => length === 0)) return articles;
  const known = new Set(others.flat());
  return articles.filter((article) => !known.has(article));
}

function summarise(
  articles: readonly ShownArticle[],
  asSpeaker: readonly ShownArticle[],
  asGuest: readonly ShownArticle[],
  asMentioned: readonly ShownArticle[],
  counterpart?: Term,
): Mentions {
  return Object.freeze<Mentions>({
    articles,
    asSpeaker,
    asGuest,
    asMentioned,
    ...(counterpart && { counterpart }),
  });
}
