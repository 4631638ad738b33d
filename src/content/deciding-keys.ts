import { parseCalendarDay } from './dates.ts';
import type { CalendarDay } from './dates.ts';
import { editDistance } from './did-you-mean.ts';

/** Keys that decide whether a post is public, and where it is. */
export type DecidingKey = 'draft' | 'exclude' | 'date';

/**
 * Letters of other scripts, and symbols, that look like a letter of the keys. What compatibility
 * decomposition (NFKD, https://unicode.org/reports/tr15/) makes plain is not among them: full
 * width, mathematical and circled letters, accents. After https://unicode.org/reports/tr39/.
 */
const lookalikeLetters: Readonly<Record<string, string>> = {
  a: 'аαɑᴀⱥᎪꓮΛλаАΑ',
  c: 'сϲςᴄⲥСϹᏟꓚƈȼ¢ⅽ',
  d: 'ԁɗđᴅᎠꓓðÐĐԀɖժƌⅾ',
  e: 'еєεҽɛᴇЕΕᎬꓰɇ℮ǝəϵ',
  f: 'ƒꜰꞙքϝғϜꓝʄẝ',
  i: 'іιɪıᎥӏІΙ',
  l: 'ӏӀʟłƚⅼ∣ꓡᏞǀⵏ',
  r: 'гɾʀꞅᴦꓣᎡᏒʁяɼɍⲅΓ',
  s: 'ѕꜱЅՏꓢʂ',
  t: 'тτᴛŧТΤᎢꓔƭʈⲧ†',
  u: 'υսᴜՍꓴʋʊⴍᑌ',
  x: 'хχᕁⲭХΧҳꓫ×',
};

const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries(lookalikeLetters).flatMap(([letter, like]) =>
    [...like].flatMap((one) => [
      [one, letter],
      [one.toLowerCase(), letter],
    ]),
  ),
);

/** First code points of alphabets in symbols that NFKD leaves alone: regional and negative ones. */
const symbolAlphabets = [0x1f1e6, 0x1f150, 0x1f170] as const;

function letterOf(character: string): string {
  const like = lookalikes.get(character);
  if (like !== undefined) return like;
  const point = character.codePointAt(0) ?? 0;
  const start = symbolAlphabets.find((first) => point >= first && point < first + 26);
  if (start !== undefined) return String.fromCharCode(0x61 + point - start);
  // Some letters are invisible, such as the Hangul filler.
  return /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u.test(character) ? character : '';
}

/**
 * What a reader takes a word for: lower case letters and digits, without accents, white space,
 * invisible characters and punctuation, doubled letters once, lookalikes of Latin letters as these.
 */
export function skeletonOf(text: string): string {
  // Most are ASCII, which takes a tenth of the time.
  const letters = /[^\x00-\x7F]/.test(text)
    ? [...text.normalize('NFKD').toLowerCase()].map(letterOf).join('')
    : text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return letters.replace(/(.)\1+/gu, '$1');
}

/** Words that stand beside the name of a key and leave what it means: `isDraft`, `drafts`. */
const prefixes = /^(?:is|as|be|in|to|my|the|post|page|article)(?=.)/;
const suffixes = /(?<=.)(?:s|ed|d|mode|status|state|flag|post|page)$/;

/** Words one edit away from `draft` that mean themselves, unless they are set to true or false. */
const otherWords: ReadonlySet<string> = new Set(
  'craft daft drat drift graft kraft raft'.split(' '),
);

/** Skeletons of other names of the keys; Eleventy takes a page out of lists by the last. */
const otherNames: ReadonlyMap<string, DecidingKey> = new Map([
  ['草稿', 'draft'],
  ['日期', 'date'],
  [skeletonOf('eleventyExcludeFromCollections'), 'exclude'],
]);

/**
 * The deciding key that another key looks like or was meant for. Where the name alone does not
 * tell, the value does: a word near `date` that holds a day, a word with `draft` in it that holds
 * true or false.
 * @param key no known one, however it is spelt. @param value as parsed.
 */
export function decidingKeyLike(key: string, value: unknown): DecidingKey | undefined {
  const name = skeletonOf(key);
  const other = otherNames.get(name);
  if (other !== undefined) return other;
  if (name === 'date' || (isNear(name, 'date') && isDay(value))) return 'date';
  const stem = name.replace(prefixes, '').replace(suffixes, '');
  // Neither is held by `drafted: 2025-03-01` or `excludes: [a, b]`.
  const isFact = isDay(value) || (Array.isArray(value) && value.length > 0);
  for (const deciding of ['draft', 'exclude'] as const) {
    if (name === deciding) return deciding;
    if (!isFact && stem === deciding) return deciding;
    if (!isFact && isNear(name, deciding) && !otherWords.has(name)) return deciding;
    const near = isNear(name, deciding) || isNear(stem, deciding) || isTypo(stem, deciding);
    if (near && isFlag(value)) return deciding;
  }
  return name.includes('draft') && isFlag(value) ? 'draft' : undefined;
}

/** One edit away, or equal where the name has letters that `deciding` could have had. */
function isNear(name: string, deciding: string): boolean {
  if (Math.abs(name.length - deciding.length) > 1) return false;
  if (editDistance(name, deciding) <= 1) return true;
  if (name.length !== deciding.length) return false;
  const latin = [...name].filter((character) => /[a-z]/.test(character)).length;
  return (
    latin * 2 >= name.length &&
    [...name].every((character, index) => character === deciding[index] || !/[a-z]/.test(character))
  );
}

/** Two edits away, between the same first and last letter. */
function isTypo(name: string, deciding: string): boolean {
  return (
    Math.abs(name.length - deciding.length) <= 2 &&
    name[0] === deciding[0] &&
    name.at(-1) === deciding.at(-1) &&
    editDistance(name, deciding) <= 2
  );
}

/** Longer values are no flags; most values are, and need no further look. */
const flagLength = 12;

/** Skeletons: "off" has one f there. */
const yes: ReadonlySet<string> = new Set('true yes on y t 1 x 是 真 对'.split(' '));
const no: ReadonlySet<string> = new Set('false no of n f 0 否 假 不'.split(' '));

/** Whether a value says yes in any of the ways that people and YAML have. */
export function saysYes(value: unknown): boolean {
  if (typeof value !== 'string') return value === true || value === 1;
  return value.length <= flagLength && yes.has(skeletonOf(value));
}

/** The counterpart of {@link saysYes}. */
export function saysNo(value: unknown): boolean {
  if (typeof value !== 'string') return value === false || value === 0;
  return value.length <= flagLength && no.has(skeletonOf(value));
}

function isFlag(value: unknown): boolean {
  if (saysYes(value) || saysNo(value)) return true;
  return typeof value === 'string' && isNear(value.toLowerCase(), 'true');
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return /^\D{0,3}\d{4}\s?[-/.年]\s?\d/.test(value.slice(0, 20).normalize('NFKC'));
}

const skeletons = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(skeletonOf));

/** Keys of other programs that say whether a post is public; none of them is obeyed here. */
const publicKeys = skeletons(
  'publish published public visible visibility listed render dg-publish post_status 公开 发布 ' +
    '是否公开 是否发布 可见性 发布状态',
);
const hiddenKeys = skeletons(
  'private hidden hide unlisted unpublish unpublished noindex wip headless exclude_from_site ' +
    'private_post 私密 隐藏 未发布 未公开 是否草稿 草稿状态',
);
/** Keys that hold a word for who may read the post, as `publicKeys` may. */
const levelKeys = skeletons('access state 状态');
const never = skeletons('never none');
const draftWords = skeletons('draft private 草稿');
const levels = skeletons('private hidden draft unlisted 私密 隐藏 草稿 未发布');

/** Whether a key that decides nothing here says that the post is not public. */
export function deniesPublic(key: string, value: unknown): boolean {
  const name = skeletonOf(key);
  const stem = name.replace(/^(?:is|post|page|article)(?=.)/, '');
  const isAny = (keys: ReadonlySet<string>) => keys.has(name) || keys.has(stem);
  if (isAny(hiddenKeys)) return saysYes(value);
  // `state: none` and `access: no` may be facts of what the post is about.
  if (levelKeys.has(name)) return isOneOf(levels, value);
  if (!isAny(publicKeys)) return false;
  return saysNo(value) || isOneOf(levels, value) || isOneOf(never, value);
}

/** Whether a value is one of a few words, however it is spelt. */
function isOneOf(words: ReadonlySet<string>, value: unknown): boolean {
  return typeof value === 'string' && value.length <= flagLength && words.has(skeletonOf(value));
}

/** Whether the maturity of a post, which readers see, is a word for one that is not public. */
export function isDraftStatus(status: unknown): boolean {
  return isOneOf(draftWords, status);
}

/** Skeletons of keys that other programs publish by: `pubDate`, `scheduled_for`, `go_live`. */
const publishingDay = new RegExp(
  [
    '^(?:date)?(?:publish|publication|pub|schedule|golive|embargo)(?:ed|d)?' +
      '(?:post|date|time|at|on|for|from|until)*$',
    '^(?:post|live|visible|available)(?:ed)?(?:date|time|at|on|from)+(?:gmt|utc)?$',
    '^date(?:time|gmt|utc)$',
    '^(?:定时|计划|预约)?(?:发布|发表|公开|上线)(?:于|日|日期|时间)?$',
  ].join('|'),
);

/** The day from which on a post is public, and the zone that it counts in. */
export interface Day {
  readonly today: CalendarDay;
  readonly timeZone: string;
}

/** Whether a key that is not `date` says that the post is published on a day to come. */
export function schedules(key: string, value: unknown, day: Day): boolean {
  return publishingDay.test(skeletonOf(key)) && isLater(value, day);
}

/** The same for any key: `date` too, and what looks like it. */
export function publishesLater(key: string, value: unknown, day: Day): boolean {
  if (schedules(key, value, day)) return true;
  return decidingKeyLike(key, value) === 'date' && isLater(value, day);
}

/** A day in any form, such as `2099/1/2`, `20990102`, `2099年1月`; or a year: `1 Jan 2099`. */
const anyDay =
  /(?<!\d)(\d{4})(?:\s?[-/.年]\s?|(?=\d{4}(?!\d)))(\d{1,2})(?:\s?[-/.月]?\s?(\d{1,2}))?/;
const anyYear = /(?:^|[a-z]{3},? )(2\d{3})(?!\d)/i;

function isLater(value: unknown, { today, timeZone }: Day): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value).slice(0, 40).normalize('NFKC').trim();
  const iso = parseCalendarDay(text, timeZone);
  if (iso !== undefined) return iso > today;
  const [, year, month = '', day = ''] = anyDay.exec(text) ?? [];
  if (year === undefined) return (anyYear.exec(text)?.[1] ?? '') > today.slice(0, 4);
  const parts = [year, month.padStart(2, '0'), ...(day === '' ? [] : [day.padStart(2, '0')])];
  const written = parts.join('-');
  return written > today.slice(0, written.length);
}
