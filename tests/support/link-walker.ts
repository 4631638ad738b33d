import type { FolderContent } from './build-site.ts';
import { attribute, elementsOf } from './html-tree.ts';
import type { Element } from './html-tree.ts';

export interface WalkOptions {
  /** Without trailing slash. @default https://example.com */
  readonly siteUrl?: string;
  /** With both slashes. @default / */
  readonly pathPrefix?: string;
}

export interface WalkResult {
  readonly pages: number;
  /** How many internal links, sources and fragments were looked up. */
  readonly links: number;
  /** One line for each that leads nowhere, and for each id that is not unique. */
  readonly problems: readonly string[];
}

interface Page {
  readonly url: string;
  readonly ids: ReadonlySet<string>;
  readonly targets: readonly string[];
}

/**
 * Looks up every internal link, source and fragment of a built site, as a browser would resolve it.
 */
export function walkLinks(site: FolderContent, options: WalkOptions = {}): WalkResult {
  const base = (options.siteUrl ?? 'https://example.com') + (options.pathPrefix ?? '/');
  const { origin } = new URL(base);
  const problems: string[] = [];
  const pages = new Map<string, Page>();
  for (const [file, bytes] of site) {
    if (!file.endsWith('.html')) continue;
    pages.set(file, readPage(file, bytes.toString('utf8'), base, problems));
  }
  let links = 0;
  for (const [file, { url, targets }] of pages) {
    for (const target of targets) {
      const resolved = URL.canParse(target, url) ? new URL(target, url) : undefined;
      if (!resolved) problems.push(`${file}: "${target}" is not an address`);
      if (resolved?.origin !== origin) continue;
      links++;
      const found = resolved.href.startsWith(base)
        ? fileAt(site, decodeURIComponent(resolved.pathname.slice(new URL(base).pathname.length)))
        : undefined;
      if (found === undefined) problems.push(`${file}: "${target}" leads nowhere`);
      const fragment = decodeURIComponent(resolved.hash.slice(1));
      // What a fragment means in another file, such as a page of a PDF, is its own matter.
      if (found?.endsWith('.html') !== true || fragment === '') continue;
      if (!pages.get(found)?.ids.has(fragment)) {
        problems.push(`${file}: "${target}" names an id that ${found} does not have`);
      }
    }
  }
  return { pages: pages.size, links, problems };
}

function readPage(file: string, html: string, base: string, problems: string[]): Page {
  const ids = new Set<string>();
  const targets: string[] = [];
  for (const element of elementsOf(html)) {
    const id = attribute(element, 'id');
    if (id !== undefined && ids.has(id)) problems.push(`${file}: id "${id}" is not unique`);
    if (id !== undefined) ids.add(id);
    targets.push(...targetsOf(element));
  }
  const path = file.replace(/(?:^|(?<=\/))index\.html$/, '');
  return { url: base + path.split('/').map(encodeURIComponent).join('/'), ids, targets };
}

function targetsOf(element: Element): string[] {
  const single = ['href', 'src', 'poster', 'action'].flatMap(
    (name) => attribute(element, name) ?? [],
  );
  const set = attribute(element, 'srcset')?.split(',') ?? [];
  const isUrl =
    attribute(element, 'property') === 'og:url' || attribute(element, 'property') === 'og:image';
  const meta = isUrl ? [attribute(element, 'content') ?? ''] : [];
  return [...single, ...set.map((candidate) => candidate.trim().split(/\s+/)[0] ?? ''), ...meta];
}

/**
 * The file that a host serves at a path. A folder without its slash would be a redirect: it counts
 * as missing.
 */
function fileAt(site: FolderContent, path: string): string | undefined {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return site.has(file) ? file : undefined;
}
