import { fieldLabels } from '../content/fields.ts';
import { searchZh } from './search/zh.ts';
import { chineseReason } from './reasons.ts';
import { pageTitles } from './page-titles.ts';
import { termLabelsZh } from './term-labels.ts';
import type { Ui } from './ui.ts';
import { howToRun } from '../shared/how-to-run.ts';

const number = new Intl.NumberFormat('en-US');

export const zh: Ui = {
  lang: 'zh-Hans',
  titles: pageTitles('zh-Hans'),
  insightsLead: (count) => `共 ${number.format(count)} 条`,
  feed: 'Atom 订阅',
  feedJson: 'JSON 订阅',
  terms: termLabelsZh,

  offlineText: '这一页还没有读过，设备上没有存下它。读过的文章仍可打开。',
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

  fields: fieldLabels('zh-Hans'),
  yes: '是',
  statuses: { seed: '种子', budding: '萌芽', evergreen: '常青' },
  contents: '目录',
  bilingual: '附原文',

  playVideo: '播放视频',
  playVideoNotice: '点击后才连接 YouTube',
  openSource: (host) => `在 ${host} 打开`,
  comments: {
    title: '评论',
    show: '显示评论',
    notice: (hosts) => `点击后才连接 ${hosts.join('、')}`,
    failed: '未能载入评论，请检查网络后再试',
  },

  originals: '原文显示',
  originalsZh: '中文',
  originalsBoth: '中英',
  originalsEn: '英文',

  seriesParts: '全部篇目',
  seriesPlace: (position, total) => `第 ${position} 篇，共 ${total} 篇`,
  previousPart: '上一篇',
  nextPart: '下一篇',
  previousPost: '较早一篇',
  nextPost: '较新一篇',
  neighbours: '相邻文章',

  entity: {
    aliases: '又作',
    definition: '释义',
    definitionSource: '见于',
    first: '最早',
    latest: '最近',
    oftenWith: '常同现',
    rolesLabel: '按身份',
    roles: { speaker: '作为讲者', guest: '作为嘉宾', mentioned: '文中提及' },
    counterpart: (type) => `${type}页`,
    timeline: '随时间的篇数',
    timelineText: ({ first, last, peak, count }, months) =>
      `从${first}到${last}，每${monthsText(months)}一柱；最多的是${peak}，${number.format(count)} 篇。`,
    timelinePeak: (peak, count) => `${peak}最多，${number.format(count)} 篇`,
  },

  pagination: '分页',
  newestPage: '最新',
  newerPage: '较新',
  olderPage: '较旧',
  pageNumber: (page) => (page === 1 ? '第 1 页，最早' : `第 ${page} 页`),
  posts: '文章',
  noPosts: '这里还没有文章。',
  initials: '按首字母跳转',
  filterTerms: '筛选',
  otherInitial: '其他',
  indexParts: '索引分卷',
  years: '年份',
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
  olderPageTitle: (title, page) => `${title}（旧文，第 ${page} 页）`,
  olderHomeTitle: (page) => `旧文，第 ${page} 页`,
  readingTime: (minutes) => `约 ${number.format(minutes)} 分钟`,
  length: (han, latin) => (latin > han ? `${number.format(latin)} 词` : `${number.format(han)} 字`),
  rating: (value, outOf) => `${value} 分，满分 ${outOf} 分`,

  search: {
    script: searchZh,
    noScript:
      '搜索在您的浏览器里进行，需要脚本（JavaScript）。不开脚本时，可以从下面的索引按领域、标签、人物与年份查找。',
    lead: '在全部文章的标题、正文与原文里查找任意短语。',
  },

  connections: {
    related: '相关文章',
    linkedFrom: '链入',
    linkedFromRest: (count) => `其余 ${number.format(count)} 篇`,
    linkedFromMore: (count) => `另有 ${number.format(count)} 篇`,
    reason: chineseReason({
      labels: termLabelsZh,
      guest: '嘉宾',
      same: '同一',
      sameSeveral: '共同的',
      explain: '都解释了',
      concepts: '个概念',
      mention: '都提到',
      mentionSeveral: '共同提到',
      counter: '个',
    }),
  },

  glossary: {
    part: (range) => `术语表：${range}`,
    count: (entries) => `共 ${number.format(entries)} 条`,
    top: '解释最多的术语',
    parts: '按拼音与字母翻阅',
    also: (terms) => `又作 ${terms.join('、')}`,
    moreDefinitions: (hidden, shown) =>
      hidden === shown
        ? `另有 ${number.format(hidden)} 种说法`
        : `另有 ${number.format(hidden)} 种说法，此处列出 ${shown} 种`,
    morePosts: (count) => `另见 ${number.format(count)} 篇`,
    seePages: '相关页面',
    seePosts: '见于',
    page: (kind, name) => `${kind}：${name}`,
    inArticle: (count) => `本文术语（${number.format(count)}）`,
    elsewhere: (posts, isMore) => `另有 ${number.format(posts)} 篇${isMore ? '以上' : ''}解释`,
    open: '在术语表中查看',
  },
  atlas: {
    lead: (posts, areas, months) =>
      `${number.format(posts)} 篇 · ${number.format(areas)} 个领域 · ${number.format(months)} 个月`,
    areasByMonth: '各领域逐月文章数',
    areasByMonthText:
      '每列一个月，每行一个领域；方块越大越深，文章越多。上方柱形是当月全部文章。点一列可到当月归档，点领域名可到领域页。',
    skipChart: '跳过图表',
    legend: (from, to) => (from === to ? `${from} 篇` : `${from}–${to} 篇`),
    withoutArea: '未分领域',
    otherAreas: '其他领域',
    undated: (count) => `另有 ${number.format(count)} 篇没有日期，未计入。`,
    older: (count) => `更早的 ${number.format(count)} 篇见归档。`,
    monthDetail: (month, posts, areas) =>
      [
        `${month}，${number.format(posts)} 篇`,
        areas.map(([name, own]) => `${name} ${own}`).join('、'),
      ]
        .filter(Boolean)
        .join('：'),
    asTable: '以表格查看',
    month: '月份',
    total: '合计',
    byYear: '逐年',
    byYearText:
      '每年最常见的人、事、物：数字是当年文章数，其后是在全年文章中所占比例较上一年的变化（百分点）。“新的声音”是首次出现的讲者与嘉宾。',
    newTerm: '新',
    newVoices: '新的声音',
  },
  dev: {
    states: { draft: '草稿', future: '定时发布', excluded: '不列出' },
    draftsLead: (count) =>
      count === 0
        ? '没有未公开的文章。'
        : `${count} 篇未公开：草稿、定时发布或不列出。只有开发服务器能看到这一页。`,
    problemsLead: (count) =>
      count === 0
        ? `没有发现问题。${howToRun('check')} 查得更细。`
        : `${count} 处需要留意。改好保存，页面会自动更新；${howToRun('check')} 查得更细。`,
    severities: { error: '错误', warning: '警告', notice: '提示' },
    more: (count) => `还有 ${count} 处未列出`,
  },

  markdown: {
    lang: 'zh-Hans',
    originalEnglish: '英文原文',
    originalChinese: '中文原文',
    headingLink: '本节链接',
    table: '表格',
    footnotes: '脚注',
    footnoteBack: '回到正文',
    alerts: { note: '备注', tip: '提示', important: '重要', warning: '警告', caution: '小心' },
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
    filterMore: '{count} 个，列出前 {shown} 个',
    filterFailed: '未能载入索引，请检查网络后再试',
  },
};

function yearSpan(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return '';
  return first === last ? first : `${first}–${last}`;
}

function monthsText(months: number): string {
  if (months === 1) return '月';
  if (months === 3) return '季';
  if (months === 6) return '半年';
  return months === 12 ? '年' : ` ${months / 12} 年`;
}
