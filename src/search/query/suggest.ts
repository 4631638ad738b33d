import type { ParsedQuery, Suggestion } from './types.ts';

/** Other wordings of a folded term, from aliases and glosses: `rag` → `检索增强生成`. */
export type FindSynonyms = (folded: string) => Promise<readonly string[]> | readonly string[];

/** Offers the query with one term in another wording. Offered, never applied. */
export async function suggestQueries(
  input: string,
  { terms }: ParsedQuery,
  findSynonyms: FindSynonyms,
): Promise<readonly Suggestion[]> {
  const suggestions: Suggestion[] = [];
  for (const { text, folded, negative } of terms) {
    if (negative) continue;
    for (const alternative of await findSynonyms(folded)) {
      const written = /\s/.test(alternative) ? `"${alternative}"` : alternative;
      // Replaces the quotes too: the new wording has its own.
      const quoted = [`"${text}"`, `“${text}”`, text].find((part) => input.includes(part)) ?? text;
      suggestions.push({ term: text, alternative, query: input.replace(quoted, () => written) });
    }
  }
  return suggestions;
}
