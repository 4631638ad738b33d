import type { Problem } from '../content/problem.ts';
import { compareText } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import type { Links } from './links.ts';

/** An address that a post once had. */
export interface RedirectView {
  /** Root-relative, percent-encoded, with path prefix. */
  readonly from: string;
  /** The post's page, in the same form. */
  readonly href: string;
  /** The post's page as absolute URL. */
  readonly canonical: string;
  readonly title: string;
  /** Where the page that redirects is written; absent for names that hosts would not send as HTML, such as `old.php`. */
  readonly path?: string;
  /** Posts that no list names are not named in `_redirects` either, which some hosts show. */
  readonly listed: boolean;
}

export interface Redirects {
  readonly all: readonly RedirectView[];
  readonly problems: readonly Problem[];
}

/** What a page's address may end in. */
const pageNames = /(?:\/|\/[^/.]+|\.(?:html?|php|aspx?|jsp))$/i;

/** Folders that hold files, not pages. */
const reservedFolders: ReadonlySet<string> = new Set(['assets', 'search-index']);

/**
 * Collects the old addresses of all posts. Whatever stands in the way of one is a warning: the address of a page wins, and of two posts the
 * first by file name.
 * @param pages files of the site's pages, relative to the output folder.
 * @param label the posts folder as problems name it.
 */
export function collectRedirects(
  articles: readonly Article[],
  pages: Iterable<string>,
  links: Links,
  label: string,
): Redirects {
  const owners = new Map([...pages].map((page) => [page.toLowerCase(), 'a page of the site']));
  const all: RedirectView[] = [];
  const problems: Problem[] = [];
  const inOrder = [...articles].sort((a, b) => compareText(a.post.file, b.post.file));
  for (const { post } of inOrder) {
    for (const written of post.oldPaths) {
      const segments = segmentsOf(written);
      const file = segments && fileOf(segments, written);
      const owner = file === undefined ? undefined : owners.get(file.toLowerCase());
      if (!segments || file === undefined || owner !== undefined) {
        problems.push(problem(`${label}/${post.file}`, written, owner));
        continue;
      }
      owners.set(file.toLowerCase(), `${label}/${post.file}`);
      const encoded = segments.map(encodeURIComponent).join('/');
      const { href } = links.post(post.slug);
      all.push({
        from: links.file(written.endsWith('/') ? `${encoded}/` : encoded).href,
        href,
        canonical: links.absolute(href),
        title: post.title,
        ...(file.endsWith('.html') && { path: file }),
        listed: post.visibility === 'listed',
      });
    }
  }
  return { all, problems };
}

/** The parts of an address that can be one: below the site, no query, nothing that hosts or file systems read otherwise. */
function segmentsOf(written: string): readonly string[] | undefined {
  if (!pageNames.test(written) || /[?#*:<>"|\\\s\u0000-\u001f]/u.test(written)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(written).normalize('NFC');
  } catch {
    return undefined;
  }
  const segments = decoded.replace(/^\/|\/$/g, '').split('/');
  const sound = segments.every(
    (segment) =>
      /^[^._?#*:<>"|\\\s\u0000-\u001f]/u.test(segment) && Buffer.byteLength(segment) < 200,
  );
  return sound && !reservedFolders.has(segments[0] ?? '') ? segments : undefined;
}

/** Where a page of this address lies; other names, such as `old.php`, stand for themselves. */
function fileOf(segments: readonly string[], written: string): string {
  const name = segments.join('/');
  return written.endsWith('/') || !/\.\w+$/.test(name) ? `${name}/index.html` : name;
}

function problem(file: string, written: string, owner: string | undefined): Problem {
  return owner === undefined
    ? {
        file,
        code: 'alias-not-an-address',
        message: `The alias "${written}" begins with a slash but is not an address of a page.`,
        hint: 'Write the path below the site, e.g. /2019/old-name/, or a title without the slash.',
        severity: 'warning',
      }
    : {
        file,
        code: 'alias-taken',
        message: `The old address ${written} belongs to ${owner}.`,
        hint: 'Remove the alias, or change the other one.',
        severity: 'warning',
      };
}
