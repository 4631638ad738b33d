import type { ReadPolicy } from '../../src/content/read-policy.ts';

/** How posts are read in tests: as a public build reads them. */
export const publicPolicy: ReadPolicy = {
  drafts: false,
  future: false,
  today: '2026-06-01',
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
  layouts: ['post.njk'],
};
