import { compareText } from '../shared/compare-text.ts';
import type { Problem } from '../content/problem.ts';
import { trimEndSlashes } from '../shared/trim-slashes.ts';

/** What two posts may have in common. */
export interface CheckedPost {
  /** The file as problems name it. */
  readonly file: string;
  readonly title: string;
  readonly source?: string | undefined;
  /** Hash of the body; undefined for an empty one. */
  readonly bodyHash?: string | undefined;
  /** 1-based lines of the fields and of the body. */
  readonly lines: { readonly title: number; readonly source: number; readonly body: number };
}

/** Reports posts that share a source, a title or a body with an earlier one, by order of files. */
export function checkDuplicates(posts: readonly CheckedPost[]): readonly Problem[] {
  const sorted = [...posts].sort((a, b) => compareText(a.file, b.file));
  return [
    ...repeated(sorted, ({ source }) => source && sourceKey(source), {
      code: 'source-duplicate',
      field: 'source',
      message: (first) => `The post has the same source as ${first}.`,
      hint: 'Keep one of them, or give each its own part of the source.',
    }),
    ...repeated(sorted, ({ title }) => title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' '), {
      code: 'title-duplicate',
      field: 'title',
      message: (first) => `The post has the same title as ${first}.`,
      hint: 'Readers cannot tell them apart on a list: add what differs.',
    }),
    ...repeated(sorted, ({ bodyHash }) => bodyHash, {
      code: 'body-duplicate',
      field: 'body',
      message: (first) => `The post has the same body as ${first}.`,
      hint: 'Delete one of them.',
    }),
  ];
}

interface Wording {
  readonly code: string;
  readonly field: keyof CheckedPost['lines'];
  readonly message: (first: string) => string;
  readonly hint: string;
}

function repeated(
  posts: readonly CheckedPost[],
  keyOf: (post: CheckedPost) => string | undefined,
  { code, field, message, hint }: Wording,
): readonly Problem[] {
  const first = new Map<string, string>();
  return posts.flatMap((post): Problem[] => {
    const key = keyOf(post);
    if (key === undefined || key === '') return [];
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, post.file);
      return [];
    }
    const { file, lines } = post;
    return [{ file, line: lines[field], code, message: message(other), hint, severity: 'warning' }];
  });
}

/**
 * Key of a source: equal for addresses of the same page. Case of the host, `www.`, tracking
 * parameters, fragments and a last slash are left out.
 */
export function sourceKey(source: string): string {
  if (!URL.canParse(source)) return source;
  const url = new URL(source);
  const host = url.hostname.replace(/^(?:www|m)\./, '');
  const video = host === 'youtu.be' ? url.pathname.slice(1) : url.searchParams.get('v');
  if ((host === 'youtu.be' || host === 'youtube.com') && video !== null && video !== '') {
    // Articles about parts of a long video have its start time in the address.
    return `youtube ${video} ${url.searchParams.get('t')?.replace(/s$/, '') ?? ''}`;
  }
  const query = [...url.searchParams]
    .filter(([name]) => !/^(?:utm_|fbclid$|gclid$|ref$|source$)/.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return `${host}${trimEndSlashes(url.pathname)}?${query.join('&')}`;
}
