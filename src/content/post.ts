import type { PlainFields } from './fields.ts';
import type { OwnValues } from './own-values.ts';
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
  readonly description?: string;
}

/** A post's normalised front matter. Plain frozen data, which can be sent to threads. */
export interface Post extends PlainFields {
  /**
   * Path below the posts folder with `/` separators; identifies the post in problems, and orders
   * posts of the same date.
   */
  readonly file: string;
  /** What stands for `:slug` in its address, NFC; links may name the post by it. */
  readonly slug: string;
  /** True when the author chose the slug; otherwise it comes from the file name. */
  readonly hasOwnSlug: boolean;
  /** The address that its front matter asks for, decoded: `/2026/03/name/`, `/name.html`. */
  readonly permalink?: string;
  /**
   * Path of its page on the site, decoded: `/posts/name/`. As read, that of a site with the plain
   * scheme; `resolvePostAddresses` decides, and all that names or writes the page reads it here.
   */
  readonly address: string;
  readonly title: string;
  /** Calendar day `YYYY-MM-DD`; absent if neither the front matter nor git has a date. */
  readonly date?: string;
  /** Calendar day of the last revision. */
  readonly updated?: string;
  readonly visibility: Visibility;
  /** Why a public build leaves it out, for the dev server and checks; absent if it does not. */
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
  /** The line of the file on which each of them stands; absent if there are none. */
  readonly oldPathLines?: readonly number[];
  /** Addresses at which earlier builds have published the post; they lead to it. */
  readonly formerAddresses?: readonly string[];
  /** Names as written, by type of term; each once. */
  readonly terms: Readonly<Record<TermType, readonly string[]>>;
  readonly book?: BookDetails;
  /** Values of the fields that only this site has; absent if the post has none. */
  readonly fields?: OwnValues;
  /** Unknown keys as parsed, for the site's own layouts. */
  readonly extra: Readonly<Record<string, unknown>>;
}
