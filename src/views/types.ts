/**
 * What templates print. Every value is ready: labels are in the site's language, `href`s carry the
 * path prefix, JSON-LD is escaped. A template never computes and never scans a collection.
 */

/** A name with a place to go; no `href` means plain text (e.g. a term with only this post). */
export interface LinkView {
  readonly name: string;
  readonly href?: string;
}

/** Everything `<head>` needs. */
export interface HeadView {
  /** Text of `<title>`. */
  readonly title: string;
  readonly description: string;
  /** Absolute URL. */
  readonly canonical: string;
  /** `noindex` for pages that stand outside lists; absent elsewhere. */
  readonly robots?: string;
  readonly ogType: 'website' | 'article' | 'book' | 'profile';
  readonly ogTitle: string;
  /** ISO 8601 dates of articles. */
  readonly published?: string;
  readonly modified?: string;
  /** The neighbouring pages of a list or index; lists of posts go on with older ones. */
  readonly previous?: string;
  readonly next?: string;
  /** Other forms of the page: its feed, its Markdown. */
  readonly alternates?: readonly AlternateView[];
  /** Picture for places that show the link as a card; absolute URL. */
  readonly image?: {
    readonly url: string;
    readonly width?: number;
    readonly height?: number;
    /** Cards would cut its sides or its top off: they show it small. */
    readonly isUpright?: boolean;
  };
  /**
   * JSON-LD documents, `<` escaped: print with `| safe` in `<script type="application/ld+json">`.
   */
  readonly jsonLd: readonly string[];
}

/** A `<link rel="alternate">`. */
export interface AlternateView {
  /** Media type. */
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

/**
 * Any page. `path` is where it is written, relative to the output folder, e.g.
 * `tags/css/index.html`.
 */
export interface PageView {
  readonly path: string;
  /** Root-relative link of the page with path prefix. */
  readonly href: string;
  readonly head: HeadView;
  /** Its heading, and what links call it. */
  readonly title: string;
  /** Which entry of the main navigation is current, e.g. `home`, `areas`, `archive`. */
  readonly section: string;
  /** BCP 47 language of the main content where it differs from the site's. */
  readonly lang?: string;
  /** The way up: home first, this page last (without href). Empty on the home page. */
  readonly breadcrumbs: readonly LinkView[];
}

export interface DateView {
  /** `2026-03-06`. */
  readonly iso: string;
  /** In the site's language, e.g. `2026年3月6日`. */
  readonly label: string;
}
