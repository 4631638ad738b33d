import { termTypes } from '../content/post.ts';
import type { Corpus } from './corpus.ts';
import { foldTerm } from './term-identity.ts';

/** Names that mean the same, the usual one first. */
export type SynonymGroup = readonly string[];

/** Full names that a glossary entry contributes: the most frequent ones. */
const namesPerEntry = 3;

/**
 * What else the site calls a thing: the alias file's groups, then glossary entries with the most articles. Search offers them as other queries.
 * @param limit of groups: at 2,000 the list takes some 40 KB compressed.
 */
export function synonymGroups(
  { terms, aliases, glossary }: Pick<Corpus, 'terms' | 'aliases' | 'glossary'>,
  limit = 2000,
): readonly SynonymGroup[] {
  const groups = new Map<string, SynonymGroup>();
  const add = (names: readonly string[]) => {
    const group = distinctNames(names);
    const key = foldTerm(group[0] ?? '');
    if (group.length > 1 && !groups.has(key) && groups.size < limit) groups.set(key, group);
  };
  for (const type of termTypes) {
    for (const { name } of terms[type].terms) {
      add([name, ...aliases.aliasesOf(type, aliases.keyOf(type, name))]);
    }
  }
  const entries = [...glossary.entries].sort((a, b) => b.articles.length - a.articles.length);
  for (const { term, aliases: others, names } of entries) {
    add([term, ...others, ...names.slice(0, namesPerEntry)]);
  }
  return [...groups.values()];
}

/** Spellings that fold to the same find the same. */
function distinctNames(names: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const name of names) if (!byKey.has(foldTerm(name))) byKey.set(foldTerm(name), name);
  return [...byKey.values()];
}
