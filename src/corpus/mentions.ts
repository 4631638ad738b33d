import type { TermType } from '../content/terms.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Guests } from './article-features.ts';
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
 */
export function indexMentions(
  { person: people, speaker: speakers }: Readonly<Record<TermType, TermIndex>>,
  guests: Guests,
): MentionIndex {
  const counterpartOf = ({ type, key }: Term): Term | undefined => {
    if (type === 'person') return speakers.find(key);
    return type === 'speaker' ? people.find(key) : undefined;
  };
  return Object.freeze<MentionIndex>({
    of: (term) => {
      const { type, key, articles: own } = term;
      if (type !== 'person' && type !== 'speaker') {
        return { articles: own, asSpeaker: [], asGuest: [], asMentioned: own };
      }
      const asSpeaker = speakers.find(key)?.articles ?? [];
      const asGuest = without(guests.get(key)?.articles ?? [], asSpeaker);
      const asMentioned = without(people.find(key)?.articles ?? [], asSpeaker, asGuest);
      const articles = [...asSpeaker, ...asGuest, ...asMentioned].sort(compareNewestFirst);
      const counterpart = counterpartOf(term);
      return { articles, asSpeaker, asGuest, asMentioned, ...(counterpart && { counterpart }) };
    },
    pageOf: (term) => {
      if (term.hasPage) return term;
      const counterpart = counterpartOf(term);
      return counterpart?.hasPage ? counterpart : undefined;
    },
  });
}

function without(
  articles: readonly ShownArticle[],
  ...others: readonly (readonly ShownArticle[])[]
): readonly ShownArticle[] {
  if (others.every(({ length }) => length === 0)) return articles;
  const known = new Set(others.flat());
  return articles.filter((article) => !known.has(article));
}
