/** @type {import('inkstone').SiteConfigInput} */
export default {
  title: '灯下',
  description: '晚饭以后写的东西。',
  url: 'https://blog.example.com',
  author: { name: '林灯' },
  about: ['白天修钟表，晚上写字。来信请寄 <deng@example.com>。'],
  navigation: [
    'home',
    { label: '近况', href: '/now/' },
    { label: '书架', href: '/shelf/' },
    'tag',
    { page: 'about', label: '关于我' },
  ],
  theme: { accent: { light: '#1b6b4a', dark: '#7fc4a3' }, measure: '34em' },
  comments: {
    provider: 'giscus',
    repo: 'example/blog',
    repoId: 'R_kgDOexample',
    category: 'Comments',
    categoryId: 'DIC_kwDOexample',
  },
};
