import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Scalar } from 'yaml';

/** A range of the file, in UTF-16 code units. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** A value that is no list or mapping, with its range, quotes included. */
export interface ScalarSource extends SourceRange {
  /** The value as YAML 1.2 reads it. */
  readonly value: unknown;
}

/** A `key: value` on the first level of the front matter. */
export interface EntrySource {
  readonly key: string;
  readonly keyRange: SourceRange;
  /** The value, or the values of a list; empty for mappings and nested lists. */
  readonly scalars: readonly ScalarSource[];
  readonly isList: boolean;
}

/**
 * Ranges of the parts of a front matter in the text of its file, byte order mark and CRLF included.
 */
export interface FrontMatterSource {
  readonly openFence: SourceRange;
  readonly closeFence: SourceRange;
  readonly yaml: SourceRange;
  /** Line ending of the first line. */
  readonly eol: '\n' | '\r\n';
  readonly entries: readonly EntrySource[];
}

const fence = /^(-{3,})[ \t]*$/;

/**
 * Finds the parts of a front matter, so that one can be replaced and every other byte kept. Fences
 * of more than three hyphens are found too. This uses `yaml`, as js-yaml, which reads posts in
 * builds, does not say where values are; `yaml` in turn is not fit for untrusted posts
 * (docs/dependencies.md).
 * @returns undefined if the front matter is missing, not closed, or no valid YAML mapping.
 */
export function locateFrontMatter(text: string): FrontMatterSource | undefined {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const firstLine = lineAt(text, start);
  const openMatch = fence.exec(firstLine.text);
  if (!openMatch) return undefined;
  let at = firstLine.next;
  const yamlStart = at;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (line.text.startsWith('---')) {
      const closeMatch = fence.exec(line.text);
      if (!closeMatch) return undefined;
      const entries = locateEntries(text.slice(yamlStart, at), yamlStart);
      return (
        entries && {
          openFence: { start, end: start + (openMatch[1] ?? '').length },
          closeFence: { start: at, end: at + (closeMatch[1] ?? '').length },
          yaml: { start: yamlStart, end: at },
          eol: firstLine.eol,
          entries,
        }
      );
    }
    at = line.next;
  }
  return undefined;
}

/** 1-based line of an offset in UTF-16 code units. */
export function lineOfOffset(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function lineAt(
  text: string,
  start: number,
): { readonly text: string; readonly next: number; readonly eol: '\n' | '\r\n' } {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  const crlf = newline > start && text[newline - 1] === '\r';
  return {
    text: text.slice(start, crlf ? end - 1 : end),
    next: newline < 0 ? text.length : newline + 1,
    eol: crlf ? '\r\n' : '\n',
  };
}

function locateEntries(yaml: string, offset: number): readonly EntrySource[] | undefined {
  const document = parseDocument<Node, false>(yaml, { uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (contents === null) return [];
  if (isScalar(contents) && contents.value === null) return [];
  if (!isMap(contents)) return undefined;
  const entries: EntrySource[] = [];
  for (const { key, value } of contents.items) {
    if (!isScalar(key) || !key.range) return undefined;
    const [start, end] = key.range;
    entries.push({
      key: String(key.value),
      keyRange: { start: start + offset, end: end + offset },
      scalars: scalarsOf(value, offset),
      isList: isSeq(value),
    });
  }
  return entries;
}

function scalarsOf(value: unknown, offset: number): readonly ScalarSource[] {
  const nodes: readonly unknown[] = isSeq(value) ? value.items : [value];
  return nodes.filter(isScalar).flatMap((scalar) => rangeOf(scalar, offset));
}

function rangeOf(scalar: Scalar, offset: number): readonly ScalarSource[] {
  if (!scalar.range) return [];
  const [start, end] = scalar.range;
  return [{ value: scalar.value, start: start + offset, end: end + offset }];
}
