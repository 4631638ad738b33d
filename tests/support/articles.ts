import { termTypes } from '../../src/content/terms.ts';
import type { Post } from '../../src/content/post.ts';
import type { TermType } from '../../src/content/terms.ts';
import { parseSiteConfig } from '../../src/config/site-config.ts';
import type { SiteConfig, SiteConfigInput } from '../../src/config/site-config.ts';
import { noAliases } from '../../src/corpus/aliases.ts';
import { buildCorpus } from '../../src/corpus/corpus.ts';
import type { CorpusOptions } from '../../src/corpus/corpus.ts';
import type { Article } from '../../src/ingest/types.ts';
import { createContext } from '../../src/views/context.ts';
import type { ViewContext } from '../../src/views/context.ts';
import type { PlannedPageContext } from '../../src/views/page-kind.ts';
import { noEditions } from '../../src/editions/edition-plan.ts';
import { createCardViews } from '../../src/views/card-view.ts';

export type PostInput = Partial<Omit<Post, 'terms'>> & {
  readonly terms?: Partial<Record<TermType, readonly string[]>>;
};

export function makePost(input: PostInput = {}): Post {
  const slug = input.slug ?? 'post';
  const { terms, ...fields } = input;
  const none = Object.fromEntries(termTypes.map((type) => [type, []])) as unknown as Post['terms'];
  return {
    file: `${slug}.md`,
    slug,
    hasOwnSlug: false,
    address: input.permalink ?? `/posts/${slug}/`,
    title: slug,
    visibility: 'listed',
    layout: 'post.njk',
    lang: 'zh-Hans',
    guests: [],
    aliases: [],
    oldPaths: [],
    extra: {},
    ...fields,
    terms: { ...none, ...terms },
  };
}

export function makeArticle(input: PostInput = {}, rest: Partial<Article> = {}): Article {
  return {
    body: { segment: 'bodies.html', offset: 0, length: 0 },
    checksum: '',
    fileChecksum: '',
    images: {},
    toc: [],
    links: [],
    glosses: [],
    readingMinutes: 2,
    isBilingual: false,
    linkPlaces: [],
    words: { han: 800, latin: 0, original: 0 },
    shownChecksum: '',
    ...rest,
    post: makePost(input),
  };
}

export function makeConfig(input: Partial<SiteConfigInput> = {}): SiteConfig {
  // On a machine that has much else to do, any post may take the usual ten seconds.
  const limits = { postSeconds: 60, ...input.limits };
  return parseSiteConfig({ title: '测试站', url: 'https://example.com', ...input, limits });
}

/** What views are made from, for a corpus of the given articles. */
export function makeContext(
  articles: readonly Article[],
  input: Partial<SiteConfigInput> = {},
): PlannedPageContext {
  const config = makeConfig(input);
  const corpus = buildCorpus(articles, corpusOptions(config.terms.minimumPosts));
  return planContext(createContext(config, corpus));
}

/** Adds what pages need, for a site without editions. */
export function planContext(context: ViewContext): PlannedPageContext {
  return { ...context, cardOf: createCardViews(context), editions: noEditions };
}

/** Options of a corpus whose term pages have no limit that tests would reach. */
export function corpusOptions(minimumPosts: number): CorpusOptions {
  const links = { pathPrefix: '/', siteUrl: 'https://example.com', postsLabel: 'posts' };
  return { minimumPosts, maximumPages: 1000, pageSize: 50, links, aliases: noAliases() };
}
