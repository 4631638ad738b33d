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
  { groups = [] }: Pick<Session, 'groups'>,
): void {
  for (const { name, layout, isArticle } of groups) {
    eleventyConfig.addTemplate(`~inkstone/${name}.html`, isArticle ? bodyMarker : '', {
      layout,
      pagination: { data: `pages.${name}`, size: 1, alias: 'view' },
      permalink: permalinkOf,
      eleventyExcludeFromCollections: true,
    });
  }
  const lists = groups.map(({ name, pages }) => [name, pages] as const);
  eleventyConfig.addGlobalData('pages', Object.freeze(Object.fromEntries(lists)));
}

function permalinkOf({ view }: { readonly view: SitePageView }): string {
  return view.path;
}

/** Eleventy writes nothing (dry run); the paths of its pages begin with this folder. */
export const dryOutput = '_site';

/**
 * Hands over each page as soon as it is rendered. Eleventy itself would keep the text of all pages
 * until the last is written. It stores what the transform returns, so this is a short text
 * (https://www.11ty.dev/docs/transforms/).
 */
export function registerPageOutput(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.addTransform('inkstone', async function (content) {
    // Eleventy warns of transforms that work for long before they first wait.
    await Promise.resolve();
    const { outputPath } = this.page;
    // One of the site's own pages may have `permalink: false`.
    if (outputPath !== false) await session.onPage(path.relative(dryOutput, outputPath), content);
    return 'written';
  });
}
