import { decidingKeyLike, saysNo, saysYes } from './deciding-keys.ts';
import type { FrontMatter } from './front-matter.ts';
import { knownKeyOf } from './front-matter-schema.ts';

/** Lines that a second block of metadata may have. */
const maximumLines = 60;
/** A longer line is prose. */
const maximumLineLength = 200;

/**
 * Finds a `draft: true` that stands where it decides nothing: in a mapping or text of another
 * field, where a wrong indent puts it, or in lines of metadata at the beginning of the body, where
 * a fence too many puts them. Whoever wrote it did not mean the post to be public.
 * @returns its line in the file, or the line of the block that holds it.
 */
export function strayDraftLine(matter: FrontMatter): number | undefined {
  const { data, yaml, body, bodyLine } = matter;
  const inYaml = lineSaying(yaml.split('\n'));
  if (inYaml !== undefined) return inYaml + 2;
  for (const [key, value] of Object.entries(data)) if (holdsDraft(value)) return matter.lineOf(key);
  const inBody = lineSaying(metadataLines(body));
  return inBody === undefined ? undefined : bodyLine + inBody;
}

function meansDraft(key: string): boolean {
  return knownKeyOf(key) === 'draft' || decidingKeyLike(key, true) === 'draft';
}

/** Front matter is a tree of bounded size by now. */
function holdsDraft(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      (!Array.isArray(value) && !saysNo(inner) && meansDraft(key)) || holdsDraft(inner),
  );
}

/** A key with one short word behind it, in YAML or nearly so. */
const flagLine =
  /^[\s\-?>{"'“]*([^:：#"'”]+)["'”]?\s*[:：][\s"'“]*([^\s"'”#},]{1,12})["'”},\s]*(?:#.*)?$/u;

/** What editors show as a line break, and YAML reads as a character. */
const otherBreaks = /[\r\v\f\u0085\u2028\u2029]/;

function lineSaying(lines: readonly string[]): number | undefined {
  const found = lines.findIndex((line) => line.split(otherBreaks).some(saysDraft));
  return found < 0 ? undefined : found;
}

function saysDraft(line: string): boolean {
  if (line.length > maximumLineLength) return false;
  const [, key = '', value = ''] = flagLine.exec(line) ?? [];
  return saysYes(value) && meansDraft(key.trim());
}

const metadataLine = /^(?:-{3,}|\+{3,}|={3,}|\.{3}|\[[^\]]*\]|- .*|[^:：]+[:：].*)$/;

/** The first lines of a body as far as they may be metadata: fences, marks, `key: value`, lists. */
function metadataLines(body: string): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < body.length && lines.length < maximumLines;) {
    const end = body.indexOf('\n', start);
    const line = body.slice(start, end < 0 ? body.length : end);
    if (!isMetadata(line)) break;
    lines.push(line);
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

function isMetadata(line: string): boolean {
  if (line.length > maximumLineLength) return false;
  const text = line.trim();
  return text === '' || metadataLine.test(text);
}
