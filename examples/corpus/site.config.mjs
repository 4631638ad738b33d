/** @type {import('inkstone').SiteConfigInput} */
export default {
  title: '口述资料',
  description: '访谈与讲座的中文整理稿，附英文原文。',
  url: 'https://corpus.example.com',
  author: { name: '资料室' },
  about: ['每一篇都有来源、讲者和可信度。译文和原文逐段对照。'],
  navigation: ['home', 'area', 'person', 'glossary', 'atlas', 'archive', 'about'],
  fields: {
    reliability: {
      type: 'choice',
      values: ['原声', '转述', '存疑'],
      label: '可信度',
      place: 'facts',
    },
    transcript: { type: 'url', label: '逐字稿', place: 'end' },
    intern: { type: 'text', place: 'hidden' },
  },
};
