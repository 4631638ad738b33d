import type { ShownArticle } from '../ingest/types.ts';
import type { AliasTable } from './aliases.ts';
import { listedNewestFirst } from './article-order.ts';
import { joinConcepts, leadingName } from './gloss-concepts.ts';
import { nameKey } from './gloss-names.ts';
import { gatherGlosses } from './gloss-statistics.ts';
import type { Term } from './term-index.ts';

/** Two terms that glosses equate. */
export interface GlossPair {
  readonly a: Term;
  readonly b: Term;
  /** A gloss that does, e.g. `美联储（Federal Reserve）`. */
  readonly gloss: string;
  /** How many glosses do. */
  readonly count: number;
}

export interface GlossEvidence {
  /** Pairs among the terms of one type. */
  readonly pairsOf: (terms: readonly Term[]) => readonly GlossPair[];
}

/**
 * Finds terms that glosses equate, such as an abbreviation or a translation: the glosses of one
 * agree on the other as its name, or both belong to one concept of the glossary.
 */
export function readGlossEvidence(
  articles: readonly ShownArticle[],
  aliases: AliasTable,
): GlossEvidence {
  const { terms: glossed } = gatherGlosses(listedNewestFirst(articles), aliases);
  const concepts = joinConcepts(glossed);
  const glossOf = (term: Term) => glossed.get(aliases.keyOfAny(term.name));
  return Object.freeze<GlossEvidence>({
    pairsOf: (terms) => {
      const pairs: GlossPair[] = [];
      const byName = new Map(terms.map((term) => [nameKey(term.name), term]));
      const byConcept = new Map<string, Term>();
      for (const term of terms) {
        const gloss = glossOf(term);
        if (!gloss) continue;
        const leading = leadingName(gloss);
        const name = leading === undefined ? undefined : gloss.names.get(leading);
        const text = name ? `${gloss.spelling}（${name.spelling}）` : gloss.spelling;
        const count = name?.count ?? 1;
        const named = leading === undefined ? undefined : byName.get(leading);
        if (named && named !== term) pairs.push({ a: term, b: named, gloss: text, count });
        const concept = concepts.get(gloss.key) ?? gloss.key;
        const other = byConcept.get(concept);
        if (!other) byConcept.set(concept, term);
        else if (other !== named) pairs.push({ a: other, b: term, gloss: text, count });
      }
      return pairs;
    },
  });
}
