import type { DataFile } from '../src/eleventy/register.ts';

/**
 * Lists of all pages but those of posts and terms, by the template that prints them. In one value: Eleventy copies the names of all data for every
 * page it prints.
 */
const pages: DataFile = ({ views, redirectPages }) => ({
  home: views.home.pages,
  archiveIndex: views.archive.index,
  archive: views.archive.pages,
  glossary: views.glossary.pages,
  atlas: views.atlas.pages,
  hub: views.hub.pages,
  insights: views.insights.pages,
  search: views.search.pages,
  about: views.about.pages,
  offline: views.offline.pages,
  notFound: views.notFound.pages,
  drafts: views.preview.drafts,
  problems: views.preview.problems,
  redirects: redirectPages,
});

export default pages;
