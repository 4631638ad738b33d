import { parseCalendarDay, type CalendarDay } from './dates.ts';
import { editDistance } from './did-you-mean.ts';

/** Keys that decide whether a post is public, and where it is. */
export type DecidingKey = 'draft' | 'exclude' | 'date';

/**
 * Letters of other scripts, and symbols, that look like letters of the keys, after
 * https://unicode.org/reports/tr39/. Compatibility decomposition (NFKD,
 * https://unicode.org/reports/tr15/) covers others: full-width, mathematical and
 * circled letters, accents.
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

/**
 * First code points of alphabets of symbols that NFKD leaves unchanged: regional indicators
 * and negative letters.
 */
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
 * The letters that a reader sees in a word: lower case letters and digits, without accents,
 * white space, invisible characters and punctuation. Doubled letters count once; lookalikes
 * become Latin letters.
 */
export function skeletonOf(text: string): string {
  // Most texts are ASCII, for which a shorter way takes a tenth of the time.
  const letters = /[^\x00-\x7F]/.test(text)
    ? [...text.normalize('NFKD').toLowerCase()].map(letterOf).join('')
    : text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return letters.replace(/(.)\1+/gu, '$1');
}

/** Words around the name of a key that do not change its meaning: `isDraft`, `drafts`. */
const prefixes = /^(?:is|as|be|in|to|my|the|post|page|article)(?=.)/;
const suffixes = /(?<=.)(?:s|ed|d|mode|status|state|flag|post|page)$/;

/**
 * Words one edit away from `draft` with a meaning of their own, unless their
 * value is true or false.
 */
const otherWords: ReadonlySet<string> = new Set(
  'craft daft drat drift graft kraft raft'.split(' '),
);

/**
 * Skeletons of other names for the keys. By the last one, Eleventy leaves a page
 * out of collections.
 */
const otherNames: ReadonlyMap<string, DecidingKey> = new Map([
  ['草稿', 'draft'],
  ['日期', 'date'],
  [skeletonOf('eleventyExcludeFromCollections'), 'exclude'],
]);

/**
 * The deciding key that a key looks like or was meant for. If the name alone is unclear, the value
 * decides: a word near `date` with a day, a word containing `draft` with true or false.
 * @param key no known key, in any spelling.
 * @param value as parsed.
 */
export function decidingKeyLike(key: string, value: unknown): DecidingKey | undefined {
  const name = skeletonOf(key);
  const other = otherNames.get(name);
  if (other !== undefined) return other;
  if (name === 'date' || (isNear(name, 'date') && isDay(value))) return 'date';
  const stem = name.replace(prefixes, '').replace(suffixes, '');
  // Values such as in `drafted: 2025-03-01` or `excludes: [a, b]` hold back no post.
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

/**
 * Whether a name is one edit away from a key, or equal but for characters that are not Latin, which
 * are at most half of it.
 */
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

/** Whether a name is two edits away from a key, with the same first and last letter. */
function isTypo(name: string, deciding: string): boolean {
  return (
    Math.abs(name.length - deciding.length) <= 2 &&
    name[0] === deciding[0] &&
    name.at(-1) === deciding.at(-1) &&
    editDistance(name, deciding) <= 2
  );
}

/** Maximum length of a flag's value; most values are longer and need no further check. */
const flagLength = 12;

/** Skeletons, in which "off" has one f. */
const yes: ReadonlySet<string> = new Set('true yes on y t 1 x 是 真 对'.split(' '));
const no: ReadonlySet<string> = new Set('false no of n f 0 否 假 不'.split(' '));

/** Whether a value means yes in any form that people or YAML use. */
export function saysYes(value: unknown): boolean {
  if (typeof value !== 'string') return value === true || value === 1;
  return value.length <= flagLength && yes.has(skeletonOf(value));
}

/** Whether a value means no; see {@link saysYes}. */
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

/** Keys by which other programs decide whether a post is public. Inkstone does not obey them. */
const publicKeys = skeletons(
  'publish published public visible visibility listed render dg-publish post_status 公开 发布 ' +
    '是否公开 是否发布 可见性 发布状态',
);
const hiddenKeys = skeletons(
  'private hidden hide unlisted unpublish unpublished noindex wip headless exclude_from_site ' +
    'private_post 私密 隐藏 未发布 未公开 是否草稿 草稿状态',
);
/** Keys whose value may be a word for who may read the post, as with `publicKeys`. */
const levelKeys = skeletons('access state 状态');
const never = skeletons('never none');
const draftWords = skeletons('draft private 草稿');
const levels = skeletons('private hidden draft unlisted 私密 隐藏 草稿 未发布');

/** Whether a key without effect here says that the post is not public. */
export function deniesPublic(key: string, value: unknown): boolean {
  const name = skeletonOf(key);
  const stem = name.replace(/^(?:is|post|page|article)(?=.)/, '');
  const isAny = (keys: ReadonlySet<string>) => keys.has(name) || keys.has(stem);
  if (isAny(hiddenKeys)) return saysYes(value);
  // `state: none` and `access: no` may describe the subject of the post.
  if (levelKeys.has(name)) return isOneOf(levels, value);
  if (!isAny(publicKeys)) return false;
  return saysNo(value) || isOneOf(levels, value) || isOneOf(never, value);
}

/** Whether a value is one of some words, in any spelling. */
function isOneOf(words: ReadonlySet<string>, value: unknown): boolean {
  return typeof value === 'string' && value.length <= flagLength && words.has(skeletonOf(value));
}

/** Whether the `status` of a post, which readers see, is a word for a draft. */
export function isDraftStatus(status: unknown): boolean {
  return isOneOf(draftWords, status);
}

/**
 * Skeletons of keys for the day of publication in other programs: `pubDate`,
 * `scheduled_for`, `go_live`.
 */
const publishingDay = new RegExp(
  [
    '^(?:date)?(?:publish|publication|pub|schedule|golive|embargo)(?:ed|d)?' +
      '(?:post|date|time|at|on|for|from|until)*$',
    '^(?:post|live|visible|available)(?:ed)?(?:date|time|at|on|from)+(?:gmt|utc)?$',
    '^date(?:time|gmt|utc)$',
    '^(?:定时|计划|预约)?(?:发布|发表|公开|上线)(?:于|日|日期|时间)?$',
  ].join('|'),
);

/** The current day, and the site's time zone. */
export interface Day {
  readonly today: CalendarDay;
  readonly timeZone: string;
}

/** Whether a key other than `date` says that the post is to be published on a later day. */
export function schedules(key: string, value: unknown, day: Day): boolean {
  return publishingDay.test(skeletonOf(key)) && isLater(value, day);
}

/** Like {@link schedules}, also for `date` and keys that look like it. */
export function publishesLater(key: string, value: unknown, day: Day): boolean {
  if (schedules(key, value, day)) return true;
  return decidingKeyLike(key, value) === 'date' && isLater(value, day);
}

/**
 * A day in any common form, such as `2099/1/2`, `20990102`, `2099年1月`, or with a
 * year: `1 Jan 2099`.
 */
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
