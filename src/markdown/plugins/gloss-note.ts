import { HAN, scriptsOf } from '../text/scripts.ts';

/** A gloss read from `term` and the text of its brackets; the ranges point into the note. */
export interface GlossNote {
  readonly name?: readonly [start: number, end: number];
  readonly definition?: readonly [start: number, end: number];
}

const NOTE_LENGTH_MAX = 320;
const TERM_LENGTH_MAX = 60;
const SHORT_NAME_MAX = 10;

/** Heads of asides that explain no term: notes, tickers, examples, cross-references. */
const ASIDE =
  /^(?:[译譯编編]?者?[注註按][：:，,]|[译譯编編]者?[注註]|此[处處]|原文|听译|聽譯|股票代[码碼]|上市代[码碼]|代[码碼][：:]|ticker[：:]|(?:NYSE|NASDAQ|HKEX|HK|TSX)[：:]\s?[A-Z0-9.]{1,6}$|例如|比如|譬如|例[：:]|如(?![何此今])|[参參详詳]?[见見][：:第《]|[参參][考见見]|链接|鏈接|下[图圖]|上[图圖]|[图圖]\d|第.{1,6}[页頁章节節集]|笑[声聲]?$|音[乐樂]|掌声|待查|待[确確][认認]|存疑|推[测測]|疑似|可能是|音译$|同上|以下|以上|下同|P\.?\s?\d|e\.g\.|see |i\.e\. )/i;
/** Beginnings of a parenthetical remark: the sentence goes on, nothing is defined. */
const REMARK =
  /^(?:如果|因[为為]|但|而[且不是]|所以|[虽雖]然|尽管|儘管|或者?|以及|包括|不(?!动产|動產|锈|銹|良|粘)|[没沒]有?|也(?:就|是|有|会|會|可|不|被)|[还還]|又|再|甚至|特别是|特別是|尤其|大[约約概]|[约約]|超[过過]|至少|至多|[仅僅]|只[有是]|目前|[当當][时時然]|最[新近后後]|自\d|[从從]|截至|今[年天]|去年|明年|昨|前者|[后後]者|我|你|您|他[们們]?[的说說是]|她|它|咱|大家|[这這][里裡个個是也就便]|那[个個是里裡]|就[是像]|已[经經]|正在|同[时時]|其[中实實]|[主]?要?[看听聽]|[对對]|[请請]|如[图圖上下何]|如[^，]{1,40}等|含|[占佔]|涨|跌|上涨|下跌|[\d.]+%|\d+[号號日月点點]|折合|[约約]合|有[时時些]|各|每|都|均)/;
const DEFINING =
  /^(?:指的?是?|即|也[就]?是|[意]思是|意[为為]|是指|一[种種个個款家部位名项項套类類条條本座支]|用于|用於|[简簡][称稱]|又[称稱名]|俗[称稱]|原[名称稱]|全[称稱])/;

/** What makes Chinese brackets after a Chinese term an explanation rather than a remark. */
const EXPLAINING =
  /^(?:曾任|时任|時任|前[^者后後]|著名|(?:中国|美国|日本|英国|法国|德国|香港|台湾|中國|美國).{2,}[家人者员員长長星手司团團体體]$|\d{4}年.{4,}(?:会议|运动|事件|文件|战争))|(?:[，,]|^)(?:指|比喻|意[为為指即]|即)|的(?:[简簡别別俗贬貶统統]|[自他]|通)[称稱]|的(?:现象|現象|策略|政策|制度|运动|方法|理论|会议|文件|作品|电影|小说|行为|人|群体)$/;

/**
 * Decides whether brackets after a term gloss it, and which part of them is name, which definition.
 */
export function parseGlossNote(term: string, note: string): GlossNote | undefined {
  if (note.length > NOTE_LENGTH_MAX || !isTerm(term)) return undefined;
  const trimmed = note.trim();
  if (trimmed === '' || isQuantity(trimmed)) return undefined;
  const start = note.length - note.trimStart().length;
  const end = note.trimEnd().length;
  const colon = splitColon(note, start, end);
  if (ASIDE.test(trimmed)) return undefined;
  if (colon) return withColon(note, start, end, colon);
  return withoutColon(term, trimmed, start, end, note);
}

function isTerm(term: string): boolean {
  const text = term.trim();
  if (text === '' || text.length > TERM_LENGTH_MAX || isQuantity(text)) return false;
  // A sentence in bold is no term, a label neither.
  if (/[。！？；：:\n]/.test(text.replace(/《[^》]*》|(?<=\w):(?=\w)/g, ''))) return false;
  const { han, words } = scriptsOf(text);
  return /[，,]/.test(text) && han > 0 ? han <= 20 : han <= 32 && words <= 12;
}

/** Numbers, shares, dates and money: `（2.9%）`, `（2024-2025年）`, `($3.5B)`. */
function isQuantity(note: string): boolean {
  if (!/\d/.test(note)) return !/\p{L}/u.test(note);
  const rest = note
    .replace(
      /\b(?:USD|RMB|CNY|HKD|EUR|AUD|CAD|Q[1-4]|FY|[kKmMbBxX]|bn|mm|kg|km|cm|GB|MB|TB|AM|PM|BC|AD)\b/g,
      '',
    )
    .replace(
      /[\d\s\p{P}\p{S}年月日号號时時分秒至到起前后後初末底中上下旬世纪紀约約近超逾多余餘个個人名位家次岁歲亿億万萬千百十兆元美港币幣欧歐英镑鎊日圆圓台吨噸股点點倍季度半公里米克度版集期第共代例款]+|(?<=\d)[kKmMbBxX]\b/gu,
      '',
    );
  return rest === '';
}

/**
 * The colon that parts name and definition: the last one of `A: B: def`; none in times and URLs.
 */
function splitColon(note: string, start: number, end: number): number[] | undefined {
  const colons: number[] = [];
  for (let i = start + 1; i < end - 1; i++) {
    const char = note[i];
    if (char !== ':' && char !== '：') continue;
    if (/\d/.test(note[i - 1] ?? '') && /\d/.test(note[i + 1] ?? '')) continue;
    if (note[i + 1] === '/' && note[i + 2] === '/') return undefined;
    colons.push(i);
    if (colons.length === 3) break;
  }
  return colons.length > 0 ? colons : undefined;
}

function withColon(
  note: string,
  start: number,
  end: number,
  colons: readonly number[],
): GlossNote | undefined {
  const [first = 0, second] = colons;
  const head = note.slice(start, first);
  if (head.length > 100 || /[。！？；]/.test(head) || isQuantity(head.trim())) return undefined;
  let split = first;
  // `SOX: Philadelphia Semiconductor Index: 定义`: both heads are names.
  if (second !== undefined && !HAN.test(note.slice(first, second)) && second - first < 80) {
    split = second;
  } else if (
    second !== undefined &&
    HAN.test(head) &&
    second - first < 60 &&
    !/[，。；]/.test(note.slice(first, second))
  ) {
    split = /^[\s\w\p{P}]+$/u.test(note.slice(first + 1, second)) ? second : first;
  }
  if (!HAN.test(note)) return latinPair(note, start, end, first);
  if (head.length > SHORT_NAME_MAX && REMARK.test(head)) return undefined;
  if (scriptsOf(head).han > 16) return undefined;
  return {
    name: [start, trimEndAt(note, start, split)],
    definition: [trimStartAt(note, split + 1), end],
  };
}

/**
 * No Han at all: `EUV: Extreme Ultraviolet Lithography` is one name, `Independence: The ability …`
 * is defined.
 */
function latinPair(note: string, start: number, end: number, colon: number): GlossNote {
  const after = note.slice(colon + 1, end).trim();
  const isDefinition = after.split(/\s+/).length > 6 || after.endsWith('.');
  if (!isDefinition) return { name: [start, end] };
  return {
    name: [start, trimEndAt(note, start, colon)],
    definition: [trimStartAt(note, colon + 1), end],
  };
}

function withoutColon(
  term: string,
  text: string,
  start: number,
  end: number,
  note: string,
): GlossNote | undefined {
  const termHasHan = HAN.test(term);
  if (!HAN.test(text)) {
    if (text.length > 90 || /https?:|@|[!?]$/.test(text)) return undefined;
    if (/^(?:or|and|but|like|such as|for example|my|I|we|you|not|aka)\b/.test(text))
      return undefined;
    if (termHasHan) return isTicker(text) ? undefined : { name: [start, end] };
    // Latin after Latin: an abbreviation of the term, or the full name of one; else a ticker or a
    // remark.
    return isAbbreviation(term, text) || isAbbreviation(text, term)
      ? { name: [start, end] }
      : undefined;
  }
  // `Stagflation，指经济停滞与高通胀并存`: a name, then what it means.
  const comma = /^[\p{Script=Latin}][\p{Script=Latin}\d\s.&'’/-]{1,60}[，,]\s*/u.exec(text);
  if (comma && HAN.test(text.slice(comma[0].length))) {
    const after = text.slice(comma[0].length);
    if (!/^(?:我|你|就|也|但|不)/.test(after)) {
      const nameEnd = trimEndAt(note, start, start + comma[0].search(/[，,]/));
      return { name: [start, nameEnd], definition: [start + comma[0].length, end] };
    }
  }
  if (termHasHan && EXPLAINING.test(text) && text.length <= 120)
    return { definition: [start, end] };
  // `rebalancing（再平衡）`: a translation may begin like a remark.
  const isTranslation =
    !termHasHan && /^\p{Script=Han}+$/u.test(text) && text.length <= SHORT_NAME_MAX;
  if (isTranslation && !/^(?:如果|因[为為]|我|你|可能|大[约約]|音[译譯])/.test(text)) {
    return { name: [start, end] };
  }
  if (REMARK.test(text) || /[。！？]/.test(text) || text.length > 120) return undefined;
  if (/[误誤][识識]|此[处處]|保留原文|语音|原文[为為]/.test(text)) return undefined;
  if (DEFINING.test(text)) return { definition: [start, end] };
  if (/[、，,].*[、，,].*[、，,]/.test(text)) return undefined; // an enumeration
  if (termHasHan) {
    // Chinese after Chinese is more often a remark than a gloss: only what reads as a noun phrase.
    if (/[，、；]/.test(text) && !text.endsWith('的')) return undefined;
    return text.length <= 24 ? { definition: [start, end] } : undefined;
  }
  return text.length <= 14 && !/[，、]|的$/.test(text)
    ? { name: [start, end] }
    : { definition: [start, end] };
}

function isTicker(text: string): boolean {
  return (
    /^(?:(?:NYSE|NASDAQ|HK|SH|SZ|TSX|LSE)[.:\s]?\s?[A-Z0-9.]+|\d{3,6}(?:\.[A-Z]{2})?|[A-Z]{1,6}\.[A-Z]{1,2}|\$[A-Z]{1,5})$/i.test(
      text,
    ) && !/^[a-z]+$/.test(text)
  );
}

/** True if `short` is made of the initials of `long`. */
function isAbbreviation(long: string, short: string): boolean {
  const letters = short.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (letters.length > 10 || !/[A-Z]/.test(short)) return false;
  // `T3 (Triiodothyronine)`: the initial and a number.
  if (/^[A-Z]\d$/.test(short))
    return long.startsWith(letters.toUpperCase()) && /[a-z]{5}/.test(long);
  if (letters.length < 2) return false;
  const initials = long
    .split(/[\s/-]+/)
    .map((word) => /[A-Za-z]/.exec(word)?.[0]?.toLowerCase() ?? '')
    .join('');
  return initials.length >= 2 && (initials.startsWith(letters) || letters.startsWith(initials));
}

function trimEndAt(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}

function trimStartAt(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}
