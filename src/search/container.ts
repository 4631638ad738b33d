import { ByteReader } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { SearchIndexError } from './errors.ts';
import { fileKinds, formatVersion, type FileKind } from './format.ts';

/** Begins each file that is fetched as a whole: `INKS`, little-endian. */
export const magic = 0x534b4e49;
const headerBytes = 16;

/**
 * Opens a file that `writeIndexFile` wrote.
 * @param path named in the error.
 * @param expected checksum from the manifest, so that a sound file of another build is refused.
 * @throws {SearchIndexError} when the file is not exactly what was written.
 */
export async function openFile(
  kind: FileKind,
  bytes: Uint8Array,
  path: string,
  expected?: number,
): Promise<Uint8Array> {
  const corrupt = (detail: string, cause?: unknown) =>
    new SearchIndexError('corrupt', path, detail, cause);
  if (bytes.length < headerBytes) throw corrupt('is too short.');
  const header = new ByteReader(bytes);
  if (header.uint32() !== magic) throw corrupt('is not part of a search index.');
  const versionAndKind = header.uint32();
  if ((versionAndKind & 255) !== formatVersion) {
    throw new SearchIndexError(
      'version',
      path,
      `has format ${versionAndKind & 255}, not ${formatVersion}.`,
    );
  }
  if (versionAndKind >>> 8 !== fileKinds[kind]) throw corrupt(`does not hold "${kind}".`);
  const length = header.uint32();
  const checksum = header.uint32();
  if (expected !== undefined && checksum !== expected) throw corrupt('belongs to another index.');
  const content = await inflate(bytes.subarray(headerBytes)).catch((error: unknown) => {
    throw corrupt('cannot be decompressed.', error);
  });
  if (content.length !== length) throw corrupt(`has ${content.length} bytes instead of ${length}.`);
  if (crc32(content) !== checksum) throw corrupt('has a wrong checksum.');
  return content;
}

/**
 * Undoes raw deflate with `DecompressionStream`: browsers since 2023, Node since
 * 20.12 (https://developer.mozilla.org/docs/Web/API/DecompressionStream).
 */
export async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
