import type { ShownArticle } from '../ingest/types.ts';
import { inOneGo } from '../shared/cooperative.ts';
import type { AliasTable } from './aliases.ts';
import { joinConcepts, leadingName } from './gloss-concepts.ts';
import { nameKey } from './gloss-names.ts';
import { gatherSteps } from './gloss-statistics.ts';
import type { TermPair } from './near-spellings.ts';
import type { Term } from './term-index.ts';

/**
 * Finds terms that glosses equate, such as an abbreviation or a translation: the glosses of one
 * agree on the other as its name, or both belong to one concept of the glossary.
 * @param articles listed, newest first.
 * @returns a function that pairs the terms of one type.
 */
export function readGlossEvidence(
  articles: readonly ShownArticle[],
  aliases: AliasTable,
): (terms: readonly Term[]) => readonly TermPair[] {
  const { terms: glossed } = inOneGo(gatherSteps(articles, aliases));
  const concepts = joinConcepts(glossed);
  return (terms) => {
    const pairs: TermPair[] = [];
    const byName = new Map(terms.map((term) => [nameKey(term.name), term]));
    const byConcept = new Map<string, Term>();
    for (const term of terms) {
      const own = glossed.get(aliases.keyOfAny(term.name));
      if (!own) continue;
      const leading = leadingName(own) ?? '';
      const name = own.names.get(leading);
      const text = name ? `${own.spelling}（${name.spelling}）` : own.spelling;
      const gloss = { text, count: name?.count ?? 1 };
      const named = name && byName.get(leading);
      if (named && named !== term) pairs.push({ a: term, b: named, reason: 'gloss', gloss });
      const concept = concepts.get(own.key) ?? own.key;
      const other = byConcept.get(concept);
      if (!other) byConcept.set(concept, term);
      else if (other !== named) pairs.push({ a: other, b: term, reason: 'gloss', gloss });
    }
    return pairs;
  };
}
