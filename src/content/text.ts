/**
 * Cleans a value of the front matter: NFC, no control or invisible format characters, white space
 * collapsed and trimmed, none between full-width punctuation and a Han character. Text goes into
 * XML feeds, where most control characters are not allowed (https://www.w3.org/TR/xml/#charsets).
 */
export function cleanText(value: string): string {
  return (
    value
      .normalize('NFC')
      .toWellFormed()
      // Zero-width joiners stay: emoji and several scripts need them.
      .replace(
        /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g,
        '',
      )
      .replace(/\s+/g, ' ')
      // YAML folds a line break of a long text into a space; after full-width punctuation none is
      // ever meant.
      .replace(/(?<=[，。；：！？、」』）》]) (?=\p{Script=Han})/gu, '')
      .trim()
  );
}

const quotePairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '「': '」',
};

/**
 * Takes off quotes that wrap a whole value: pipelines write `“tech-engineering”` where
 * `tech-engineering` is meant, which would be a term of its own. `“A”和“B”` keeps its quotes, and so
 * do quotes around nothing.
 */
export function stripWrappingQuotes(value: string): string {
  const open = value[0] ?? '';
  const close = quotePairs[open];
  if (close === undefined || value.length < 3 || !value.endsWith(close)) return value;
  const inner = value.slice(1, -1);
  return inner.trim() !== '' && areBalanced(inner, open, close) ? inner.trim() : value;
}

/** Quotes that were escaped once too often (`title: \"A\"`) are quotes. */
export function unescapeQuotes(value: string): string {
  return value.includes('\\') ? value.replace(/\\(?=["'])/g, '') : value;
}

/**
 * Whether each quote of a text is closed, and none before it is opened; of straight quotes there
 * must be none.
 */
function areBalanced(text: string, open: string, close: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === close) depth--;
    else if (character === open) depth++;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * A link of any target: its words, which may have brackets in them, and its address and title.
 * White space is collapsed. No search from one `[` reads far over the next, so that all of them
 * take linear time.
 */
const link = new RegExp(
  [
    /\[(?!\])([^[\]]*(?:\[[^[\]]*\][^[\]]*)*)\]/,
    /\(\s?(?:<[^<>]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)/,
    /(?:\s(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s?\)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'g',
);
/** `[[file|words]]`. */
const wikiLink = /\[\[[^[\]|]+\|([^[\]]+)\]\]/g;

/**
 * A value that is shown as plain text without the marks of Markdown that pipelines leave in it:
 * emphasis, code, links. A mark stands at the edge of what it marks, so that `2 * 3 * 4` stays, and
 * underscores belong to names (`__init__`).
 */
export function withoutInlineMarks(value: string): string {
  if (!/[*`[]/.test(value)) return value;
  // Twice, as a link may stand around a picture.
  const unlinked = value.replace(wikiLink, '$1').replace(link, '$1').replace(link, '$1');
  return withoutStrong(unlinked)
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)/gu, '$1')
    .replace(/`([^`]+)`/g, '$1');
}

/** Takes off pairs of `**`, each opening one with the next that closes: in linear time. */
function withoutStrong(value: string): string {
  const opening = /\*\*(?=\S)/g;
  const closing = /(?<=\S)\*\*/g;
  let text = '';
  let done = 0;
  for (let open = opening.exec(value); open; open = opening.exec(value)) {
    const start = open.index + '**'.length;
    // Something stands between them.
    closing.lastIndex = start + 1;
    const close = closing.exec(value);
    // What closes no mark closes none behind it.
    if (!close) break;
    text += value.slice(done, open.index) + value.slice(start, close.index);
    done = opening.lastIndex = closing.lastIndex;
  }
  return text + value.slice(done);
}

const commas = /[,，、]/;

/** Splits a text where a list is expected on Latin and Chinese commas. */
export function splitList(value: string): string[] {
  return value.split(commas);
}

/**
 * A text as messages quote it: one line, without control characters, cut to a length in code units.
 */
export function excerpt(text: string, length = 80): string {
  const line = text
    .slice(0, length * 2)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return line.length > length
    ? `${line.slice(0, length - 1).toWellFormed()}…`
    : line.toWellFormed();
}
