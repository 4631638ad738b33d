import type { SegmentReader } from '../store/segment-reader.ts';
import type { StoredBytes } from '../store/segment.ts';
import type { Article } from '../ingest/types.ts';
import type { LinkPlace } from '../markdown/types.ts';
import { escapeHtml } from '../markdown/tokens.ts';

/**
 * An article's body: where the store holds it, and what is filled in when it is published. Plain
 * data, which can be sent to a worker thread.
 */
export interface PublishedBody {
  readonly stored: StoredBytes;
  /** Where its links stand. */
  readonly places: readonly LinkPlace[];
  /** Addresses of the links, in their order; undefined for a link that leads nowhere. */
  readonly addresses: readonly (string | undefined)[];
  /** Length of the article in words of the interface, e.g. `1,200 字`. */
  readonly length: string;
}

/**
 * Returns the addresses of an article's links, in their order; undefined for a link
 * that leads nowhere.
 */
export type AddressesOf = (article: Article) => readonly (string | undefined)[];

/**
 * Reads a stored body and fills in the addresses of its links. Stored bodies lack these addresses,
 * so bodies that readers see are always read with this function.
 * @returns HTML in UTF-8.
 */
export function readPublishedBody(
  store: SegmentReader,
  { stored, places, addresses }: PublishedBody,
): Buffer {
  const body = store.read(stored);
  return places.length === 0 ? body : finishBody(body, places, addresses);
}

/**
 * Puts the addresses of links into a rendered body, at the byte offsets that the renderer noted.
 * Nothing is searched for, so that no text of an author can pass for a link. A link without an
 * address becomes `<a class="broken-link">`, a placeholder for a link
 * (https://html.spec.whatwg.org/#the-a-element). A wikilink without a label shows its brackets
 * again, so that nothing written is lost.
 */
export function finishBody(
  body: Buffer,
  places: readonly LinkPlace[],
  addresses: readonly (string | undefined)[],
): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  const insert = (at: number, text: string) => {
    parts.push(body.subarray(from, at), Buffer.from(text));
    from = at;
  };
  places.forEach(({ at, end }, index) => {
    const address = addresses[index];
    if (address !== undefined) {
      insert(at, ` href="${escapeHtml(address)}"`);
      return;
    }
    insert(at, ' class="broken-link"');
    if (end === undefined) return;
    insert(body.indexOf('>', at) + 1, '[[');
    insert(end, ']]');
  });
  parts.push(body.subarray(from));
  return Buffer.concat(parts);
}
