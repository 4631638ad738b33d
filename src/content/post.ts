import type { PlainFields } from './fields.ts';
import type { TermType } from './terms.ts';

/**
 * `listed` posts are in lists, feeds and the sitemap; `unlisted` ones (`exclude:
 * true`) only have a page.
 */
export type Visibility = 'listed' | 'unlisted';

/** Why a build leaves a post out, unless options say otherwise. */
export type HeldBack = 'draft' | 'future';

/** Details of the book that a post is a note on. */
export interface BookDetails {
  readonly author?: string;
  readonly publisher?: string;
  /** As written, e.g. `4/5`. */
  readonly rating?: string;
  /** `YYYY-MM-DD`. */
  readonly readDate?: string;
  /** Year or date of publication as written. */
  readonly year?: string;
  readonly coverImage?: string;
  readonly description?: string;
}

/** A post's normalised front matter. Plain frozen data, which can be sent to threads. */
export interface Post extends PlainFields {
  /**
   * Path below the posts folder with `/` separators; identifies the post in problems, and orders
   * posts of the same date.
   */
  readonly file: string;
  /** Last part of the URL, NFC. */
  readonly slug: string;
  /** True when the author chose the slug; otherwise it comes from the file name. */
  readonly hasOwnSlug: boolean;
  readonly title: string;
  /** Calendar day `YYYY-MM-DD`; absent if neither the front matter nor git has a date. */
  readonly date?: string;
  /** Calendar day of the last revision. */
  readonly updated?: string;
  readonly visibility: Visibility;
  /** Why a public build leaves the post out, for previews and checks; absent if it does not. */
  readonly heldBack?: readonly HeldBack[];
  readonly layout: string;
  /** BCP 47. */
  readonly lang: string;
  readonly status?: string;
  readonly guests: readonly string[];
  /** http(s) URL. */
  readonly source?: string;
  /** Other titles of the post, for links to it. */
  readonly aliases: readonly string[];
  /** Old addresses of the post, as paths below the site: `/2019/old-name/`. */
  readonly oldPaths: readonly string[];
  /** Names as written, by type of term; each once. */
  readonly terms: Readonly<Record<TermType, readonly string[]>>;
  readonly book?: BookDetails;
  /** Unknown keys as parsed, for the site's own layouts. */
  readonly extra: Readonly<Record<string, unknown>>;
}
