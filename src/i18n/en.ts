import { fieldLabels } from '../content/fields.ts';
import { searchEn } from './search/en.ts';
import { englishReason } from './reasons.ts';
import { pageTitles } from './page-titles.ts';
import { termLabelsEn } from './term-labels.ts';
import { howToRun } from '../shared/how-to-run.ts';

const number = new Intl.NumberFormat('en-US');
const months = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/**
 * Everything the interface says, in English; `Ui` takes its shape from here. Dates are calendar
 * days, `YYYY-MM-DD`, and never shifted by a time zone.
 */
export const en = {
  /** BCP 47 language of the strings. */
  lang: 'en',
  titles: pageTitles('en'),
  insightsLead: (count: number) => `${number.format(count)} in all`,
  feed: 'Atom feed',
  feedJson: 'JSON feed',
  terms: termLabelsEn,

  /** What the page says that is shown in place of one that cannot be fetched. */
  offlineText:
    'This page has not been read yet, so there is no copy of it on this device. Articles ' +
    'you have read still open.',
  skipToContent: 'Skip to content',
  mainNavigation: 'Main',
  breadcrumbs: 'Breadcrumbs',
  footerNavigation: 'Footer',
  switchTheme: 'Switch between light and dark',
  backToTop: 'Back to top',
  shortcuts: 'Keyboard shortcuts',
  close: 'Close',
  /** Rows of the keyboard help. */
  keys: {
    theme: 'Switch between light and dark',
    originals: 'Originals: Chinese, both, English',
    nextSection: 'Next section',
    previousSection: 'Previous section',
    help: 'Open this help',
    escape: 'Close a note or this help',
  },

  /** Labels of fields, by key of the front matter. */
  fields: fieldLabels('en'),
  /** Value of an own field that is true. */
  yes: 'Yes',
  statuses: { seed: 'Seed', budding: 'Budding', evergreen: 'Evergreen' },
  contents: 'Contents',
  bilingual: 'with originals',

  playVideo: 'Play video',
  /** Shown beside the play button, before anything is requested from YouTube. */
  playVideoNotice: 'Connects to YouTube only after a click',
  openSource: (host: string) => `Open on ${host}`,
  /** The comments below an article. */
  comments: {
    title: 'Comments',
    show: 'Show comments',
    /** Shown in the button, before anything is requested from another host. */
    notice: (hosts: readonly string[]) => `Connects to ${hosts.join(' and ')} only after a click`,
    failed: 'The comments could not be loaded. Check the network and try again.',
  },

  originals: 'Show originals',
  originalsZh: 'Chinese',
  originalsBoth: 'Both',
  originalsEn: 'English',

  seriesParts: 'All parts',
  seriesPlace: (position: number, total: number) => `Part ${position} of ${total}`,
  previousPart: 'Previous part',
  nextPart: 'Next part',
  previousPost: 'Older',
  nextPost: 'Newer',
  neighbours: 'Neighbouring articles',

  /** The page of a term. */
  entity: {
    /** Precedes the other names of a term. */
    aliases: 'Also',
    definition: 'Meaning',
    /** Precedes the post from which a definition is taken. */
    definitionSource: 'From',
    first: 'First',
    latest: 'Latest',
    oftenWith: 'Often with',
    /** Accessible name of the links to the roles. */
    rolesLabel: 'By role',
    roles: { speaker: 'As speaker', guest: 'As guest', mentioned: 'Mentioned' },
    /** Link to the same person's page under another type, e.g. `Speaker page`. */
    counterpart: (type: string) => `${type} page`,
    timeline: 'Posts over time',
    /** Describes a sparkline; each bar covers `months` months. */
    timelineText: ({ first, last, peak, count }: TimelineWords, months: number) =>
      `From ${first} to ${last}, one bar per ${monthsText(months)}; most in ${peak}: ${count}.`,
    timelinePeak: (peak: string, count: number) => `most in ${peak}: ${count}`,
  },

  pagination: 'Pages',
  /** The page of a list with its newest posts. */
  newestPage: 'Newest',
  newerPage: 'Newer',
  olderPage: 'Older',
  /** A page of a list by its number: 1 is the oldest. */
  pageNumber: (page: number) => (page === 1 ? 'Page 1, the oldest' : `Page ${page}`),
  posts: 'Articles',
  noPosts: 'No articles here yet.',
  initials: 'Jump to initial',
  /** Label of the box that filters an index. */
  filterTerms: 'Filter',
  otherInitial: 'Other',
  indexParts: 'Parts of the index',
  years: 'Years',
  notFoundText: 'The link may have changed, or the article has moved.',
  notFoundHome: 'Go to the home page',

  date: searchEn.date,
  month: (year: number, month: number) => months.format(new Date(Date.UTC(year, month - 1))),
  /** A month on a list below its year, e.g. `Mar`. */
  monthName: (month: number) => monthNames.format(new Date(Date.UTC(2000, month - 1))),
  year: (year: number) => String(year),
  postCount: (count: number) => `${number.format(count)} ${count === 1 ? 'article' : 'articles'}`,
  termCount: (count: number) => `${number.format(count)} in all`,
  /** Lead of a list: `128 articles · 2019–2026`. */
  listLead: (count: number, firstYear?: string, lastYear?: string) => {
    const posts = `${number.format(count)} ${count === 1 ? 'article' : 'articles'}`;
    if (firstYear === undefined || lastYear === undefined) return posts;
    return `${posts} · ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`;
  },
  /** A page of a long index, from 1. */
  pageTitle: (title: string, page: number) => (page > 1 ? `${title} (page ${page})` : title),
  /** A page of a list by its number from the oldest; the newest page has the title alone. */
  olderPageTitle: (title: string, page: number) => `${title} (older posts, page ${page})`,
  /** The same of the home page, which has no title but the site's. */
  olderHomeTitle: (page: number) => `Older posts, page ${page}`,
  readingTime: (minutes: number) => `${number.format(minutes)} min`,
  /** Length of an article; the larger of `han` characters and `latin` words decides the unit. */
  length: (han: number, latin: number) =>
    latin > han ? `${number.format(latin)} words` : `${number.format(han)} characters`,
  rating: (value: number, outOf: number) => `${value} out of ${outOf}`,

  search: {
    /** Strings that the search script uses too, from a module of their own. */
    script: searchEn,
    /** Shown on the search page without scripts. */
    noScript:
      'Search runs in your browser and needs JavaScript. Without it, these indexes lead to ' +
      'every article by area, tag, name and year.',
    /** Shown on the search page with scripts. */
    lead: 'Finds any phrase in titles, articles and originals.',
  },

  /** How an article is connected to others. */
  connections: {
    related: 'Related',
    /** Heading of the posts that link to this one. */
    linkedFrom: 'Linked from',
    /** Opens the rest of that list. */
    linkedFromRest: (count: number) => `${number.format(count)} more`,
    /** Follows a list that names only some of the posts. */
    linkedFromMore: (count: number) => `and ${number.format(count)} more`,
    /** Why an article is related. */
    reason: englishReason,
  },

  /** The glossary, and glosses in articles. */
  glossary: {
    /** Title of a page of the glossary, e.g. for `A–C`. */
    part: (range: string) => `Glossary: ${range}`,
    count: (entries: number) => (entries === 1 ? '1 entry' : `${number.format(entries)} entries`),
    top: 'Explained most often',
    parts: 'Browse by letter',
    also: (terms: readonly string[]) => `Also ${terms.join(', ')}`,
    /** Label of a fold that holds `shown` of the `hidden` definitions. */
    moreDefinitions: (hidden: number, shown: number) =>
      hidden === shown
        ? `${number.format(hidden)} more wordings`
        : `${number.format(hidden)} more wordings, ${shown} of them here`,
    morePosts: (count: number) => `and ${number.format(count)} more`,
    seePages: 'Pages',
    seePosts: 'Found in',
    /** Link to a term's page, with the kind of page. */
    page: (kind: string, name: string) => `${kind}: ${name}`,
    inArticle: (count: number) => `Terms in this article (${number.format(count)})`,
    /** @param isMore whether there are some more than `posts`. */
    elsewhere: (posts: number, isMore: boolean) =>
      posts === 1
        ? 'explained in 1 other post'
        : `explained in ${isMore ? 'over ' : ''}${number.format(posts)} other posts`,
    /** Link in a gloss's note. */
    open: 'See the glossary',
  },
  atlas: {
    lead: (posts: number, areas: number, months: number) =>
      `${number.format(posts)} posts · ${number.format(areas)} areas · ` +
      `${number.format(months)} months`,
    areasByMonth: 'Posts by area and month',
    areasByMonthText:
      'A column is a month, a row an area; the larger and darker a square, the more posts. ' +
      'The bars on top are all posts of the month. A column leads to the month in the ' +
      'archive, a name to its area.',
    skipChart: 'Skip the chart',
    legend: (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`),
    withoutArea: 'No area',
    otherAreas: 'Other areas',
    undated: (count: number) => `${number.format(count)} posts have no date and do not count here.`,
    /** Number of posts from before the first month shown. */
    older: (count: number) => `${number.format(count)} older posts are in the archive.`,
    /** Describes a month and what it holds. */
    monthDetail: (month: string, posts: number, areas: readonly (readonly [string, number])[]) =>
      [
        `${month}, ${number.format(posts)} posts`,
        areas.map(([name, own]) => `${name} ${own}`).join(', '),
      ]
        .filter(Boolean)
        .join(': '),
    asTable: 'As a table',
    month: 'Month',
    total: 'Total',
    byYear: 'Year by year',
    byYearText:
      'What is named most each year: the number is posts of the year; after it, the change ' +
      'of their share in all posts of the year, in percentage points. New voices are ' +
      'speakers and guests who appear for the first time.',
    newTerm: 'new',
    newVoices: 'New voices',
  },
  /** Badges and pages of the dev server. */
  dev: {
    states: { draft: 'Draft', future: 'Scheduled', excluded: 'Unlisted' },
    draftsLead: (count: number) =>
      count === 0
        ? 'Every post is public.'
        : `${count} not public: drafts, scheduled or unlisted. Only the dev server has this page.`,
    problemsLead: (count: number) =>
      count === 0
        ? `No problems. ${howToRun('check')} looks more closely.`
        : `${count} to look at. Mend and save: the page follows. ` +
          `${howToRun('check')} looks more closely.`,
    severities: { error: 'Error', warning: 'Warning', notice: 'Notice' },
    more: (count: number) => `${count} more`,
  },

  markdown: {
    lang: 'en',
    originalEnglish: 'English original',
    originalChinese: 'Chinese original',
    headingLink: 'Link to this section',
    table: 'Table',
    footnotes: 'Footnotes',
    footnoteBack: 'Back to the text',
    alerts: {
      note: 'Note',
      tip: 'Tip',
      important: 'Important',
      warning: 'Warning',
      caution: 'Caution',
    },
  },
  /** Strings for scripts in the browser, which are bundled with them. */
  script: {
    linkCopied: 'Link copied',
    codeCopied: 'Code copied',
    copyCode: 'Copy',
    copyFailed: 'Could not copy; please select it by hand',
    themeLight: 'Light theme',
    themeDark: 'Dark theme',
    /** Announced after a switch, by mode. */
    originals: { zh: 'Chinese only', both: 'Chinese and English', en: 'English only' },
    videoPlaying: 'Loading the video',
    /** Announced while an index is filtered; `{count}` becomes the number. */
    filterCount: '{count} found',
    close: 'Close',
    /** The same when only the first `{shown}` are listed. */
    filterMore: '{count}, the first {shown} listed',
    /** Also shown when the search cannot be loaded. */
    filterFailed: 'The index could not be loaded. Check the network and try again.',
  },
};

export interface TimelineWords {
  readonly first: string;
  readonly last: string;
  readonly peak: string;
  readonly count: number;
}

function monthsText(months: number): string {
  if (months === 1) return 'month';
  if (months < 12) return `${months} months`;
  return months === 12 ? 'year' : `${months / 12} years`;
}
