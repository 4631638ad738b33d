import { emptyPostings, type Postings } from '../postings.ts';

/** Documents in both lists whose masks share a zone. @param anywhere zones need not agree. */
export function intersectPostings(a: Postings, b: Postings, anywhere: boolean): Postings {
  const size = Math.min(a.documents.length, b.documents.length);
  const documents = new Uint32Array(size);
  const masks = new Uint32Array(size);
  let count = 0;
  for (let i = 0, j = 0; i < a.documents.length && j < b.documents.length;) {
    const one = a.documents[i] as number;
    const two = b.documents[j] as number;
    if (one < two) i++;
    else if (two < one) j++;
    else {
      const maskA = a.masks[i++] as number;
      const maskB = b.masks[j++] as number;
      const mask = anywhere ? maskA | maskB : maskA & maskB;
      if (mask === 0) continue;
      documents[count] = one;
      masks[count++] = mask;
    }
  }
  return { documents: documents.subarray(0, count), masks: masks.subarray(0, count) };
}

/** Documents in any of the lists. */
export function unitePostings(lists: readonly Postings[]): Postings {
  const [only] = lists;
  if (!only) return emptyPostings;
  if (lists.length === 1) return only;
  const masks = new Map<number, number>();
  for (const list of lists) {
    for (let at = 0; at < list.documents.length; at++) {
      const document = list.documents[at] as number;
      masks.set(document, (masks.get(document) ?? 0) | (list.masks[at] as number));
    }
  }
  const documents = Uint32Array.from(masks.keys()).sort();
  return { documents, masks: documents.map((document) => masks.get(document) ?? 0) };
}

/** The mask of a document; 0 when it is not in the list. */
export function maskOf({ documents, masks }: Postings, document: number): number {
  let [low, high] = [0, documents.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] as number) < document) low = middle + 1;
    else high = middle;
  }
  return documents[low] === document ? (masks[low] as number) : 0;
}

/** The documents whose mask has any of the bits. */
export function withBits({ documents, masks }: Postings, bits: number): Postings {
  const kept = documents.filter((_, at) => ((masks[at] as number) & bits) !== 0);
  return { documents: kept, masks: masks.filter((mask) => (mask & bits) !== 0) };
}
