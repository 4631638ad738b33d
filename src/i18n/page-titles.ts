import type { SiteConfig } from '../config/site-config.ts';

type Language = SiteConfig['language'];

/** Titles of pages whose title does not depend on the corpus. Links to them say the same. */
const titles = {
  home: { 'zh-Hans': '首页', 'zh-Hant': '首頁', en: 'Home' },
  archive: { 'zh-Hans': '归档', 'zh-Hant': '歸檔', en: 'Archive' },
  about: { 'zh-Hans': '关于', 'zh-Hant': '關於', en: 'About' },
  index: { 'zh-Hans': '索引', 'zh-Hant': '索引', en: 'Index' },
  insights: { 'zh-Hans': '洞见', 'zh-Hant': '洞見', en: 'Insights' },
  glossary: { 'zh-Hans': '术语表', 'zh-Hant': '術語表', en: 'Glossary' },
  atlas: { 'zh-Hans': '图谱', 'zh-Hant': '圖譜', en: 'Atlas' },
  offline: { 'zh-Hans': '没有网络连接', 'zh-Hant': '沒有網路連線', en: 'No connection' },
  notFound: { 'zh-Hans': '没有这一页', 'zh-Hant': '沒有這一頁', en: 'Page not found' },
  drafts: { 'zh-Hans': '未公开', 'zh-Hant': '未公開', en: 'Not public' },
  problems: { 'zh-Hans': '问题', 'zh-Hant': '問題', en: 'Problems' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Titles of pages in one language. */
export type PageTitles = Readonly<Record<keyof typeof titles, string>>;

/** The titles of pages in a language. */
export function pageTitles(language: Language): PageTitles {
  const own = Object.entries(titles).map(([page, title]) => [page, title[language]]);
  return Object.fromEntries(own) as PageTitles;
}
