import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { RawLink } from '../markdown/types.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { trimEndSlashes } from '../shared/trim-slashes.ts';
import type { LinkResolution } from './post-links.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** Most posts named in a problem with an ambiguous link. */
const namedRivals = 3;
/** Most broken links for which similar titles are searched: a pipeline may break thousands. */
const guesses = 50;

export type LinkProblems = (
  link: RawLink,
  article: ShownArticle,
  resolution: LinkResolution,
) => Problem | undefined;

/**
 * Describes broken and ambiguous links. They are warnings: such a link becomes plain text, and one
 * stale link must not stop an unattended build.
 * @param label name of the posts folder in problems.
 */
export function createLinkProblems(articles: readonly ShownArticle[], label: string): LinkProblems {
  const guess = createGuess(articles);
  return (link, { post }, resolution) => {
    const place = { file: `${label}/${post.file}`, line: link.line, severity: 'warning' } as const;
    const written = asWritten(link);
    switch (resolution.kind) {
      case 'missing': {
        const near = guess(link);
        return {
          ...place,
          code: 'post-link-broken',
          message: `The link ${written} leads to no published post; it is shown as plain text.`,
          hint: near
            ? `Did you mean "${near.post.title}" (/posts/${near.post.slug}/)?`
            : 'Drafts and posts of the future have no page; correct the link or publish its ' +
              'target.',
        };
      }
      case 'ambiguous': {
        const files = resolution.articles.map((rival) => `${label}/${rival.post.file}`);
        const more = files.length > namedRivals ? ' …' : '';
        return {
          ...place,
          code: 'post-link-ambiguous',
          message:
            `The link ${written} may mean ` +
            `${files.slice(0, namedRivals).join(' or ')}${more}; it is shown as plain text.`,
          hint: 'Link to the slug or file name of the one you mean.',
        };
      }
      case 'found': {
        const { slug, title } = resolution.article.post;
        if (!resolution.hasHeading) {
          return {
            ...place,
            code: 'post-link-heading',
            message:
              `The link ${written} names a heading that "${title}" has not; it leads to the ` +
              'top of the post.',
            hint: 'Write the heading as it stands in the post.',
          };
        }
        if (resolution.exact) return undefined;
        return {
          ...place,
          code: 'post-link-inexact',
          message: `The link ${written} is not the address of the post it means.`,
          hint: `Write /posts/${slug}/.`,
          severity: 'notice',
        };
      }
      case 'other':
        return undefined;
    }
  };
}

function asWritten({ kind, target, heading }: RawLink): string {
  if (kind === 'wiki') return `[[${target}${heading === undefined ? '' : `#${heading}`}]]`;
  return decodeAddress(target);
}

/** The last part of an address without extension, to compare with titles and slugs. */
function nameOf({ kind, target }: RawLink): string {
  if (kind === 'wiki') return target;
  const plain = trimEndSlashes(decodeAddress(target.replace(/[?#].*$/s, '')));
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/\.(?:md|markdown|html)$/i, '');
}

/** Finds a listed post whose title or slug has the same beginning and differs little. */
function createGuess(
  articles: readonly ShownArticle[],
): (link: RawLink) => ShownArticle | undefined {
  let left = guesses;
  let byStart: ReadonlyMap<string, ReadonlyMap<string, ShownArticle>> | undefined;
  return (link) => {
    const folded = foldTerm(nameOf(link));
    if (folded.length < 3 || left-- <= 0) return undefined;
    byStart ??= groupByStart(articles);
    const candidates = byStart.get(folded.slice(0, 2));
    const best = candidates && nearest(folded, candidates.keys());
    return best === undefined ? undefined : candidates?.get(best);
  };
}

function groupByStart(articles: readonly ShownArticle[]): Map<string, Map<string, ShownArticle>> {
  const groups = new Map<string, Map<string, ShownArticle>>();
  for (const article of articles) {
    if (article.post.visibility !== 'listed') continue;
    for (const name of [foldTerm(article.post.title), foldTerm(article.post.slug)]) {
      const start = name.slice(0, 2);
      const group = groups.get(start) ?? new Map<string, ShownArticle>();
      group.set(name, article);
      groups.set(start, group);
    }
  }
  return groups;
}
