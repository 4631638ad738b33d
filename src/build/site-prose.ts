import { settingsFile, type SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { uiFor } from '../i18n/catalogues.ts';
import type { RenderBody } from '../markdown/types.ts';
import { finishBody } from '../output/finish-body.ts';
import type { SiteProse } from '../views/context.ts';

/** Kept for the dev server, which renders the settings at every change of a list. */
let renderer: Promise<RenderBody> | undefined;

/** Loads Markdown only when it is needed: settings may have no prose, a kept site needs none. */
async function loadRenderer(): Promise<RenderBody> {
  const { createRenderer } = await import('../markdown/index.ts');
  return createRenderer();
}

/**
 * Renders the Markdown of the settings as that of posts. Links lead where they say: a wikilink is
 * shown as it is written.
 */
export async function renderSiteProse(
  config: SiteConfig,
): Promise<SiteProse & { readonly problems: readonly Problem[] }> {
  const { title, language, pathPrefix, url } = config;
  const { titles, markdown: labels } = uiFor(language);
  const problems: Problem[] = [];
  const proseOf = async (text: string, heading: string): Promise<string> => {
    if (text.trim() === '') return '';
    const render = await (renderer ??= loadRenderer());
    const { html, links, ...rendered } = render(text, {
      ...{ file: settingsFile, bodyLine: 1, lang: language, title: heading },
      ...{ pathPrefix, siteUrl: url, labels },
    });
    // Lines of the text are no lines of the file.
    problems.push(...rendered.problems.map(({ line: _line, ...problem }) => problem));
    const addresses = links.map(({ href }) => href);
    return finishBody(Buffer.from(html), links, addresses).toString().trim();
  };
  return {
    about: await proseOf(config.about.join('\n\n'), titles.about),
    description: withoutIds(await proseOf(config.description, title)),
    problems,
  };
}

/**
 * Takes ids and the links to them out of HTML that stands on each page, beside those of a post, and
 * twice on the home page. Nothing else matches: texts and values have their quotes escaped.
 */
function withoutIds(html: string): string {
  return html
    .replace(/ <a class="(?:heading-anchor|footnote-back)"[^>]*>[^<]*<\/a>/g, '')
    .replace(/ (?:id="[^"]*"|href="#[^"]*")/g, '');
}
