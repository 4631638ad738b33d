import { termLabelsZhHant } from '../term-labels.ts';
import type { SearchStrings } from '../ui.ts';
import { searchZh } from './zh.ts';

const grouped = (value: number) => value.toLocaleString('en-US');

export const searchZhHant: SearchStrings = {
  title: '搜尋',
  placeholder: '詞語、短語、人名、原文',
  clear: '清空',
  close: '關閉搜尋',
  submit: '搜尋',

  helpTitle: '怎樣搜',
  help: [
    { query: '活字 印刷', meaning: '幾個詞都要出現' },
    { query: '"深度學習"', meaning: '引號裡的話一字不差' },
    { query: '排版 -網頁', meaning: '減號排除一個詞' },
    { query: 'title:閱讀', meaning: '只看標題' },
    { query: 'type*', meaning: '以此開頭的英文詞' },
    { query: 'tag:排版', meaning: '有這個標籤；area: speaker: 限領域、講者' },
    { query: 'year:2024..2026', meaning: '限定年份' },
  ],
  browse: '也可以翻閱',

  count: ({ value, kind }) => `${kind === 'exact' ? '共' : '至多'} ${grouped(value)} 篇`,
  atMost: '其餘結果翻到時再逐篇核對，總數可能略少',
  shown: (shown) => `已列出 ${grouped(shown)} 篇`,
  results: '搜尋結果',
  more: '更多結果',
  allResults: '全部結果與篩選',

  order: '排序',
  orders: { relevance: '按相關', newest: '按時間' },

  filters: '篩選',
  activeFilters: '已選篩選',
  filter: (name, value, negative) => `${negative ? '排除' : ''}${name}：${value}`,
  removeFilter: (filter) => `移除篩選 ${filter}`,
  clearFilters: '清除篩選',
  terms: termLabelsZhHant,
  year: '年份',
  moreValues: '展開其餘',
  fewerValues: '收起',

  alsoSearch: '也可以搜尋：',
  nothing: (query) => `沒有找到「${query}」`,
  nothingTips: [
    '少用一兩個詞，或換一種說法',
    '去掉引號：引號裡的話要一字不差',
    '去掉篩選條件和減號',
    '試試英文原名，或中文譯名',
  ],
  unsearchable: {
    title: '這裡沒有可以搜尋的內容',
    text: '只有標點、減號或萬用字元時無從查起，請至少寫一個字或一個詞。',
  },
  errors: {
    offline: {
      title: '連不上網路',
      text: '搜尋索引還沒有取到。已經查過的內容斷網也能再查；新的搜尋請連網後重試。',
    },
    missing: {
      title: '找不到索引檔案',
      text: '網站可能剛剛更新。重新載入本頁，通常就好了。',
    },
    corrupt: {
      title: '索引檔案已損壞',
      text: '取回的內容沒有通過校驗，為免給出錯誤的結果，搜尋已停下。請重試；若仍不行，請稍後再來。',
    },
    version: {
      title: '索引比本頁新',
      text: '網站已更新到新的版本。請重新載入本頁。',
    },
    unknown: {
      title: '搜尋出了問題',
      text: '請重試；若仍不行，可從索引頁按領域、標籤、人物翻閱。',
    },
  },
  retry: '重試',
  reload: '重新載入',

  keys: { choose: '選擇', open: '開啟', close: '關閉' },

  date: (isoDay) => searchZh.date(isoDay),
};
