import path from 'node:path';
import { bodyMarker } from '../views/body-markers.ts';
import type { SitePageView } from '../views/site-pages.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { Session } from './session.ts';

/**
 * Registers each kind of page as one paginated template. Eleventy finds a template by scanning
 * a list, so thousands of templates take quadratic time, while pages of one template do not
 * (docs/architecture.md). The content of an article's page is a marker, which the rendered
 * body replaces after Eleventy: articles' texts never enter the data cascade. The template is
 * HTML, as Nunjucks would copy the page's data once more. Pages are in no collection, as the
 * corpus has the lists.
 */
export function registerPages(
  eleventyConfig: Pick<EleventyConfig, 'addTemplate' | 'addGlobalData'>,
  groups: NonNullable<Session['groups']>,
): void {
  for (const { name, layout, isArticle } of groups) {
    eleventyConfig.addTemplate(`~inkstone/${name}.html`, isArticle ? bodyMarker : '', {
      layout,
      pagination: { data: `pages.${name}`, size: 1, alias: 'view' },
      permalink: permalinkOf,
      eleventyExcludeFromCollections: true,
      templateEngineOverride: false,
    });
  }
  const lists = groups.map(({ name, pages }) => [name, pages] as const);
  eleventyConfig.addGlobalData('pages', Object.freeze(Object.fromEntries(lists)));
}

function permalinkOf({ view }: { readonly view: SitePageView }): string {
  return view.path;
}

/** What a template in `pages/` may say in its front matter, and what Eleventy knows of its page. */
interface OwnPageContext {
  readonly page: { readonly url: string | false };
  /** YAML makes null of a field without a value, and of some values no text. */
  readonly title?: unknown;
  readonly description?: unknown;
}

/**
 * Gives the site's own pages its frame, unless they name another layout, or `layout: false`. A page
 * is a draft, and left out, unless its `draft` is absent, empty or false.
 */
export function registerOwnPages(
  eleventyConfig: Pick<EleventyConfig, 'addGlobalData' | 'addNunjucksFilter' | 'addPreprocessor'>,
  { site: { views }, drafts = false }: Pick<Session, 'site' | 'drafts'>,
): void {
  eleventyConfig.addPreprocessor('inkstone-drafts', '*', ({ draft }) =>
    drafts || [undefined, null, '', false, 'false'].includes(draft as string) ? undefined : false,
  );
  eleventyConfig.addGlobalData('layout', 'layouts/own-page.njk');
  eleventyConfig.addNunjucksFilter('ownPage', function () {
    const { page, title, description } = this.ctx as unknown as OwnPageContext;
    return views.ownPage({
      // A page with `permalink: false` is not written.
      url: page.url === false ? '/' : page.url,
      title: textOf(title),
      description: textOf(description),
    });
  });
}

function textOf(value: unknown): string | undefined {
  const isText = typeof value === 'string' || typeof value === 'number';
  return isText && value !== '' ? String(value) : undefined;
}

/** The output folder of a session, as Eleventy knows it. */
export function outputOf({ outputDir }: Session): string {
  return outputDir === undefined ? '_site' : path.relative('', outputDir);
}
