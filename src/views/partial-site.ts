import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { uiFor } from '../i18n/catalogues.ts';
import { createLinks } from './links.ts';
import { ownPageView } from './own-page-view.ts';
import type { SiteView } from './site-view.ts';
import type { SiteForTemplates } from './site.ts';
import type { TermTypeViews, Views } from './views.ts';

/** A site of which part is at hand. */
export interface PartialSite {
  readonly site: SiteForTemplates;
  /** Whether anything has asked for what is not there. It has got an error instead. */
  readonly wasAskedForMore: () => boolean;
}

/**
 * Hands to templates what is known of a site without gathering it: settings, posts, and what every
 * page prints.
 */
export function partialSite(
  config: SiteConfig,
  articles: Corpus['articles'],
  site: SiteView,
): PartialSite {
  let wasAsked = false;
  const more = (): never => {
    wasAsked = true;
    throw new Error('This part of the site is not gathered yet.');
  };
  const context = {
    config,
    links: createLinks(config.url, config.pathPrefix),
    ui: uiFor(config.language),
  };
  const terms = termTypes.map((type): [string, TermTypeViews] => [
    type,
    {
      get index() {
        return more();
      },
      get pages() {
        return more();
      },
    },
  ]);
  const views = onlyPart<Views>(more, {
    ui: context.ui,
    links: context.links,
    site,
    ownPage: (input) => ownPageView(context, input),
    terms: Object.fromEntries(terms) as Views['terms'],
  });
  const corpus = onlyPart<Corpus>(more, { articles });
  const editions = onlyPart<EditionPlan>(more, {});
  return { site: { config, corpus, editions, views }, wasAskedForMore: () => wasAsked };
}

/** An object that calls `more` for what is not in a part of it, also when it is copied. */
function onlyPart<Whole extends object>(more: () => never, part: Partial<Whole>): Whole {
  return new Proxy(part, {
    get: (known, name) =>
      typeof name === 'symbol' || name in known ? (Reflect.get(known, name) as unknown) : more(),
    has: (known, name) => name in known || more(),
    ownKeys: more,
  }) as Whole;
}
