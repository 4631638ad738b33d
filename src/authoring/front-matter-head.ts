import { closeSync, readSync } from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { knownKeyOf } from '../content/front-matter-schema.ts';
import { ownKeyOf } from '../content/own-fields.ts';
import type { OwnFieldTypes } from '../content/own-values.ts';
import { openRegularFile } from '../shared/regular-file.ts';

/** Bytes of a post that are read: nearly every front matter is shorter. */
const headBytes = 16 * 1024;

/** A known field of a post, unparsed. */
export interface WrittenField {
  /** Its key, in the spelling that Inkstone or the settings have. */
  readonly field: string;
  /** Its lines, with the key. */
  readonly lines: string;
}

/** A key with its lines: its own, and those that follow indented or as list items. */
const fieldLines = /^([\p{L}\p{N}_-]+):.*(?:\n(?:[ \t]+.*|-.*|[ \t]*))*/gmu;

/**
 * The known fields of a post; none if it cannot be read. Nothing is parsed, as authors' commands
 * look for few fields in thousands of posts.
 * @param file path below the posts folder.
 * @param own fields that only this site has.
 */
export function* fieldsOfPost(
  file: string,
  postsDir: string,
  own?: OwnFieldTypes,
): Generator<WrittenField> {
  const yaml = yamlOf(readHead(path.join(postsDir, file), postsDir));
  for (const [lines, key = ''] of yaml.matchAll(fieldLines)) {
    const field = knownKeyOf(key) ?? ownKeyOf(own, key);
    if (field !== undefined) yield { field, lines };
  }
}

/** Parses the value of a field; undefined if it is no YAML, which a build reports. */
export function valueOf(lines: string): unknown {
  try {
    return Object.values(load(lines, { schema: CORE_SCHEMA }) as Record<string, unknown>)[0];
  } catch {
    return undefined;
  }
}

/** Reads the beginning of a post; empty if it cannot be read. */
function readHead(file: string, postsDir: string): string {
  try {
    const { descriptor } = openRegularFile(file, postsDir);
    try {
      const buffer = Buffer.alloc(headBytes);
      const length = readSync(descriptor, buffer, 0, headBytes, 0);
      return buffer.toString('utf8', 0, length).replaceAll('\r\n', '\n');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

function yamlOf(head: string): string {
  return /^\uFEFF?---[^\n]*\n([^]*?)^---/m.exec(head)?.[1] ?? '';
}
