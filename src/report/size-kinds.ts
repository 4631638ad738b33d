/** What a site consists of, as reports list it, and what a report calls it. */
export const sizeKinds = {
  articles: 'articles',
  terms: 'terms and their indexes',
  lists: 'home and archive',
  glossary: 'glossary',
  pages: 'other pages',
  redirects: 'pages that redirect',
  feeds: 'feeds of the site',
  termFeeds: 'feeds of terms',
  markdown: 'articles as Markdown',
  llms: 'llms.txt and its lists',
  socialImages: 'pictures for link cards',
  search: 'search index',
  media: 'pictures and files of posts',
  assets: 'scripts, styles, icons',
  others: 'other files',
} as const;

/** A kind of pages or files. */
export type SizeKind = keyof typeof sizeKinds;

/** Files and their bytes. */
export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** What one kind takes of a site. */
export interface KindSize extends Size {
  readonly kind: SizeKind;
}
