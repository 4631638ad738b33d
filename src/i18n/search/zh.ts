import { termLabelsZh } from '../term-labels.ts';
import type { SearchStrings } from '../ui.ts';

const grouped = (value: number) => value.toLocaleString('en-US');

export const searchZh: SearchStrings = {
  title: '搜索',
  placeholder: '词语、短语、人名、原文',
  clear: '清空',
  close: '关闭搜索',
  submit: '搜索',

  helpTitle: '怎样搜',
  help: [
    { query: '活字 印刷', meaning: '几个词都要出现' },
    { query: '"深度学习"', meaning: '引号里的话一字不差' },
    { query: '排版 -网页', meaning: '减号排除一个词' },
    { query: 'title:阅读', meaning: '只看标题' },
    { query: 'type*', meaning: '以此开头的英文词' },
    { query: 'tag:排版', meaning: '有这个标签；area: speaker: 限领域、讲者' },
    { query: 'year:2024..2026', meaning: '限定年份' },
  ],
  browse: '也可以翻阅',

  count: ({ value, kind }) => `${kind === 'exact' ? '共' : '至多'} ${grouped(value)} 篇`,
  atMost: '其余结果翻到时再逐篇核对，总数可能略少',
  shown: (shown) => `已列出 ${grouped(shown)} 篇`,
  results: '搜索结果',
  more: '更多结果',
  allResults: '全部结果与筛选',

  order: '排序',
  orders: { relevance: '按相关', newest: '按时间' },

  filters: '筛选',
  activeFilters: '已选筛选',
  filter: (name, value, negative) => `${negative ? '排除' : ''}${name}：${value}`,
  removeFilter: (filter) => `移除筛选 ${filter}`,
  clearFilters: '清除筛选',
  terms: termLabelsZh,
  year: '年份',
  moreValues: '展开其余',
  fewerValues: '收起',

  alsoSearch: '也可以搜索：',
  nothing: (query) => `没有找到“${query}”`,
  nothingTips: [
    '少用一两个词，或换一种说法',
    '去掉引号：引号里的话要一字不差',
    '去掉筛选条件和减号',
    '试试英文原名，或中文译名',
  ],
  unsearchable: {
    title: '这里没有可以搜索的内容',
    text: '只有标点、减号或通配符时无从查起，请至少写一个字或一个词。',
  },
  errors: {
    offline: {
      title: '连不上网络',
      text: '搜索索引还没有取到。已经查过的内容断网也能再查；新的搜索请联网后重试。',
    },
    missing: {
      title: '找不到索引文件',
      text: '网站可能刚刚更新。重新载入本页，通常就好了。',
    },
    corrupt: {
      title: '索引文件已损坏',
      text: '取回的内容没有通过校验，为免给出错误的结果，搜索已停下。请重试；若仍不行，请稍后再来。',
    },
    version: {
      title: '索引比本页新',
      text: '网站已更新到新的版本。请重新载入本页。',
    },
    unknown: {
      title: '搜索出了问题',
      text: '请重试；若仍不行，可从索引页按领域、标签、人物翻阅。',
    },
  },
  retry: '重试',
  reload: '重新载入',

  keys: { choose: '选择', open: '打开', close: '关闭' },

  date: (isoDay) => {
    const [year = '', month = '', day = ''] = isoDay.split('-');
    return `${year}年${Number(month)}月${Number(day)}日`;
  },
};
