import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

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
  /** Line ending of the first line. */
  readonly eol: string;
  readonly entries: readonly EntrySource[];
}

/**
 * Finds the parts of a front matter, so that one can be replaced and every other byte kept. Fences
 * of more than three hyphens are found too. This uses `yaml`, as js-yaml, which reads posts in
 * builds, does not say where values are; `yaml` in turn is not fit for untrusted posts
 * (docs/dependencies.md).
 * @returns undefined if the front matter is missing, not closed, or no valid YAML mapping.
 */
export function locateFrontMatter(text: string): FrontMatterSource | undefined {
  const [opening = '', open = '', eol = ''] = /^\uFEFF?(-{3,})[ \t]*(\r?\n)/.exec(text) ?? [];
  if (opening === '') return undefined;
  const closing = text.indexOf('\n---', opening.length - 1) + 1;
  const close = /^(-{3,})[ \t]*(?:\r?\n|$)/.exec(text.slice(closing))?.[1];
  if (closing === 0 || close === undefined) return undefined;
  const entries = locateEntries(text.slice(opening.length, closing), opening.length);
  if (!entries) return undefined;
  const start = opening.indexOf(open);
  return {
    openFence: { start, end: start + open.length },
    closeFence: { start: closing, end: closing + close.length },
    eol,
    entries,
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
  return nodes.filter(isScalar).flatMap(({ value, range }) => {
    if (!range) return [];
    const [start, end] = range;
    return [{ value, start: start + offset, end: end + offset }];
  });
}
