import type { TermType } from '../content/post.ts';
import type { RenderLabels } from '../markdown/types.ts';
import { en } from './en.ts';
import type { SearchStrings } from './search/strings.ts';
import { zh } from './zh.ts';
import { zhHant } from './zh-hant.ts';

/** How a kind of term is called: one of them, its index page, and its group at the end of an article. */
export interface TermLabels {
  /** e.g. `标签`; stands above a term's name. */
  readonly one: string;
  /** Title of the index and name in the navigation, e.g. `标签`. */
  readonly index: string;
  /** Heading of the group at the end of an article, e.g. `人物`. */
  readonly group: string;
}

/** Strings that scripts need in the browser. They travel in a JSON block on every page: keep it short. */
export interface ScriptStrings {
  readonly linkCopied: string;
  readonly codeCopied: string;
  readonly copyCode: string;
  readonly copyFailed: string;
  readonly themeLight: string;
  readonly themeDark: string;
  /** Announced after a switch, by mode. */
  readonly originals: { readonly zh: string; readonly both: string; readonly en: string };
  readonly videoPlaying: string;
  /** Announced while an index is filtered; `{count}` stands for the number. */
  readonly filterCount: string;
  /** Also when the search cannot be loaded. */
  readonly filterFailed: string;
  readonly close: string;
}

/**
 * Everything the interface says, in one language. Dates are `YYYY-MM-DD` calendar days and are never shifted by a time zone.
 */
export interface Ui {
  /** BCP 47 language of the strings. */
  readonly lang: string;
  readonly home: string;
  readonly archive: string;
  readonly about: string;
  /** Name of the page that leads to all indexes. */
  readonly index: string;
  readonly insights: string;
  readonly insightsLead: (count: number) => string;
  readonly feed: string;
  readonly feedJson: string;
  readonly terms: Readonly<Record<TermType, TermLabels>>;

  readonly skipToContent: string;
  readonly mainNavigation: string;
  readonly breadcrumbs: string;
  readonly footerNavigation: string;
  readonly switchTheme: string;
  readonly backToTop: string;
  readonly shortcuts: string;
  readonly close: string;
  /** Rows of the keyboard help. */
  readonly keys: {
    readonly theme: string;
    readonly originals: string;
    readonly nextSection: string;
    readonly previousSection: string;
    readonly help: string;
    readonly escape: string;
  };

  readonly published: string;
  readonly updated: string;
  readonly author: string;
  readonly guest: string;
  readonly status: string;
  readonly statuses: Readonly<Record<string, string>>;
  readonly details: string;
  readonly summary: string;
  readonly insight: string;
  readonly contents: string;
  readonly bilingual: string;

  readonly source: string;
  readonly channel: string;
  readonly playVideo: string;
  /** Said beside the play button, before anything is requested from YouTube. */
  readonly playVideoNotice: string;
  readonly openSource: (host: string) => string;

  readonly originals: string;
  readonly originalsZh: string;
  readonly originalsBoth: string;
  readonly originalsEn: string;

  readonly seriesParts: string;
  readonly seriesPlace: (position: number, total: number) => string;
  readonly previousPart: string;
  readonly nextPart: string;
  readonly related: string;
  readonly previousPost: string;
  readonly nextPost: string;
  readonly neighbours: string;

  readonly bookAuthor: string;
  readonly bookPublisher: string;
  readonly bookPublished: string;
  readonly bookRead: string;
  readonly bookRating: string;

  readonly pagination: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly pageNumber: (page: number) => string;
  readonly posts: string;
  readonly noPosts: string;
  readonly initials: string;
  /** Label of the box that filters an index. */
  readonly filterTerms: string;
  readonly otherInitial: string;
  readonly indexParts: string;
  readonly years: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly notFoundHome: string;

  readonly date: (isoDay: string) => string;
  readonly month: (year: number, month: number) => string;
  /** A month on a list below its year, e.g. `3月`. */
  readonly monthName: (month: number) => string;
  readonly year: (year: number) => string;
  readonly postCount: (count: number) => string;
  readonly termCount: (count: number) => string;
  /** Lead of a list: `共 128 篇 · 2019–2026`. */
  readonly listLead: (count: number, firstYear?: string, lastYear?: string) => string;
  readonly pageTitle: (title: string, page: number) => string;
  readonly readingTime: (minutes: number) => string;
  /** `han` characters and `latin` words; the larger part decides the unit. */
  readonly length: (han: number, latin: number) => string;
  readonly rating: (value: number, outOf: number) => string;

  readonly search: {
    /** What the search script says too, from a module of its own. */
    readonly script: SearchStrings;
    /** Said by the search page where scripts are off. */
    readonly noScript: string;
    /** Said by the search page once scripts are on. */
    readonly lead: string;
  };

  readonly markdown: RenderLabels;
  readonly script: ScriptStrings;
}

const catalogues: Readonly<Record<string, Ui>> = { 'zh-Hans': zh, 'zh-Hant': zhHant, en };

/** The catalogue of a site language; any other language falls back to its script or to simplified Chinese. */
export function uiFor(language: string): Ui {
  return catalogues[language] ?? (language.startsWith('en') ? en : zh);
}
