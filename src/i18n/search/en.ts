import type { ResultCount } from '../../search/query/types.ts';
import { termLabelsEn } from '../term-labels.ts';

const grouped = (value: number) => value.toLocaleString('en-US');

const days = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeZone: 'UTC',
});

const articles = (count: number) => `${grouped(count)} ${count === 1 ? 'article' : 'articles'}`;

/**
 * What the search says, in English. The search script is bundled with one language only: these
 * modules must have no side effects, so that the others can be dropped.
 */
export const searchEn = {
  /** Name of the page, the dialog and the button. */
  title: 'Search',
  placeholder: 'Words, phrases, names',
  clear: 'Clear',
  close: 'Close search',
  submit: 'Search',

  /** Heading above the syntax. */
  helpTitle: 'How to search',
  help: [
    { query: 'movable type', meaning: 'all of the words' },
    { query: '"deep learning"', meaning: 'exactly this phrase' },
    { query: 'type -web', meaning: 'without a word' },
    { query: 'title:reading', meaning: 'in the title only' },
    { query: 'typo*', meaning: 'words that begin so' },
    { query: 'tag:typography', meaning: 'with this tag; area: and speaker: likewise' },
    { query: 'year:2024..2026', meaning: 'within these years' },
  ],
  browse: 'Or browse',

  count: ({ value, kind }: ResultCount) =>
    kind === 'exact' ? articles(value) : `At most ${articles(value)}`,
  /** Explains a count that is only an upper limit. */
  atMost: 'Further results are checked as they are listed, so the total may be lower',
  /** Announced after more results were added. */
  shown: (shown: number) => `${articles(shown)} listed`,
  results: 'Search results',
  more: 'More results',
  /** Link from the dialog to the search page. */
  allResults: 'All results and filters',

  /** Label of the choice of order. */
  order: 'Order',
  orders: { relevance: 'Relevance', newest: 'Newest' },

  filters: 'Filters',
  activeFilters: 'Active filters',
  /** A filter as its chip says it; `name` is what its type is called. */
  filter: (name: string, value: string, negative: boolean) =>
    `${negative ? 'not ' : ''}${name}: ${value}`,
  removeFilter: (filter: string) => `Remove filter ${filter}`,
  clearFilters: 'Clear filters',
  terms: termLabelsEn,
  year: 'Year',
  moreValues: 'Show all',
  fewerValues: 'Show fewer',

  alsoSearch: 'Also search for: ',
  nothing: (query: string) => `Nothing found for “${query}”`,
  nothingTips: [
    'Use fewer words, or other ones',
    'Leave out the quotes: a quoted phrase must match exactly',
    'Remove filters and excluded words',
    'Try the Chinese or the English name',
  ],
  unsearchable: {
    title: 'Nothing here to search for',
    text:
      'Punctuation, minus signs and wildcards alone cannot be looked up. Write at least one ' +
      'character or word.',
  },
  /** Messages in place of results, by the code of the error. */
  errors: {
    offline: {
      title: 'No connection',
      text:
        'The search index has not arrived. What you searched before still works offline; for ' +
        'anything new, connect and retry.',
    },
    missing: {
      title: 'An index file is not there',
      text: 'The site may just have been updated. Reloading this page usually helps.',
    },
    corrupt: {
      title: 'The index is damaged',
      text:
        'What arrived did not pass its check, and wrong results would be worse than none. ' +
        'Retry, or come back later.',
    },
    version: {
      title: 'The index is newer than this page',
      text: 'The site has been updated. Reload this page.',
    },
    unknown: {
      title: 'Search failed',
      text: 'Retry, or browse by area, tag and name from the index page.',
    },
  },
  retry: 'Retry',
  reload: 'Reload',

  /** Hints below the dialog's results. */
  keys: { choose: 'choose', open: 'open', close: 'close' },

  date: (isoDay: string) => days.format(new Date(`${isoDay}T00:00:00Z`)),
};
