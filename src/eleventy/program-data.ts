import type { SiteForTemplates } from '../views/site.ts';

type Part = (site: SiteForTemplates) => unknown;

const parts = {
  // What every page knows of the site.
  site: ({ views }) => views.site,
  // Strings of the interface.
  ui: ({ views }) => views.ui,
  // Index and pages of terms.
  areas: ({ views }) => views.terms.area,
  projects: ({ views }) => views.terms.project,
  // In Eleventy's cascade `tags` names the collections of a page, and each collection filters and
  // sorts all pages: to Eleventy this is an empty list, to templates `tags.index` and `tags.pages`.
  // As JSON, by which Inkstone sees that it has changed, it is these.
  tags: ({ views: { terms } }) =>
    Object.defineProperties([], {
      // Some are made when they are asked for.
      ...Object.getOwnPropertyDescriptors(terms.tag),
      toJSON: { value: () => terms.tag },
    }),
} as const satisfies Readonly<Record<string, Part>>;

/** The lists of terms, which the demo's `_data/` names one by one. */
export const { areas, projects, tags } = parts;

/**
 * What Inkstone's layouts and partials read beside their view, by name. A data file of the site
 * takes the place of one of the same name.
 */
export const programData: ReadonlyMap<string, Part> = new Map(Object.entries(parts));
