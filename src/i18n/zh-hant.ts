import { fieldLabels } from '../content/fields.ts';
import { searchZhHant } from './search/zh-hant.ts';
import { chineseReason } from './reasons.ts';
import { pageTitles } from './page-titles.ts';
import { termLabelsZhHant } from './term-labels.ts';
import type { Ui } from './ui.ts';
import { zh } from './zh.ts';
import { howToRun } from '../shared/how-to-run.ts';

const number = new Intl.NumberFormat('en-US');

/**
 * Traditional Chinese. Counts and dates read the same in both scripts and come from the
 * simplified catalogue.
 */
export const zhHant: Ui = {
  ...zh,
  lang: 'zh-Hant',
  titles: pageTitles('zh-Hant'),
  insightsLead: (count) => `共 ${count} 條`,
  feed: 'Atom 訂閱',
  feedJson: 'JSON 訂閱',
  terms: termLabelsZhHant,

  offlineText: '這一頁還沒有讀過，裝置上沒有存下它。讀過的文章仍可開啟。',
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

  fields: fieldLabels('zh-Hant'),
  yes: '是',
  statuses: { seed: '種子', budding: '萌芽', evergreen: '常青' },
  contents: '目錄',

  playVideo: '播放影片',
  playVideoNotice: '點擊後才連接 YouTube',
  openSource: (host) => `在 ${host} 打開`,
  comments: {
    title: '評論',
    show: '顯示評論',
    notice: (hosts) => `點擊後才連接 ${hosts.join('、')}`,
    failed: '未能載入評論，請檢查網路後再試',
  },

  originals: '原文顯示',

  previousPost: '較早一篇',
  nextPost: '較新一篇',
  neighbours: '相鄰文章',

  entity: {
    ...zh.entity,
    definition: '釋義',
    definitionSource: '見於',
    oftenWith: '常同現',
    rolesLabel: '按身分',
    roles: { speaker: '作為講者', guest: '作為嘉賓', mentioned: '文中提及' },
    counterpart: (type) => `${type}頁`,
    timeline: '隨時間的篇數',
    timelineText: (text, months) => zh.entity.timelineText(text, months).replace('从', '從'),
  },

  pagination: '分頁',
  newerPage: '較新',
  olderPage: '較舊',
  pageNumber: (page) => (page === 1 ? '第 1 頁，最早' : `第 ${page} 頁`),
  noPosts: '這裡還沒有文章。',
  initials: '按首字母跳轉',
  filterTerms: '篩選',
  notFoundText: '連結可能已經改變，或者文章已經移走。',
  notFoundHome: '回到首頁',

  pageTitle: (title, page) => (page > 1 ? `${title}（第 ${page} 頁）` : title),
  olderPageTitle: (title, page) => `${title}（舊文，第 ${page} 頁）`,
  olderHomeTitle: (page) => `舊文，第 ${page} 頁`,
  readingTime: (minutes) => `約 ${number.format(minutes)} 分鐘`,
  length: (han, latin) => (latin > han ? `${number.format(latin)} 詞` : `${number.format(han)} 字`),
  termCount: (count) => `共 ${number.format(count)} 個`,
  rating: (value, outOf) => `${value} 分，滿分 ${outOf} 分`,

  search: {
    script: searchZhHant,
    noScript:
      '搜尋在您的瀏覽器裡進行，需要指令碼（JavaScript）。不開指令碼時，可以從下面的索引按領域、標籤、人物與年份查找。',
    lead: '在全部文章的標題、正文與原文裡查找任意短語。',
  },

  connections: {
    ...zh.connections,
    related: '相關文章',
    linkedFrom: '鏈入',
    linkedFromRest: (count) => `其餘 ${number.format(count)} 篇`,
    reason: chineseReason({
      labels: termLabelsZhHant,
      guest: '嘉賓',
      same: '同一',
      sameSeveral: '共同的',
      explain: '都解釋了',
      concepts: '個概念',
      mention: '都提到',
      mentionSeveral: '共同提到',
      counter: '個',
    }),
  },

  glossary: {
    ...zh.glossary,
    part: (range) => `術語表：${range}`,
    count: (entries) => `共 ${number.format(entries)} 條`,
    top: '解釋最多的術語',
    parts: '按拼音與字母翻閱',
    moreDefinitions: (hidden, shown) =>
      hidden === shown
        ? `另有 ${number.format(hidden)} 種說法`
        : `另有 ${number.format(hidden)} 種說法，此處列出 ${shown} 種`,
    morePosts: (count) => `另見 ${number.format(count)} 篇`,
    seePages: '相關頁面',
    seePosts: '見於',
    inArticle: (count) => `本文術語（${number.format(count)}）`,
    elsewhere: (posts, isMore) => `另有 ${number.format(posts)} 篇${isMore ? '以上' : ''}解釋`,
    open: '在術語表中查看',
  },
  atlas: {
    ...zh.atlas,
    lead: (posts, areas, months) =>
      `${number.format(posts)} 篇 · ${number.format(areas)} 個領域 · ${number.format(months)} 個月`,
    areasByMonth: '各領域逐月文章數',
    areasByMonthText:
      '每欄一個月，每列一個領域；方塊越大越深，文章越多。上方柱形是當月全部文章。點一欄可到當月歸檔，點領域名可到領域頁。',
    skipChart: '跳過圖表',
    withoutArea: '未分領域',
    otherAreas: '其他領域',
    undated: (count) => `另有 ${number.format(count)} 篇沒有日期，未計入。`,
    older: (count) => `更早的 ${number.format(count)} 篇見歸檔。`,
    total: '合計',
    byYearText:
      '每年最常見的人、事、物：數字是當年文章數，其後是在全年文章中所佔比例較上一年的變化（百分點）。「新的聲音」是首次出現的講者與嘉賓。',
    newVoices: '新的聲音',
  },
  dev: {
    states: { draft: '草稿', future: '定時發佈', excluded: '不列出' },
    draftsLead: (count) =>
      count === 0
        ? '沒有未公開的文章。'
        : `${count} 篇未公開：草稿、定時發佈或不列出。只有開發伺服器能看到這一頁。`,
    problemsLead: (count) =>
      count === 0
        ? `沒有發現問題。${howToRun('check')} 查得更細。`
        : `${count} 處需要留意。改好儲存，頁面會自動更新；${howToRun('check')} 查得更細。`,
    severities: { error: '錯誤', warning: '警告', notice: '提示' },
    more: (count) => `還有 ${count} 處未列出`,
  },

  markdown: {
    ...zh.markdown,
    lang: 'zh-Hant',
    headingLink: '本節連結',
    footnotes: '腳註',
    alerts: { note: '備註', tip: '提示', important: '重要', warning: '警告', caution: '小心' },
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
    filterMore: '{count} 個，列出前 {shown} 個',
    filterFailed: '未能載入索引，請檢查網路後再試',
  },
};
