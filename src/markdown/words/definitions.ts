import type { Words } from '../text/one-of.ts';

/*
 * How brackets that explain a term read. Simplified only: what is matched is folded first
 * (`text/simplified.ts`).
 */

/** Beginnings of a definition. */
export const DEFINING: Words = [
  '指 即 是指 也是 也就是 意思是 意为 用于 简称 又称 又名 俗称 原名 原称 全称',
  /一[种个款家部位名项套类条本座支]/,
];

/** Beginnings of brackets that explain a Chinese term in Chinese. */
export const EXPLAINING_STARTS: Words = [
  '曾任 时任 著名',
  /前[^者后]/,
  /(?:中国|美国|日本|英国|法国|德国|香港|台湾).{2,}[家人者员长星手司团体]$/,
  /\d{4}年.{4,}(?:会议|运动|事件|文件|战争)/,
];

/** The same at the beginning or after a comma. */
export const EXPLAINING_VERBS: Words = ['指 即 意为 意指 意即 比喻'];

/** The same after `的`. */
export const NAMING: Words = ['简称 别称 俗称 贬称 统称 自称 他称 通称'];

/** The same after `的`, at the end. */
export const EXPLAINING_ENDS: Words = [
  '现象 策略 政策 制度 运动 方法 理论 会议 行为 文件 作品 电影 小说 人 群体',
];
