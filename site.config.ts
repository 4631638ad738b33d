import { defineSite } from './src/index.ts';

export default defineSite({
  title: '砚边笔记',
  description: '关于写作、排版、网络与知识工作的长文，中文为主，附英文原文。',
  url: 'https://example.com',
  language: 'zh-Hans',
  timeZone: 'Asia/Shanghai',
  author: { name: '砚边' },
  about: [
    '砚边笔记收录关于写作、排版、网络与知识工作的长文。文章以中文为主，部分段落附有英文原文，可以逐段展开，也可以整页对照。',
    '本站由 Inkstone 生成：一个为长篇中英双语文章而写的静态网站生成器。它不追踪读者，不加载第三方资源，没有脚本也能读完每一篇文章。',
  ],
});
