import { decodeAddress } from '../shared/decode-address.ts';
import { fragmentTarget } from './dom.ts';
import { fetchTermList } from './term-list.ts';

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
  const rows = await fetchTermList(source, decodeAddress(hash).replace('#g-', ''));
  const found = rows.find(([, href]) => href.endsWith(hash));
  if (found) location.replace(found[1]);
}
