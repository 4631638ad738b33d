import type { EleventyConfig, NunjucksContext, NunjucksFilter } from './eleventy-config.ts';
import type { PostCardView } from '../views/card-view.ts';
import type { SiteView } from '../views/site-view.ts';
import type { PageView } from '../views/types.ts';

type Heading = 'h2' | 'h3';
/** A short card has the start of the summary: pages of terms are many, and repeat each card. */
type CardForm = 'full' | 'short';
type Data = Readonly<Record<string, unknown>>;

/**
 * Adds filters that print parts of pages, each part once: at 10,000 posts there are 150,000 cards
 * and 18,000 headers and footers, most of them alike. They read what is the same on all pages, not
 * `page` or `collections`.
 * @param shared names of data that is the same on all pages.
 */
export function registerPrintedParts(
  eleventyConfig: Pick<EleventyConfig, 'addNunjucksFilter'>,
  shared: readonly string[],
): void {
  const print = ({ ctx, env }: NunjucksContext, partial: string, own: Data): string => {
    const data = Object.fromEntries(shared.map((name) => [name, ctx[name]]));
    return env.render(`partials/${partial}.njk`, { ...data, ...own });
  };
  const printed = () => ({
    h2: new WeakMap<PostCardView, string>(),
    h3: new WeakMap<PostCardView, string>(),
  });
  const cards = { full: printed(), short: printed() };
  /** Prints the card of a post on a list; `heading` is the element of its title. */
  const card: NunjucksFilter<[PostCardView, Heading, CardForm?]> = function (
    view,
    heading,
    form = 'full',
  ) {
    return once(cards[form][heading], view, () => {
      const summary = form === 'short' && view.summaryStart;
      const post = summary ? { ...view, summary } : view;
      return print(this, 'post-card', { post, heading });
    });
  };

  // Compiled layouts hold these filters and outlive a run of Eleventy, so a cached header
  // belongs to one site.
  const headers = new WeakMap<SiteView, Map<string, string>>();
  /**
   * Prints the site's header. It depends only on the current page, if that is in the navigation,
   * and on the current section.
   */
  const siteHeader: NunjucksFilter<[PageView]> = function (view) {
    const { site } = this.ctx as { site: SiteView };
    const isPlace = site.navigation.some(({ href }) => href === view.href);
    const place = { section: view.section, href: isPlace ? view.href : '' };
    let ofSite = headers.get(site);
    if (!ofSite) headers.set(site, (ofSite = new Map<string, string>()));
    const key = `${place.section}\n${place.href}`;
    return once(ofSite, key, () => print(this, 'site-header', { view: place }));
  };

  const footers = new WeakMap<SiteView, string>();
  const siteFooter: NunjucksFilter<[SiteView]> = function (site) {
    return once(footers, site, () => print(this, 'site-footer', { site }));
  };

  eleventyConfig.addNunjucksFilter('card', card);
  eleventyConfig.addNunjucksFilter('siteHeader', siteHeader);
  eleventyConfig.addNunjucksFilter('siteFooter', siteFooter);
}

function once<Key>(
  printed: { get(key: Key): string | undefined; set(key: Key, html: string): unknown },
  key: Key,
  print: () => string,
): string {
  let html = printed.get(key);
  if (html === undefined) printed.set(key, (html = print()));
  return html;
}
