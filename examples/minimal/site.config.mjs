/** @type {import('inkstone').SiteConfigInput} */
export default {
  title: '一页纸',
  url: 'https://example.com',
};
