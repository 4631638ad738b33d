import { searchZh } from './search/zh.ts';
import type { Ui } from './ui.ts';

const number = new Intl.NumberFormat('en-US');

export const zh: Ui = {
  lang: 'zh-Hans',
  home: '首页',
  archive: '归档',
  about: '关于',
  index: '索引',
  insights: '洞见',
  insightsLead: (count) => `共 ${number.format(count)} 条`,
  feed: 'Atom 订阅',
  feedJson: 'JSON 订阅',
  terms: {
    tag: { one: '标签', index: '标签', group: '标签' },
    area: { one: '领域', index: '领域', group: '领域' },
    category: { one: '分类', index: '分类', group: '分类' },
    project: { one: '项目', index: '项目', group: '项目' },
    series: { one: '系列', index: '系列', group: '系列' },
    speaker: { one: '讲者', index: '讲者', group: '讲者' },
    person: { one: '人物', index: '人物', group: '人物' },
    organisation: { one: '机构', index: '机构', group: '机构' },
    product: { one: '产品', index: '产品', group: '产品与模型' },
    media: { one: '作品', index: '作品', group: '书籍与媒体' },
  },

  skipToContent: '跳到正文',
  mainNavigation: '主导航',
  breadcrumbs: '所在位置',
  footerNavigation: '页脚',
  switchTheme: '切换深浅色',
  backToTop: '回到顶部',
  shortcuts: '键盘快捷键',
  close: '关闭',
  keys: {
    theme: '切换浅色与深色',
    originals: '切换原文：中文、中英、英文',
    nextSection: '下一节',
    previousSection: '上一节',
    help: '打开本说明',
    escape: '收起注释或本说明',
  },

  published: '发布',
  updated: '更新',
  author: '作者',
  guest: '嘉宾',
  status: '状态',
  statuses: { seed: '种子', budding: '萌芽', evergreen: '常青' },
  details: '文章信息',
  summary: '摘要',
  insight: '洞见',
  contents: '目录',
  bilingual: '附原文',

  source: '来源',
  channel: '频道',
  playVideo: '播放视频',
  playVideoNotice: '点击后才连接 YouTube',
  openSource: (host) => `在 ${host} 打开`,

  originals: '原文显示',
  originalsZh: '中文',
  originalsBoth: '中英',
  originalsEn: '英文',

  seriesParts: '全部篇目',
  seriesPlace: (position, total) => `第 ${position} 篇，共 ${total} 篇`,
  previousPart: '上一篇',
  nextPart: '下一篇',
  related: '文中提及',
  previousPost: '较早一篇',
  nextPost: '较新一篇',
  neighbours: '相邻文章',

  bookAuthor: '作者',
  bookPublisher: '出版',
  bookPublished: '出版时间',
  bookRead: '读完',
  bookRating: '评分',

  pagination: '分页',
  previousPage: '上一页',
  nextPage: '下一页',
  pageNumber: (page) => `第 ${page} 页`,
  posts: '文章',
  noPosts: '这里还没有文章。',
  initials: '按首字母跳转',
  filterTerms: '筛选',
  otherInitial: '其他',
  indexParts: '索引分卷',
  years: '年份',
  notFound: '没有这一页',
  notFoundText: '链接可能已经改变，或者文章已经移走。',
  notFoundHome: '回到首页',

  date: searchZh.date,
  month: (year, month) => `${year}年${month}月`,
  monthName: (month) => `${month}月`,
  year: (year) => `${year}年`,
  postCount: (count) => `${number.format(count)} 篇`,
  termCount: (count) => `共 ${number.format(count)} 个`,
  listLead: (count, firstYear, lastYear) =>
    [`共 ${number.format(count)} 篇`, yearSpan(firstYear, lastYear)].filter(Boolean).join(' · '),
  pageTitle: (title, page) => (page > 1 ? `${title}（第 ${page} 页）` : title),
  readingTime: (minutes) => `约 ${number.format(minutes)} 分钟`,
  length: (han, latin) => (latin > han ? `${number.format(latin)} 词` : `${number.format(han)} 字`),
  rating: (value, outOf) => `${value} 分，满分 ${outOf} 分`,

  search: {
    script: searchZh,
    noScript:
      '搜索在您的浏览器里进行，需要脚本（JavaScript）。不开脚本时，可以从下面的索引按领域、标签、人物与年份查找。',
    lead: '在全部文章的标题、正文与原文里查找任意短语。',
  },

  markdown: {
    originalEnglish: '英文原文',
    originalChinese: '中文原文',
    headingLink: '本节链接',
    table: '表格',
    footnotes: '脚注',
    footnoteBack: '回到正文',
  },
  script: {
    linkCopied: '已复制本节链接',
    codeCopied: '已复制代码',
    copyCode: '复制',
    copyFailed: '未能复制，请手动选取',
    themeLight: '已切换为浅色',
    themeDark: '已切换为深色',
    originals: { zh: '只显示中文', both: '中英对照', en: '只显示英文原文' },
    videoPlaying: '正在加载视频',
    filterCount: '{count} 个',
    close: '关闭',
    filterFailed: '未能载入索引，请检查网络后再试',
  },
};

function yearSpan(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return '';
  return first === last ? first : `${first}–${last}`;
}
