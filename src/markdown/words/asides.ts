import type { Words } from '../text/one-of.ts';

/*
 * What brackets after a term begin with when they do not explain it. Simplified only: what is
 * matched is folded first (`text/simplified.ts`).
 */

/** Beginnings of notes. */
export const ASIDES: Words = [
  // of translators and editors
  /(?:译|编)?者?[注按][：:，,]/,
  '译注 译者注 编注 编者注 此处 原文 听译',
  /音译$/,
  // of doubt
  '待查 待确认 存疑 推测 疑似 可能是',
  // of what is heard
  /笑声?$/,
  '音乐 掌声',
  // tickers
  '股票代码 上市代码',
  /(?:代码|ticker)[：:]/,
  /(?:NYSE|NASDAQ|HKEX|HK|TSX)[：:]\s?[A-Z0-9.]{1,6}$/,
  // examples
  '例如 比如 譬如 e.g.',
  /例[：:]/,
  /如(?![何此今])/,
  /i\.e\. /,
  // references to elsewhere
  '参考 参见 链接 下图 上图 同上 以下 以上 下同',
  /[参详]?见[：:第《]/,
  /see /,
  /图\d/,
  /第.{1,6}[页章节集]/,
  /P\.?\s?\d/,
];

/** Beginnings of remarks: the sentence goes on, nothing is explained. */
export const REMARKS: Words = [
  // conjunctions and adverbs
  '如果 因为 但 所以 虽然 尽管 或 以及 包括 含 还 又 再 甚至 特别是 尤其 都 均 各 每',
  '已经 正在 仅 对 请',
  /而[且不是]/,
  /也(?:就|是|有|会|可|不|被)/,
  /就[是像]/,
  /只[有是]/,
  /主?要?[看听]/,
  /有[时些]/,
  /其[中实]/,
  /如[图上下何]/,
  /如[^，]{1,40}等/,
  // negations; `不动产` and `不锈钢` are none
  '没',
  /不(?!动产|锈|良|粘)/,
  // amounts
  '约 超过 至少 至多 占 涨 跌 上涨 下跌 折合',
  /大[约概]/,
  /[\d.]+%/,
  /\d+[号日月点]/,
  // times
  '目前 从 截至 去年 明年 昨 同时',
  /当[时然]/,
  /最[新近后]/,
  /自\d/,
  /今[年天]/,
  // persons and things that were named before
  '我 你 您 她 它 咱 大家 前者 后者',
  /他们?[的说是]/,
  /这[里个是也就便]/,
  /那[个是里]/,
];

/** Beginnings of remarks in English, as whole words. */
export const LATIN_REMARKS: Words = [
  'or and but like not aka my I we you',
  /such as/,
  /for example/,
];

/** What makes brackets a note on the translation, wherever it stands in them. */
export const TRANSLATION_NOTES: Words = ['误识 此处 保留原文 语音 原文为'];

/** Not even a short translation begins like this, such as the one in `rebalancing（再平衡）`. */
export const NO_TRANSLATION: Words = ['如果 因为 我 你 可能 大约 音译'];

/** Not even a definition after a name begins like this: `Stagflation，我认为会来`. */
export const NO_DEFINITION: Words = ['我 你 就 也 但 不'];
