import type { RenderContext } from '../../src/markdown/types.ts';

/** A plain context for tests: a Chinese post made from a video, on a site below `/notes/`. */
export const context: RenderContext = {
  file: 'posts/example.md',
  bodyLine: 1,
  lang: 'zh-Hans',
  title: '标题',
  source: 'https://www.youtube.com/watch?v=abcdefghijk',
  pathPrefix: '/notes/',
  siteUrl: 'https://site.example',
  images: {
    'a.png': {
      src: '/notes/img/a.webp',
      srcset: '/notes/img/a.webp 800w',
      width: 800,
      height: 600,
    },
  },
  labels: {
    lang: 'zh-Hans',
    originalEnglish: '英文原文',
    originalChinese: '中文原文',
    headingLink: '本节链接',
    table: '表格',
    footnotes: '注释',
    footnoteBack: '回到正文',
    alerts: { note: '备注', tip: '提示', important: '重要', warning: '警告', caution: '小心' },
  },
};
