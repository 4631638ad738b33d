import { foldText } from '../../search/fold.ts';
import type { FindSynonyms } from '../../search/query/suggest.ts';

/** Alternatives offered for one term. */
const offered = 3;

/** Finds other names of a folded term; none where the list cannot be had, which must not stop a search. */
export async function loadSynonyms(href: string): Promise<FindSynonyms> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  const groups = (await response.json()) as readonly (readonly string[])[];
  const byName = new Map<string, readonly string[]>();
  for (const group of groups) {
    for (const name of group) {
      const key = foldText(name);
      if (!byName.has(key)) byName.set(key, group);
    }
  }
  return (folded) =>
    (byName.get(folded) ?? []).filter((name) => foldText(name) !== folded).slice(0, offered);
}
