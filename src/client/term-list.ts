import { lettersOf } from '../shared/letters-of-slug.ts';
import type { TermList, TermListParts } from '../views/term-list.ts';

/**
 * Fetches a list of terms, which comes in parts where it is long.
 * @param slug where only this entry of the glossary is wanted: then one part is fetched.
 */
export async function fetchTermList(source: string, slug?: string): Promise<TermList> {
  const list = await fetchJson<TermList | TermListParts>(source);
  if (isWhole(list)) return list;
  const hrefs = slug === undefined ? Object.values(list) : hrefOfPart(list, slug);
  return (await Promise.all(hrefs.map((href) => fetchJson<TermList>(href)))).flat();
}

/** The address of the part in which an entry would be; none where it would come before all. */
export function hrefOfPart(parts: TermListParts, slug: string): readonly string[] {
  const key = lettersOf(slug);
  const found = Object.entries(parts).filter(([first]) => first <= key);
  return found.slice(-1).map(([, href]) => href);
}

function isWhole(list: TermList | TermListParts): list is TermList {
  return Array.isArray(list);
}

async function fetchJson<Value>(href: string): Promise<Value> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  return (await response.json()) as Value;
}
