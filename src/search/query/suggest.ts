import type { IndexFiles } from './index-files.ts';
import type { ParsedQuery, Suggestion } from './types.ts';

/**
 * Offers the query with one term in another wording, from aliases and glosses: `rag` →
 * `检索增强生成`. Offered, never applied.
 */
export async function suggestQueries(
  input: string,
  { terms }: ParsedQuery,
  files: IndexFiles,
): Promise<readonly Suggestion[]> {
  const suggestions: Suggestion[] = [];
  for (const { text, folded, negative } of terms) {
    if (negative) continue;
    for (const alternative of await files.synonyms(folded)) {
      const written = /\s/.test(alternative) ? `"${alternative}"` : alternative;
      // Replaces the quotes too: the new wording has its own.
      const quoted = [`"${text}"`, `“${text}”`, text].find((part) => input.includes(part)) ?? text;
      suggestions.push({ term: text, alternative, query: input.replace(quoted, () => written) });
    }
  }
  return suggestions;
}
