import type { TermType } from '../content/post.ts';
import type { Article } from '../ingest/types.ts';
import type { AliasTable } from './aliases.ts';
import { gatherGuests } from './article-features.ts';
import { compareNewestFirst } from './article-order.ts';
import { countMonths } from './months.ts';
import type { MonthCount } from './months.ts';
import type { Term, TermIndex } from './term-index.ts';

/** Where and in which part a term appears. */
export interface Mentions {
  /** All articles, newest first: of a person or speaker those of every role. */
  readonly articles: readonly Article[];
  /** Each article stands in one role only, the first of these that is true of it. */
  readonly asSpeaker: readonly Article[];
  readonly asGuest: readonly Article[];
  readonly asMentioned: readonly Article[];
  /** The oldest dated article. */
  readonly first?: Article;
  readonly latest?: Article;
  /** Every month from the first to the latest, zeros included. */
  readonly months: readonly MonthCount[];
  /** The same identity under the other type: the speaker's page of a person, the person's page of a speaker. */
  readonly counterpart?: Term;
}

export interface MentionIndex {
  readonly of: (term: Term) => Mentions;
}

/**
 * Prepares look-ups of mentions; each is put together when it is asked for, from the term's own articles only. A person may be in
 * `speaker`, `guest` and `people`: one identity links the three.
 * @param articles listed, newest first.
 */
export function indexMentions(
  articles: readonly Article[],
  terms: Readonly<Record<TermType, TermIndex>>,
  aliases?: AliasTable,
): MentionIndex {
  const people = byKey(terms.person);
  const speakers = byKey(terms.speaker);
  const guests = gatherGuests(articles, terms, aliases);
  return Object.freeze<MentionIndex>({
    of: (term) => {
      if (term.type !== 'person' && term.type !== 'speaker') {
        return summarise(term.articles, [], [], term.articles);
      }
      const { key } = term;
      const asSpeaker = speakers.get(key)?.articles ?? [];
      const asGuest = without(guests.get(key)?.articles ?? [], asSpeaker);
      const asMentioned = without(people.get(key)?.articles ?? [], asSpeaker, asGuest);
      const all = [...asSpeaker, ...asGuest, ...asMentioned].sort(compareNewestFirst);
      const counterpart = (term.type === 'person' ? speakers : people).get(key);
      return summarise(all, asSpeaker, asGuest, asMentioned, counterpart);
    },
  });
}

function byKey({ terms }: TermIndex): ReadonlyMap<string, Term> {
  return new Map(terms.map((term) => [term.key, term]));
}

function without(
  articles: readonly Article[],
  ...others: readonly (readonly Article[])[]
): readonly Article[] {
  if (others.every(({ length }) => length === 0)) return articles;
  const known = new Set(others.flat());
  return articles.filter((article) => !known.has(article));
}

function summarise(
  articles: readonly Article[],
  asSpeaker: readonly Article[],
  asGuest: readonly Article[],
  asMentioned: readonly Article[],
  counterpart?: Term,
): Mentions {
  const dated = articles.filter(({ post }) => post.date !== undefined);
  const [latest] = dated;
  const first = dated.at(-1);
  return Object.freeze<Mentions>({
    articles,
    asSpeaker,
    asGuest,
    asMentioned,
    ...(first && { first }),
    ...(latest && { latest }),
    months: countMonths(dated),
    ...(counterpart && { counterpart }),
  });
}
