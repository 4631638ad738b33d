import type { Words } from '../text/one-of.ts';

/*
 * The words of the summaries that pipelines write over originals: `View/Hide Original English`,
 * `查看/隐藏英文原文`. Simplified only: what is matched is folded first (`text/simplified.ts`).
 */

/** What a click does. */
export const LABEL_VERBS: Words = [
  'view show hide see click to toggle expand collapse',
  '查看 显示 隐藏 展开 收起 点击',
];

/** What it shows. */
export const LABEL_NOUNS: Words = [
  'original originals english chinese source text transcript content version the in',
  '英文 中文 原文 英语 原始 文本 内容 对照',
];
