import path from 'node:path';
import { bodyMarker } from '../views/body-markers.ts';
import type { SitePageView } from '../views/site-pages.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { Session } from './session.ts';

/**
 * Registers each kind of page as one paginated template: Eleventy looks templates up by scanning a
 * list, so thousands of them cost quadratic time, while pages of one template do not
 * (docs/architecture.md). The content of an article's page is a marker in whose place the rendered
 * body is put after Eleventy has written the page: article text never enters the data cascade. As
 * HTML it takes no run of Nunjucks, which would copy the page's data once more. No page is in a
 * collection: the corpus has the lists.
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

/** Eleventy runs dry; the folder only stands in the paths of pages. */
export const dryOutput = '_site';

/**
 * Hands each rendered page over as soon as it is ready. Eleventy would write one page after the
 * other and keep the text of all of them until the last is written; here nothing is kept
 * (https://www.11ty.dev/docs/transforms/).
 */
export function registerPageOutput(eleventyConfig: EleventyConfig, session: Session): void {
  eleventyConfig.addTransform('inkstone', async function (content) {
    // Eleventy warns of transforms that work long before they first wait.
    await Promise.resolve();
    const { outputPath } = this.page;
    // A page of the site's own may have `permalink: false`.
    if (outputPath !== false) await session.onPage(path.relative(dryOutput, outputPath), content);
    return 'written';
  });
}
