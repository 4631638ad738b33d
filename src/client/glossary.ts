import { fragmentTarget } from './dom.ts';

/**
 * Redirects an address whose entry has moved to another page of the glossary. The list of the
 * filter box knows where each entry is.
 */
export async function followMovedEntry(): Promise<void> {
  if (!document.querySelector('.glossary') || !/^#g-./.test(location.hash)) return;
  const { hash } = location;
  if (fragmentTarget(hash)) return;
  const source = document.querySelector<HTMLElement>('[data-term-filter]')?.dataset['termFilter'];
  if (source === undefined) return;
  const response = await fetch(source);
  if (!response.ok) return;
  const rows = (await response.json()) as readonly (readonly [string, string, ...unknown[]])[];
  const found = rows.find(([, href]) => href.endsWith(hash));
  if (found) location.replace(found[1]);
}
