import { searchZhHant } from './search/zh-hant.ts';
import type { Ui } from './ui.ts';
import { zh } from './zh.ts';

/** Traditional Chinese. What reads the same in both scripts (counts, dates) comes from the simplified catalogue. */
export const zhHant: Ui = {
  ...zh,
  lang: 'zh-Hant',
  home: '首頁',
  archive: '歸檔',
  about: '關於',
  index: '索引',
  insights: '洞見',
  insightsLead: (count) => `共 ${count} 條`,
  feed: 'Atom 訂閱',
  feedJson: 'JSON 訂閱',
  terms: {
    tag: { one: '標籤', index: '標籤', group: '標籤' },
    area: { one: '領域', index: '領域', group: '領域' },
    category: { one: '分類', index: '分類', group: '分類' },
    project: { one: '項目', index: '項目', group: '項目' },
    series: { one: '系列', index: '系列', group: '系列' },
    speaker: { one: '講者', index: '講者', group: '講者' },
    person: { one: '人物', index: '人物', group: '人物' },
    organisation: { one: '機構', index: '機構', group: '機構' },
    product: { one: '產品', index: '產品', group: '產品與模型' },
    media: { one: '作品', index: '作品', group: '書籍與媒體' },
  },

  skipToContent: '跳到正文',
  mainNavigation: '主導覽',
  footerNavigation: '頁尾',
  switchTheme: '切換深淺色',
  backToTop: '回到頂部',
  shortcuts: '鍵盤快捷鍵',
  close: '關閉',
  keys: {
    theme: '切換淺色與深色',
    originals: '切換原文：中文、中英、英文',
    nextSection: '下一節',
    previousSection: '上一節',
    help: '打開本說明',
    escape: '收起註釋或本說明',
  },

  published: '發布',
  guest: '嘉賓',
  status: '狀態',
  statuses: { seed: '種子', budding: '萌芽', evergreen: '常青' },
  details: '文章資訊',
  insight: '洞見',
  contents: '目錄',

  source: '來源',
  channel: '頻道',
  playVideo: '播放影片',
  playVideoNotice: '點擊後才連接 YouTube',
  openSource: (host) => `在 ${host} 打開`,

  originals: '原文顯示',

  seriesParts: '全部篇目',
  seriesPlace: (position, total) => `第 ${position} 篇，共 ${total} 篇`,
  previousPost: '較早一篇',
  nextPost: '較新一篇',
  neighbours: '相鄰文章',

  bookPublished: '出版時間',
  bookRead: '讀完',
  bookRating: '評分',

  pagination: '分頁',
  previousPage: '上一頁',
  nextPage: '下一頁',
  pageNumber: (page) => `第 ${page} 頁`,
  noPosts: '這裡還沒有文章。',
  initials: '按首字母跳轉',
  filterTerms: '篩選',
  indexParts: '索引分卷',
  notFound: '沒有這一頁',
  notFoundText: '連結可能已經改變，或者文章已經移走。',
  notFoundHome: '回到首頁',

  pageTitle: (title, page) => (page > 1 ? `${title}（第 ${page} 頁）` : title),
  readingTime: (minutes) => `約 ${new Intl.NumberFormat('en-US').format(minutes)} 分鐘`,
  length: (han, latin) =>
    latin > han
      ? `${new Intl.NumberFormat('en-US').format(latin)} 詞`
      : `${new Intl.NumberFormat('en-US').format(han)} 字`,
  termCount: (count) => `共 ${new Intl.NumberFormat('en-US').format(count)} 個`,
  rating: (value, outOf) => `${value} 分，滿分 ${outOf} 分`,

  search: {
    script: searchZhHant,
    noScript:
      '搜尋在您的瀏覽器裡進行，需要指令碼（JavaScript）。不開指令碼時，可以從下面的索引按領域、標籤、人物與年份查找。',
    lead: '在全部文章的標題、正文與原文裡查找任意短語。',
  },

  markdown: {
    originalEnglish: '英文原文',
    originalChinese: '中文原文',
    headingLink: '本節連結',
    table: '表格',
    footnotes: '腳註',
    footnoteBack: '回到正文',
  },
  script: {
    linkCopied: '已複製本節連結',
    codeCopied: '已複製程式碼',
    copyCode: '複製',
    copyFailed: '未能複製，請手動選取',
    themeLight: '已切換為淺色',
    themeDark: '已切換為深色',
    originals: { zh: '只顯示中文', both: '中英對照', en: '只顯示英文原文' },
    videoPlaying: '正在載入影片',
    filterCount: '{count} 個',
    close: '關閉',
    filterFailed: '未能載入索引，請檢查網路後再試',
  },
};
