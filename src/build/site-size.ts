import { readFileSync } from 'node:fs';
import path from 'node:path';
import { terms, termTypes, typesWhere } from '../content/terms.ts';
import { sizeKinds, type KindSize, type Size, type SizeKind } from '../report/size-kinds.ts';
import { redirectRules } from '../serve/redirect-rules.ts';
import { escapePattern } from '../shared/escape-pattern.ts';
import { fileSizes } from '../shared/file-sizes.ts';
import type { PageName } from '../views/page-registry.ts';
import type { PlannedPage } from './write-pages.ts';

/** What a written site takes of a host. */
export interface SiteSize {
  readonly total: Size;
  /** In the order of `sizeKinds`, those without files left out. */
  readonly kinds: readonly KindSize[];
  /** Bytes of each file, by its path below the folder. */
  readonly files: ReadonlyMap<string, number>;
  /** Bytes of each page of the terms that `terms.maximumPages` counts. */
  readonly openTermPages: readonly number[];
  /** Rules of `_redirects`. */
  readonly redirects: number;
}

/** Pages of other kinds are "other pages". */
const kindsOfPages: ReadonlyMap<string, SizeKind> = new Map<PageName | 'redirects', SizeKind>([
  ...termTypes.flatMap((type) => [[type, 'terms'] as const, [`${type}-index`, 'terms'] as const]),
  ['home', 'lists'],
  ['archive-index', 'lists'],
  ['archive', 'lists'],
  ['glossary', 'glossary'],
  ['redirects', 'redirects'],
]);

const termFolders = termTypes.map((type) => escapePattern(terms[type].path)).join('|');

/** Kinds of files that are no pages: the first pattern that a path matches decides. */
const kindsOfPaths: readonly (readonly [pattern: RegExp, kind: SizeKind])[] = [
  [/^search-index\//, 'search'],
  [/^assets\/social\//, 'socialImages'],
  [/^assets\/(?:images|files)\//, 'media'],
  [/^assets\//, 'assets'],
  [/^feed\.(?:xml|json)$/, 'feeds'],
  [/^feeds\.opml$/, 'termFeeds'],
  [new RegExp(`^(?:${termFolders})/.*/feed\\.xml$`), 'termFeeds'],
  [new RegExp(`^(?:${termFolders})/`), 'terms'],
  [/^llms(?:\.txt$|\/)/, 'llms'],
];

/** The kinds of pages that `terms.maximumPages` bounds. */
const openKinds: ReadonlySet<string> = new Set(typesWhere('isOpen'));

/** Measures a written site. @param outputDir absolute path. */
export function measureSite(outputDir: string, pages: readonly PlannedPage[]): SiteSize {
  const files = fileSizes(outputDir);
  const name = '_redirects';
  // A hook of the site may have moved it.
  const rules = files.has(name) ? readFileSync(path.join(outputDir, name), 'utf8') : '';
  return sizeOf(files, pages, redirectRules(rules).length);
}

/**
 * Says what the files of a site are.
 * @param files bytes by path.
 */
export function sizeOf(
  files: ReadonlyMap<string, number>,
  pages: readonly Pick<PlannedPage, 'file' | 'kind' | 'path'>[],
  redirects: number,
): SiteSize {
  const kindsOfFiles = new Map<string, SizeKind>();
  const openTermPages: number[] = [];
  for (const { path: page, kind = '', file } of pages) {
    if (file === undefined) {
      kindsOfFiles.set(page, kindsOfPages.get(kind) ?? 'pages');
    } else {
      kindsOfFiles.set(page, 'articles').set(page.replace(/\.html$/, '.md'), 'markdown');
    }
    if (openKinds.has(kind)) openTermPages.push(files.get(page) ?? 0);
  }
  const sizes = new Map<SizeKind, Size>();
  let total: Size = { files: 0, bytes: 0 };
  for (const [file, bytes] of files) {
    const kind = kindsOfFiles.get(file) ?? kindOfPath(file);
    sizes.set(kind, plus(sizes.get(kind), bytes));
    total = plus(total, bytes);
  }
  const order = Object.keys(sizeKinds) as SizeKind[];
  const kinds = order.flatMap((kind) => {
    const size = sizes.get(kind);
    return size ? [{ kind, ...size }] : [];
  });
  return { total, kinds, files, openTermPages, redirects };
}

function plus({ files, bytes }: Size = { files: 0, bytes: 0 }, more: number): Size {
  return { files: files + 1, bytes: bytes + more };
}

function kindOfPath(file: string): SizeKind {
  return kindsOfPaths.find(([pattern]) => pattern.test(file))?.[1] ?? 'others';
}
