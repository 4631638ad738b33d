import type { FieldLabels } from '../content/fields.ts';
import type { RelatedReason } from '../content/relation.ts';
import type { RenderLabels } from '../markdown/types.ts';
import type { PageTitles } from './page-titles.ts';
import type { SearchStrings } from './search/strings.ts';
import type { TermLabelTable } from './term-labels.ts';

export interface EntityStrings {
  /** Precedes the other names of a term. */
  readonly aliases: string;
  readonly definition: string;
  /** Precedes the post from which a definition is taken. */
  readonly definitionSource: string;
  readonly first: string;
  readonly latest: string;
  readonly oftenWith: string;
  /** Accessible name of the links to the roles. */
  readonly rolesLabel: string;
  readonly roles: Readonly<Record<'speaker' | 'guest' | 'mentioned', string>>;
  /** Link to the same person's page under another type, e.g. `讲者页`. */
  readonly counterpart: (type: string) => string;
  readonly timeline: string;
  /** Describes a sparkline; each bar covers `months` months. */
  readonly timelineText: (
    text: {
      readonly first: string;
      readonly last: string;
      readonly peak: string;
      readonly count: number;
    },
    months: number,
  ) => string;
  readonly timelinePeak: (peak: string, count: number) => string;
}

/** Strings for scripts in the browser. Every page carries them as JSON, so keep them short. */
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
  /** Announced while an index is filtered; `{count}` becomes the number. */
  readonly filterCount: string;
  /** The same when only the first `{shown}` are listed. */
  readonly filterMore: string;
  /** Also shown when the search cannot be loaded. */
  readonly filterFailed: string;
  readonly close: string;
}

/** How an article is connected to others. */
export interface ConnectionStrings {
  readonly related: string;
  /** Heading of the posts that link to this one. */
  readonly linkedFrom: string;
  /** Opens the rest of that list. */
  readonly linkedFromRest: (count: number) => string;
  /** Follows a list that names only some of the posts. */
  readonly linkedFromMore: (count: number) => string;
  /** Why an article is related. */
  readonly reason: (reason: RelatedReason) => string;
}

/** Strings of the glossary and of glosses in articles. */
export interface GlossaryStrings {
  /** Title of a page of the glossary, e.g. for `A–C`. */
  readonly part: (range: string) => string;
  readonly count: (entries: number) => string;
  readonly top: string;
  readonly parts: string;
  readonly also: (terms: readonly string[]) => string;
  /** Label of a fold that holds `shown` of the `hidden` definitions. */
  readonly moreDefinitions: (hidden: number, shown: number) => string;
  readonly morePosts: (count: number) => string;
  readonly seePages: string;
  readonly seePosts: string;
  /** Link to a term's page, with the kind of page. */
  readonly page: (kind: string, name: string) => string;
  readonly inArticle: (count: number) => string;
  readonly elsewhere: (posts: number) => string;
  /** Link in a gloss's note. */
  readonly open: string;
}

/** Strings of the atlas. */
export interface AtlasStrings {
  readonly lead: (posts: number, areas: number, months: number) => string;
  readonly areasByMonth: string;
  readonly areasByMonthText: string;
  readonly skipChart: string;
  readonly legend: (from: number, to: number) => string;
  readonly withoutArea: string;
  readonly allPosts: string;
  readonly otherAreas: string;
  readonly undated: (count: number) => string;
  /** Number of posts from before the first month shown. */
  readonly older: (count: number) => string;
  /** Describes a month and what it holds. */
  readonly monthDetail: (
    month: string,
    posts: number,
    areas: readonly (readonly [string, number])[],
  ) => string;
  readonly asTable: string;
  readonly month: string;
  readonly total: string;
  readonly byYear: string;
  readonly byYearText: string;
  /** Change of a share, in percentage points. */
  readonly change: (points: number) => string;
  readonly newTerm: string;
  readonly newVoices: string;
}

/**
 * Everything the interface says in one language. Dates are calendar days, `YYYY-MM-DD`, and never
 * shifted by a time zone.
 */
export interface Ui {
  /** BCP 47 language of the strings. */
  readonly lang: string;
  readonly titles: PageTitles;
  readonly insightsLead: (count: number) => string;
  readonly feed: string;
  readonly feedJson: string;
  readonly terms: TermLabelTable;

  /** What the page says that is shown in place of one that cannot be fetched. */
  readonly offlineText: string;

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

  /** Labels of fields, by key of the front matter. */
  readonly fields: FieldLabels;
  readonly statuses: Readonly<Record<string, string>>;
  readonly contents: string;
  readonly bilingual: string;

  readonly playVideo: string;
  /** Shown beside the play button, before anything is requested from YouTube. */
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
  readonly previousPost: string;
  readonly nextPost: string;
  readonly neighbours: string;

  /** The page of a term. */
  readonly entity: EntityStrings;

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
  /** Length of an article; the larger of `han` characters and `latin` words decides the unit. */
  readonly length: (han: number, latin: number) => string;
  readonly rating: (value: number, outOf: number) => string;

  readonly search: {
    /** Strings that the search script uses too, from a module of their own. */
    readonly script: SearchStrings;
    /** Shown on the search page without scripts. */
    readonly noScript: string;
    /** Shown on the search page with scripts. */
    readonly lead: string;
  };

  readonly connections: ConnectionStrings;
  /** Badges and pages of the dev server. */
  readonly preview: {
    readonly states: Readonly<Record<'draft' | 'future' | 'excluded', string>>;
    readonly draftsLead: (count: number) => string;
    readonly problemsLead: (count: number) => string;
    readonly severities: Readonly<Record<'error' | 'warning' | 'notice', string>>;
    readonly more: (count: number) => string;
  };

  readonly glossary: GlossaryStrings;
  readonly atlas: AtlasStrings;
  readonly markdown: RenderLabels;
  readonly script: ScriptStrings;
}
