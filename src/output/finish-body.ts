import type { SegmentReader } from '../store/segment-reader.ts';
import type { StoredBytes } from '../store/segment.ts';
import type { Article } from '../ingest/types.ts';
import type { LinkPlace } from '../markdown/types.ts';
import { escapeHtml } from '../markdown/tokens.ts';

/**
 * An article's body as it is published: where it lies, and the addresses of its links. Plain data,
 * which crosses threads.
 */
export interface PublishedBody {
  readonly stored: StoredBytes;
  /** Where its links stand. */
  readonly places: readonly LinkPlace[];
  /** In the order of the links; undefined for one that leads nowhere. */
  readonly addresses: readonly (string | undefined)[];
  /** How long it is, in words. */
  readonly length: string;
}

/** Addresses of an article's links, in their order; undefined for one that leads nowhere. */
export type AddressesOf = (article: Article) => readonly (string | undefined)[];

/**
 * Reads a body as it is published. Whoever shows a body reads it here: stored ones lack the
 * addresses of their links.
 */
export function readPublishedBody(
  store: SegmentReader,
  { stored, places, addresses }: PublishedBody,
): Buffer {
  const body = store.read(stored);
  return places.length === 0 ? body : finishBody(body, places, addresses);
}

/**
 * Puts the addresses of links into a rendered body, at the bytes that the renderer noted: nothing
 * is searched for, so nothing that an author writes can pass for a link. One without address
 * becomes plain text, `<a class="broken-link">` (a link's place without a link,
 * https://html.spec.whatwg.org/#the-a-element); an unlabelled wikilink shows its brackets again, so
 * that nothing written is lost.
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
