import type { PlainFields } from '../content/fields.ts';
import type { TocEntry } from '../markdown/types.ts';

/** BCP 47 languages of what a post says of itself, each where it differs from the site's. */
export interface TextLangs {
  readonly titleLang?: string;
  readonly summaryLang?: string;
  readonly insightLang?: string;
}

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
  /** Absolute or root-relative URLs of the neighbouring pages of a paginated list. */
  readonly previous?: string;
  readonly next?: string;
  /** Other forms of the page: its feed, its Markdown. */
  readonly alternates?: readonly AlternateView[];
  /** Picture for places that show the link as a card; absolute URL. */
  readonly image?: { readonly url: string; readonly width: number; readonly height: number };
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

/** A mark of the dev server on what a reader of the published site would not find. */
export interface PreviewBadgeView {
  readonly state: 'draft' | 'future' | 'excluded';
  readonly label: string;
}

/** A post on a list. */
export interface PostCardView extends TextLangs {
  readonly title: string;
  readonly href: string;
  readonly date?: DateView;
  readonly summary?: string;
  readonly insight?: string;
  readonly area?: LinkView;
  readonly series?: LinkView;
  readonly speakers: readonly LinkView[];
  /** e.g. `约 12 分钟`. */
  readonly readingTime: string;
  /** True when the post holds bilingual blocks. */
  readonly bilingual: boolean;
  /** Set in the dev server for posts that are not public. */
  readonly badges?: readonly PreviewBadgeView[];
}

/** The page a post was made from. */
export interface SourceView {
  readonly url: string;
  /** e.g. `youtube.com`. */
  readonly host: string;
  readonly channel?: string;
  /** Set for YouTube: 11 characters, safe in URLs. */
  readonly youtubeId?: string;
  /** Seconds into the video, when the source URL says so. */
  readonly start?: number;
}

export interface SeriesView {
  readonly term: LinkView;
  /** 1-based place of this post. */
  readonly position: number;
  readonly total: number;
  readonly previous?: LinkView;
  readonly next?: LinkView;
  /**
   * All parts in reading order (oldest first), the current one without href. At most 30 around this
   * one.
   */
  readonly parts: readonly LinkView[];
  /** Number of the first of `parts` in the whole series. */
  readonly firstPosition: number;
}

export interface BookView {
  readonly author?: string;
  readonly publisher?: string;
  /** `year` or publication date as written. */
  readonly published?: string;
  readonly readDate?: DateView;
  /** Whole or half points out of `outOf`. */
  readonly rating?: { readonly value: number; readonly outOf: number; readonly label: string };
  readonly description?: string;
}

/**
 * The terms that an article explains, with their places in the glossary: a list for readers, and
 * where glosses lead to for scripts.
 */
export interface PostGlossaryView {
  readonly label: string;
  /** Label of the link in a gloss's note. */
  readonly open: string;
  /** In the order of the article. */
  readonly entries: readonly {
    readonly name: string;
    readonly href: string;
    /** Numbers of the glosses that explain it here, `1 7`: `gloss-1`, `gloss-7`. */
    readonly glosses: string;
    /** How many other posts explain it; absent when none does. */
    readonly elsewhere?: string;
  }[];
}

/** The terms of one type at the end of an article. */
export interface TermGroupView {
  readonly type: string;
  /** Heading, e.g. `人物`. */
  readonly label: string;
  readonly terms: readonly LinkView[];
}

/** Another post, and why it is shown. */
export interface RelatedView {
  readonly title: string;
  readonly href: string;
  readonly lang?: string;
  /** In words, e.g. `同一嘉宾：…`; the weightiest first. */
  readonly reasons: readonly string[];
}

/** The posts that link to this one, newest first. */
export interface LinkedFromView {
  readonly posts: readonly LinkedPostView[];
  /** More of them, in a fold; empty when `posts` are all. */
  readonly rest: readonly LinkedPostView[];
  readonly restLabel: string;
  /** e.g. `另有 120 篇`; absent when all are listed. */
  readonly more?: string;
}

export interface LinkedPostView {
  readonly title: string;
  readonly href: string;
  readonly lang?: string;
  readonly date?: DateView;
}

/** A post on its own page. */
export interface PostView extends PageView, PlainFields, TextLangs {
  readonly title: string;
  readonly date?: DateView;
  readonly updated?: DateView;
  readonly status?: { readonly name: string; readonly label: string };
  readonly area?: LinkView;
  readonly category?: LinkView;
  readonly projects: readonly LinkView[];
  readonly speakers: readonly LinkView[];
  readonly guests: readonly LinkView[];
  readonly source?: SourceView;
  readonly series?: SeriesView;
  readonly book?: BookView;
  readonly readingTime: string;
  /** `lengthMarker`, in whose place the page gets e.g. `4,210 字`. */
  readonly length: string;
  readonly toc: readonly TocEntry[];
  /** Whether the article has originals beside its translations. */
  readonly originals: boolean;
  /** The article's terms that stand in the glossary; absent without any. */
  readonly glossary?: PostGlossaryView;
  readonly termGroups: readonly TermGroupView[];
  /** At most 5. */
  readonly related: readonly RelatedView[];
  readonly linkedFrom?: LinkedFromView;
  /** Neighbours by date among listed posts. */
  readonly previous?: PostCardView;
  readonly next?: PostCardView;
  /** Set in the dev server for posts that are not public. */
  readonly badges?: readonly PreviewBadgeView[];
  /** Front matter that Inkstone does not know, for a site's own layouts. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** One page of a list of posts: home, a term, a month of the archive. */
export interface ListingView extends PageView {
  readonly title: string;
  /** What kind of list, e.g. `标签`; absent on the home page. */
  readonly kind?: string;
  /** One line under the title, e.g. `共 128 篇 · 2019–2026`. */
  readonly lead?: string;
  readonly posts: readonly PostCardView[];
  readonly pagination?: PaginationView;
}

/** One page of a term. */
export interface EntityView extends ListingView {
  /** The posts of this page; by role where someone has several. */
  readonly sections: readonly EntitySectionView[];
  /**
   * Links to each role, and to the same person's other page; empty where there is nothing to keep
   * apart.
   */
  readonly roles: readonly EntityRoleView[];
  /** What is known of the term; on the first page only. */
  readonly facts?: EntityFactsView;
}

export interface EntitySectionView {
  /** Fragment id, with a title. */
  readonly id?: string;
  readonly title?: string;
  /** Of the whole role, not of this page, e.g. `24 篇`. */
  readonly count?: string;
  readonly posts: readonly PostCardView[];
}

export interface EntityRoleView {
  readonly name: string;
  readonly href: string;
  /** Absent for the other page. */
  readonly count?: string;
}

export interface EntityFactsView {
  /** Other names, as the alias file gives them. */
  readonly aliases: readonly string[];
  readonly definition?: EntityDefinitionView;
  /** First and latest mention; one only where they are the same. */
  readonly dates: readonly {
    readonly label: string;
    readonly date: DateView;
    readonly post: LinkView;
    readonly lang?: string;
  }[];
  readonly sparkline?: SparklineView;
  /** Terms that often stand beside it, best first; each has a page. */
  readonly oftenWith: readonly {
    readonly name: string;
    readonly href: string;
    /** e.g. `机构`. */
    readonly kind: string;
    /** e.g. `24 篇`. */
    readonly count: string;
  }[];
}

export interface EntityDefinitionView {
  readonly text: string;
  readonly lang?: string;
  /** Full names. */
  readonly names: readonly string[];
  /** The entry of the glossary. */
  readonly href?: string;
  /** A post that says so, at the place. */
  readonly source?: LinkView;
}

/** Posts over time: path data of an SVG of this size in pixels, and the same in words. */
export interface SparklineView {
  readonly width: number;
  readonly height: number;
  readonly bars: string;
  /** The highest bar. */
  readonly peak: string;
  readonly description: string;
  /** Labels of both ends and of the highest bar. */
  readonly first: string;
  readonly last: string;
  readonly highest: string;
}

export interface PaginationView {
  readonly current: number;
  readonly total: number;
  readonly previous?: string;
  readonly next?: string;
  /**
   * First, last and the pages around the current one; a gap is an entry without href and number.
   */
  readonly pages: readonly { readonly number?: number; readonly href?: string }[];
}

/**
 * The index page of a term type: every term once, grouped by initial (A-Z by pinyin, others last).
 */
export interface TermIndexView extends PageView {
  readonly title: string;
  readonly lead: string;
  readonly groups: readonly TermIndexGroupView[];
  /** Links to the pages of a long index, which is split by initials. */
  readonly parts: readonly LinkView[];
  /**
   * Address of the list of all terms (`TermList`), for the box that filters; absent where a glance
   * is enough.
   */
  readonly filterHref?: string;
}

export interface TermIndexGroupView {
  readonly initial: string;
  /** Fragment id, e.g. `initial-a`. */
  readonly id: string;
  readonly terms: readonly TermIndexEntryView[];
}

export interface TermIndexEntryView {
  readonly name: string;
  /** The term's page, or its newest post. */
  readonly href: string;
  readonly count: number;
  /** The other posts of a term that has several but no page of its own. */
  readonly others: readonly LinkView[];
}

/** All terms of a type for the box that filters. Fetched on first use. */
export type TermList = readonly TermListEntry[];

/** Pinyin has a space between syllables and is empty or absent for names without Han characters. */
export type TermListEntry = readonly [
  name: string,
  href: string,
  count: number,
  pinyin?: string,
  ...aliases: string[],
];

/** The page that leads to all indexes. */
export interface IndexHubView extends PageView {
  readonly title: string;
  readonly sections: readonly {
    readonly name: string;
    readonly href: string;
    readonly lead: string;
    /** The terms with most posts. */
    readonly top: readonly TermIndexEntryView[];
  }[];
}

/** All years with their months. */
export interface ArchiveIndexView extends PageView {
  readonly title: string;
  readonly lead: string;
  readonly years: readonly {
    readonly year: string;
    readonly href: string;
    readonly count: number;
    readonly months: readonly {
      readonly label: string;
      readonly href: string;
      readonly count: number;
    }[];
  }[];
}

/** The dev server's page of everything that is wrong. */
export interface ProblemsView extends PageView {
  readonly title: string;
  readonly lead: string;
  readonly groups: readonly ProblemGroupView[];
}

/** Problems of one kind. */
export interface ProblemGroupView {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'notice';
  readonly label: string;
  readonly count: number;
  readonly items: readonly {
    /** `posts/a.md:3:1`. */
    readonly place: string;
    /** Opens the place in the editor. */
    readonly href: string;
    readonly message: string;
    readonly hint?: string;
  }[];
  /** How many are not listed. */
  readonly more?: string;
}

/** The about page. */
export interface AboutView extends PageView {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The search page. Its results are the work of a script; what stands here leads on without one. */
export interface SearchView extends PageView {
  readonly title: string;
  /** The indexes of all types of terms. */
  readonly browse: readonly LinkView[];
  /** The tags with most posts. */
  readonly topTerms: readonly TermIndexEntryView[];
}

/** What every page knows of the search: where it is. */
export interface SiteSearchView {
  /** The search page. */
  readonly href: string;
  /** The script, fetched on first use. */
  readonly script: string;
  /** Folder of the index. */
  readonly index: string;
}

/** What every page knows of the site: global data `site`. */
export interface SiteView {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  readonly url: string;
  readonly homeHref: string;
  readonly font: 'serif' | 'sans';
  readonly navigation: readonly {
    readonly key: string;
    readonly name: string;
    readonly href: string;
  }[];
  readonly feeds: { readonly atom: string; readonly json: string };
  /** JSON of the strings that scripts need. */
  readonly scriptStrings: string;
  /** Fingerprinted files with path prefix. */
  readonly assets: {
    readonly css: string;
    readonly js: string;
    /** Tiny inline script that sets the theme before first paint; its hash stands in the CSP. */
    readonly themeScript: string;
    readonly icon: string;
  };
  /** Web app manifest and the icon of home screens; absent when they are off. */
  readonly manifest?: string;
  readonly touchIcon?: string;
  /** Script that keeps read pages on the device; absent when it is off. */
  readonly serviceWorker?: string;
  readonly contentSecurityPolicy: string;
  /** Absent when the site has no search. */
  readonly search?: SiteSearchView;
  readonly footer: readonly LinkView[];
}
