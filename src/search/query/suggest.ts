import type { ParsedQuery, Suggestion } from './types.ts';

/** Other wordings of a folded term, e.g. from aliases and glosses: `rag` → `检索增强生成`. */
export type FindSynonyms = (folded: string) => Promise<readonly string[]> | readonly string[];

/** Offers queries with one term in another wording. They are offered, never applied. */
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
      // Quotes around the old term would be doubled.
      const quoted = [`"${text}"`, `“${text}”`, text].find((part) => input.includes(part)) ?? text;
      suggestions.push({ term: text, alternative, query: input.replace(quoted, () => written) });
    }
  }
  return suggestions;
}
