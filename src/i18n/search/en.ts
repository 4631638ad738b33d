import { termLabelsEn } from '../term-labels.ts';
import type { SearchStrings } from './strings.ts';

const grouped = (value: number) => value.toLocaleString('en-US');

const days = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeZone: 'UTC',
});

const articles = (count: number) => `${grouped(count)} ${count === 1 ? 'article' : 'articles'}`;

export const searchEn: SearchStrings = {
  title: 'Search',
  placeholder: 'Words, phrases, names',
  clear: 'Clear',
  close: 'Close search',
  submit: 'Search',

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

  loading: 'Loading the index',
  searching: 'Searching',
  count: ({ value, kind }) => (kind === 'exact' ? articles(value) : `At most ${articles(value)}`),
  atMost: 'Further results are checked as they are listed, so the total may be lower',
  shown: (shown) => `${articles(shown)} listed`,
  results: 'Search results',
  more: 'More results',
  allResults: 'All results and filters',
  inTitle: 'In the title',

  order: 'Order',
  orders: { relevance: 'Relevance', newest: 'Newest' },

  filters: 'Filters',
  activeFilters: 'Active filters',
  filter: (name, value, negative) => `${negative ? 'not ' : ''}${name}: ${value}`,
  removeFilter: (filter) => `Remove filter ${filter}`,
  clearFilters: 'Clear filters',
  terms: termLabelsEn,
  year: 'Year',
  moreValues: 'Show all',
  fewerValues: 'Show fewer',

  alsoSearch: 'Also search for: ',
  nothing: (query) => `Nothing found for “${query}”`,
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

  keys: { choose: 'choose', open: 'open', close: 'close' },

  date: (isoDay) => days.format(new Date(`${isoDay}T00:00:00Z`)),
};
