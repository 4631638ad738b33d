import { nearest } from '../content/did-you-mean.ts';
import { stemOf } from '../content/make-post.ts';
import type { Problem } from '../content/problem.ts';
import type { Outcome } from '../content/read-post.ts';
import { slugify } from '../content/slug.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { RawLink } from '../markdown/types.ts';
import { decodeAddress } from '../shared/decode-address.ts';
import { trimEndSlashes } from '../shared/trim-slashes.ts';
import { headingOf, wikilinkName, type LinkResolution } from './post-links.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** Most posts named in a problem with an ambiguous link. */
const namedRivals = 3;
/** Most broken links for which similar titles are searched: a pipeline may break thousands. */
const guesses = 50;
/** Most headings of a post that are compared with one that it does not have. */
const comparedHeadings = 300;

/** A post without a page, which a link may mean. */
export interface UnpublishedPost {
  readonly file: string;
  readonly reason: Exclude<Outcome, 'published'>;
  /** What links may call it beside its file. */
  readonly names: readonly string[];
}

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
export function createLinkProblems(
  articles: readonly ShownArticle[],
  label: string,
  unpublished: readonly UnpublishedPost[] = [],
): LinkProblems {
  const guess = createGuess(articles);
  const guessHeading = createHeadingGuess();
  const findUnpublished = createUnpublishedFinder(unpublished);
  return (link, { post }, resolution) => {
    const place = { file: `${label}/${post.file}`, line: link.line, severity: 'warning' } as const;
    const written = asWritten(link);
    switch (resolution.kind) {
      case 'missing': {
        const meant = findUnpublished(link);
        // A draft's link to itself.
        if (meant?.file === post.file) return undefined;
        const near = meant ? undefined : guess(link);
        return {
          ...place,
          code: 'post-link-broken',
          message: `The link ${written} leads to no published post; it is shown as plain text.`,
          hint: meant
            ? `${label}/${meant.file} ${whyUnpublished[meant.reason]}`
            : near
              ? `Did you mean "${near.post.title}" (${near.post.address})?`
              : 'No post has this name: correct the link, or take it out.',
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
        const { address, title } = resolution.article.post;
        if (!resolution.hasHeading) {
          const near = guessHeading(link, resolution.article);
          return {
            ...place,
            code: 'post-link-heading',
            message:
              `The link ${written} names a heading that "${title}" has not; it leads to the ` +
              'top of the post.',
            hint:
              near === undefined
                ? 'Write the heading as it stands in the post.'
                : `Did you mean "${near}"?`,
          };
        }
        if (resolution.exact) return undefined;
        return {
          ...place,
          code: 'post-link-inexact',
          message: `The link ${written} is not the address of the post it means.`,
          hint: `Write ${address}.`,
          severity: 'notice',
        };
      }
      case 'other':
        return undefined;
    }
  };
}

const whyUnpublished: Readonly<Record<UnpublishedPost['reason'], string>> = {
  draft: 'is a draft: publish it, or take the link out.',
  future: 'has a date in the future: a build from that day on publishes it.',
  rejected: 'has errors and is not published: correct it.',
};

function asWritten({ kind, target, heading }: RawLink): string {
  if (kind === 'wiki') return `[[${target}${heading === undefined ? '' : `#${heading}`}]]`;
  return decodeAddress(target);
}

/** What a link calls its post: of an address, the last part without extension. */
function nameOf({ kind, target }: RawLink): string {
  if (kind === 'wiki') return wikilinkName(target);
  const plain = trimEndSlashes(decodeAddress(target.replace(/[?#].*$/s, '')));
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/\.(?:md|markdown|html)$/i, '');
}

/** Finds an unpublished post by its file, title or slug. Of several, the first one. */
function createUnpublishedFinder(
  unpublished: readonly UnpublishedPost[],
): (link: RawLink) => UnpublishedPost | undefined {
  const byName = new Map<string, UnpublishedPost>();
  for (const post of unpublished) {
    const path = post.file.replace(/\.(?:md|markdown)$/i, '');
    const stem = stemOf(post.file);
    for (const name of [path, stem, slugify(stem), ...post.names]) {
      const folded = foldTerm(name);
      if (!byName.has(folded)) byName.set(folded, post);
    }
  }
  return (link) => byName.get(foldTerm(nameOf(link)));
}

/** Finds the heading that a link may mean; written as the link must write it. */
function createHeadingGuess(): (link: RawLink, article: ShownArticle) => string | undefined {
  let left = guesses;
  return ({ kind, heading, target }, { toc }) => {
    const wanted = kind === 'wiki' ? slugify(heading ?? '') : (headingOf(target) ?? '');
    if (wanted === '' || left-- <= 0) return undefined;
    const compared = toc.slice(0, comparedHeadings);
    const best = nearest(
      wanted,
      compared.map(({ id }) => id),
    );
    if (best === undefined) return undefined;
    return kind === 'wiki' ? compared.find(({ id }) => id === best)?.text : `#${best}`;
  };
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
