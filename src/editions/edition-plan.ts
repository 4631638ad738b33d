import { limitsOf } from '../config/hosts.ts';
import { settingsFile, type SiteConfig } from '../config/site-config.ts';
import { maximumOldAddresses } from '../content/old-address.ts';
import type { Problem } from '../content/problem.ts';
import { withoutSharp } from '../images/load-sharp.ts';
import { ownTypesFirst, typesWhere, type TermType } from '../content/terms.ts';
import { articlesWithPages, type Corpus } from '../corpus/corpus.ts';
import type { Term } from '../corpus/term-index.ts';
import { countFiles } from './count-files.ts';

/** An icon for home screens. */
export interface IconFile {
  /** Root-relative, with path prefix. */
  readonly href: string;
  /** Side in pixels. */
  readonly size: number;
  readonly purpose: 'any' | 'maskable' | 'apple';
}

/** The optional editions that a site gets beside its pages. */
export interface EditionPlan {
  /**
   * Terms with a feed, in the order of the OPML file: areas, projects, speakers, tags; those of a
   * type with most posts first.
   */
  readonly termFeeds: readonly TermFeed[];
  /** The terms of `termFeeds`, for look-ups. */
  readonly termsWithFeed: ReadonlySet<Term>;
  readonly llms: boolean;
  readonly markdown: boolean;
  /** Absolute path of the font of social images; absent if there are no such images. */
  readonly socialImageFont?: string;
  /** Icons for home screens; none without the web app manifest. */
  readonly icons: readonly IconFile[];
  readonly serviceWorker: boolean;
  readonly redirectPages: boolean;
  /** What was left out for lack of room, as problems for the report. */
  readonly problems: readonly Problem[];
}

/** A term with a feed. */
export interface TermFeed {
  readonly type: TermType;
  readonly term: Term;
}

/** A plan without editions. */
export const noEditions: EditionPlan = {
  termFeeds: [],
  termsWithFeed: new Set(),
  llms: false,
  markdown: false,
  icons: [],
  serviceWorker: false,
  redirectPages: false,
  problems: [],
};

/** What editions depend on beside settings and posts. */
export interface EditionFacts {
  /** Number of files in the output folder that were made of pictures and files beside posts. */
  readonly localFiles: number;
  /** Files of the search index at most. @default 0 */
  readonly searchFiles?: number;
  readonly icons?: readonly IconFile[];
  /** Absolute path of a font file with Chinese characters; absent if none was found. */
  readonly font: string | undefined;
  /** Whether icons and social images can be drawn. @default true */
  readonly canDraw?: boolean;
  /** For the dev server: no service worker, no social images. */
  readonly isDev?: boolean;
}

/** Minimum number of posts for a feed of a term. */
const minimumPosts = 3;

/**
 * Maximum number of posts for which social images are drawn without being asked for: the first
 * build takes about 0.3 s for each.
 */
export const automaticSocialImages = 100;

/** Code of the problem that names editions for which there was no room. */
export const leftOutCode = 'editions-left-out';

/**
 * Decides which editions are published, so that the site stays below its limit of files. Those that
 * need few files come first: redirects, `llms.txt`, feeds. The Markdown edition and social images
 * need a file for every post, and are made for all posts or none.
 * @param pages number of pages with the lists that they fetch, without redirects.
 */
export function planEditions(
  config: SiteConfig,
  corpus: Corpus,
  facts: EditionFacts,
  pages: number,
): EditionPlan {
  const { editions } = config;
  const { files: mostFiles = Infinity } = limitsOf(config);
  const { icons = [], font, canDraw = true, isDev = false } = facts;
  const posts = corpus.articles.length;
  const left: string[] = [];
  let room = mostFiles - countFiles(config, corpus, pages, facts);
  const take = (files: number, name: string): boolean => {
    if (files <= Math.max(room, 0)) {
      room -= files;
      return true;
    }
    left.push(`${name} (${files.toLocaleString('en')} files)`);
    return false;
  };

  const oldPaths = countOldAddresses(corpus);
  const redirectPages =
    editions.redirectPages && (oldPaths === 0 || take(oldPaths, 'editions.redirectPages'));
  const candidates = termsWithFeed(corpus).slice(0, editions.termFeeds);
  const termFeeds = candidates.slice(0, Math.max(room, 0));
  room -= termFeeds.length;
  if (termFeeds.length < candidates.length) {
    left.push(`${(candidates.length - termFeeds.length).toLocaleString('en')} feeds of tags`);
  }
  const markdown = editions.markdown !== false && take(posts, 'editions.markdown');

  const problems: Problem[] = [];
  const wantsImages =
    editions.socialImages === true ||
    (editions.socialImages === 'auto' && posts <= automaticSocialImages && font !== undefined);
  if (!canDraw && (editions.webManifest || editions.socialImages === true)) {
    problems.push({ ...withoutSharp, file: settingsFile, severity: 'notice' });
  }
  if (wantsImages && canDraw && font === undefined) {
    problems.push({
      file: settingsFile,
      code: 'social-image-font',
      message: 'No font with Chinese characters was found, so articles have no social images.',
      hint:
        'Install one (Debian: fonts-noto-cjk), or name a font file with ' +
        'editions.socialImageFont.',
      severity: 'warning',
    });
  }
  const images =
    wantsImages && canDraw && font !== undefined && !isDev && take(posts, 'editions.socialImages');
  if (left.length > 0) {
    problems.push({
      file: settingsFile,
      code: leftOutCode,
      message:
        `Left out, so that the site stays below ${mostFiles.toLocaleString('en')} files: ` +
        `${left.join(', ')}.`,
      hint:
        'Raise limits.files if your host allows more, lower terms.maximumPages, or turn them ' +
        'off in editions.',
      severity: 'notice',
    });
  }
  return {
    termFeeds,
    termsWithFeed: new Set(termFeeds.map(({ term }) => term)),
    llms: editions.llms,
    markdown,
    ...(images && { socialImageFont: font }),
    icons,
    serviceWorker: hasServiceWorker(config, isDev),
    redirectPages,
    problems,
  };
}

/** Whether a service worker keeps read pages on the device: never in the dev server. */
export function hasServiceWorker({ editions }: SiteConfig, isDev: boolean): boolean {
  return editions.serviceWorker && !isDev;
}

/** Addresses that may get a page which redirects. */
function countOldAddresses(corpus: Corpus): number {
  let count = corpus.termAddresses.former.length;
  for (const { post } of articlesWithPages(corpus)) {
    const { oldPaths, formerAddresses = [] } = post;
    count += Math.min(oldPaths.length, maximumOldAddresses) + formerAddresses.length;
  }
  return count;
}

function termsWithFeed({ terms }: Corpus): TermFeed[] {
  return ownTypesFirst(typesWhere('hasFeed')).flatMap((type) =>
    terms[type].terms
      .filter((term) => term.hasPage && term.articles.length >= minimumPosts)
      .sort((a, b) => b.articles.length - a.articles.length)
      .map((term) => ({ type, term })),
  );
}
