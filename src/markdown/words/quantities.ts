import type { Words } from '../text/one-of.ts';

/** Units, currencies and eras in Latin letters. */
export const LATIN_UNITS: Words = [
  'USD RMB CNY HKD EUR AUD CAD bn mm kg km cm GB MB TB FY AM PM BC AD',
  /Q[1-4]/,
  /[kKmMbBxX]/,
];

/**
 * Characters that make a quantity with a number. Simplified only: what is matched is folded first
 * (`text/simplified.ts`).
 */
export const HAN_UNITS = [
  '年月日号时分秒世纪旬季度岁', // times
  '至到起前后初末底中上下', // from when to when
  '约近超逾多余', // about how much
  '百千万亿兆十半倍', // numbers
  '元美港币欧英镑圆', // money
  '公里米克吨', // measures
  '个人名位家次台股点版集期第共代例款', // what is counted
].join('');

/** Stock exchanges before a ticker: `NASDAQ: GOOG`. */
export const EXCHANGES: Words = ['NYSE NASDAQ HK SH SZ TSX LSE'];
