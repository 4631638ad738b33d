import { ByteReader, ByteWriter } from './bytes.ts';

/** What a result shows of a document. */
export interface SearchDocument {
  readonly title: string;
  /** Root-relative, with the path prefix. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** BCP 47. */
  readonly lang?: string;
}

/** A document, and where its text lies. */
export interface DocumentRecord extends SearchDocument {
  /** Number of the text pack. */
  readonly pack: number;
  /** Where its blocks begin in the pack, in bytes. */
  readonly offset: number;
  /** Lengths of the text blocks in bytes: head, then zones. */
  readonly blockLengths: readonly number[];
}

/** Encodes one page of the document table. */
export function encodeDocuments(documents: readonly DocumentRecord[]): Uint8Array {
  const writer = new ByteWriter();
  writer.list(documents, ({ title, href, date, lang, pack, offset, blockLengths }) => {
    for (const text of [title, href, date ?? '', lang ?? '']) writer.text(text);
    writer.varint(pack);
    writer.varint(offset);
    writer.list(blockLengths, (length) => writer.varint(length));
  });
  return writer.view();
}

/** Decodes a page of the document table. @throws {RangeError} when the bytes end early. */
export function decodeDocuments(bytes: Uint8Array): readonly DocumentRecord[] {
  const reader = new ByteReader(bytes);
  return reader.list(() => {
    const title = reader.text();
    const href = reader.text();
    const date = reader.text();
    const lang = reader.text();
    return {
      title,
      href,
      ...(date !== '' && { date }),
      ...(lang !== '' && { lang }),
      pack: reader.varint(),
      offset: reader.varint(),
      blockLengths: reader.list(() => reader.varint()),
    };
  });
}
