import { fieldLabels } from '../content/fields.ts';
import { searchEn } from './search/en.ts';
import { englishReason } from './reasons.ts';
import { signed } from './format.ts';
import { pageTitles } from './page-titles.ts';
import { termLabelsEn } from './term-labels.ts';
import type { Ui } from './ui.ts';

const number = new Intl.NumberFormat('en-US');
const months = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

export const en: Ui = {
  lang: 'en',
  titles: pageTitles('en'),
  insightsLead: (count) => `${number.format(count)} in all`,
  feed: 'Atom feed',
  feedJson: 'JSON feed',
  terms: termLabelsEn,

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
  keys: {
    theme: 'Switch between light and dark',
    originals: 'Originals: Chinese, both, English',
    nextSection: 'Next section',
    previousSection: 'Previous section',
    help: 'Open this help',
    escape: 'Close a note or this help',
  },

  fields: fieldLabels('en'),
  statuses: { seed: 'Seed', budding: 'Budding', evergreen: 'Evergreen' },
  contents: 'Contents',
  bilingual: 'with originals',

  playVideo: 'Play video',
  playVideoNotice: 'Connects to YouTube only after a click',
  openSource: (host) => `Open on ${host}`,

  originals: 'Show originals',
  originalsZh: 'Chinese',
  originalsBoth: 'Both',
  originalsEn: 'English',

  seriesParts: 'All parts',
  seriesPlace: (position, total) => `Part ${position} of ${total}`,
  previousPart: 'Previous part',
  nextPart: 'Next part',
  previousPost: 'Older',
  nextPost: 'Newer',
  neighbours: 'Neighbouring articles',

  entity: {
    aliases: 'Also',
    definition: 'Meaning',
    definitionSource: 'From',
    first: 'First',
    latest: 'Latest',
    oftenWith: 'Often with',
    rolesLabel: 'By role',
    roles: { speaker: 'As speaker', guest: 'As guest', mentioned: 'Mentioned' },
    counterpart: (type) => `${type} page`,
    timeline: 'Posts over time',
    timelineText: ({ first, last, peak, count }, months) =>
      `From ${first} to ${last}, one bar per ${monthsText(months)}; most in ${peak}: ${count}.`,
    timelinePeak: (peak, count) => `most in ${peak}: ${count}`,
  },

  pagination: 'Pages',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  pageNumber: (page) => `Page ${page}`,
  posts: 'Articles',
  noPosts: 'No articles here yet.',
  initials: 'Jump to initial',
  filterTerms: 'Filter',
  otherInitial: 'Other',
  indexParts: 'Parts of the index',
  years: 'Years',
  notFoundText: 'The link may have changed, or the article has moved.',
  notFoundHome: 'Go to the home page',

  date: searchEn.date,
  month: (year, month) => months.format(new Date(Date.UTC(year, month - 1))),
  monthName: (month) => monthNames.format(new Date(Date.UTC(2000, month - 1))),
  year: (year) => String(year),
  postCount: (count) => `${number.format(count)} ${count === 1 ? 'article' : 'articles'}`,
  termCount: (count) => `${number.format(count)} in all`,
  listLead: (count, firstYear, lastYear) => {
    const posts = `${number.format(count)} ${count === 1 ? 'article' : 'articles'}`;
    if (firstYear === undefined || lastYear === undefined) return posts;
    return `${posts} · ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`;
  },
  pageTitle: (title, page) => (page > 1 ? `${title} (page ${page})` : title),
  readingTime: (minutes) => `${number.format(minutes)} min`,
  length: (han, latin) =>
    latin > han ? `${number.format(latin)} words` : `${number.format(han)} characters`,
  rating: (value, outOf) => `${value} out of ${outOf}`,

  search: {
    script: searchEn,
    noScript:
      'Search runs in your browser and needs JavaScript. Without it, these indexes lead to ' +
      'every article by area, tag, name and year.',
    lead: 'Finds any phrase in titles, articles and originals.',
  },

  connections: {
    related: 'Related',
    linkedFrom: 'Linked from',
    linkedFromRest: (count) => `${number.format(count)} more`,
    linkedFromMore: (count) => `and ${number.format(count)} more`,
    reason: englishReason,
  },

  glossary: {
    part: (range) => `Glossary: ${range}`,
    count: (entries) => (entries === 1 ? '1 entry' : `${number.format(entries)} entries`),
    top: 'Explained most often',
    parts: 'Browse by letter',
    also: (terms) => `Also ${terms.join(', ')}`,
    moreDefinitions: (hidden, shown) =>
      hidden === shown
        ? `${number.format(hidden)} more wordings`
        : `${number.format(hidden)} more wordings, ${shown} of them here`,
    morePosts: (count) => `and ${number.format(count)} more`,
    seePages: 'Pages',
    seePosts: 'Found in',
    page: (kind, name) => `${kind}: ${name}`,
    inArticle: (count) => `Terms in this article (${number.format(count)})`,
    elsewhere: (posts) =>
      posts === 1
        ? 'explained in 1 other post'
        : `explained in ${number.format(posts)} other posts`,
    open: 'See the glossary',
  },
  atlas: {
    lead: (posts, areas, months) =>
      `${number.format(posts)} posts · ${number.format(areas)} areas · ` +
      `${number.format(months)} months`,
    areasByMonth: 'Posts by area and month',
    areasByMonthText:
      'A column is a month, a row an area; the larger and darker a square, the more posts. ' +
      'The bars on top are all posts of the month. A column leads to the month in the ' +
      'archive, a name to its area.',
    skipChart: 'Skip the chart',
    legend: (from, to) => (from === to ? `${from}` : `${from}–${to}`),
    withoutArea: 'No area',
    allPosts: 'All posts',
    otherAreas: 'Other areas',
    undated: (count) => `${number.format(count)} posts have no date and do not count here.`,
    older: (count) => `${number.format(count)} older posts are in the archive.`,
    monthDetail: (month, posts, areas) =>
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
    change: signed,
    newTerm: 'new',
    newVoices: 'New voices',
  },
  preview: {
    states: { draft: 'Draft', future: 'Scheduled', excluded: 'Unlisted' },
    draftsLead: (count) =>
      count === 0
        ? 'Every post is public.'
        : `${count} not public: drafts, scheduled or unlisted. Only the preview has this page.`,
    problemsLead: (count) =>
      count === 0
        ? 'No problems. npm run check looks more closely.'
        : `${count} to look at. Mend and save: the page follows. npm run check looks more closely.`,
    severities: { error: 'Error', warning: 'Warning', notice: 'Notice' },
    more: (count) => `${count} more`,
  },

  markdown: {
    originalEnglish: 'English original',
    originalChinese: 'Chinese original',
    headingLink: 'Link to this section',
    table: 'Table',
    footnotes: 'Footnotes',
    footnoteBack: 'Back to the text',
  },
  script: {
    linkCopied: 'Link copied',
    codeCopied: 'Code copied',
    copyCode: 'Copy',
    copyFailed: 'Could not copy; please select it by hand',
    themeLight: 'Light theme',
    themeDark: 'Dark theme',
    originals: { zh: 'Chinese only', both: 'Chinese and English', en: 'English only' },
    videoPlaying: 'Loading the video',
    filterCount: '{count} found',
    close: 'Close',
    filterMore: '{count}, the first {shown} listed',
    filterFailed: 'The index could not be loaded. Check the network and try again.',
  },
};

function monthsText(months: number): string {
  if (months === 1) return 'month';
  if (months < 12) return `${months} months`;
  return months === 12 ? 'year' : `${months / 12} years`;
}
