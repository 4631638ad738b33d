/**
 * Cleans a value of the front matter: NFC, no control or invisible format characters, white space
 * collapsed and trimmed, none between full-width punctuation and a Han character. Values go into
 * XML feeds, which forbid most control characters (https://www.w3.org/TR/xml/#charsets).
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
      // YAML folds a line break into a space, which is never meant after full-width punctuation.
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
 * Removes quotes around a whole value: pipelines write `“tech-engineering”` for `tech-engineering`,
 * which would be another term. `“A”和“B”` keeps its quotes, and so do quotes around nothing.
 */
export function stripWrappingQuotes(value: string): string {
  const open = value[0] ?? '';
  const close = quotePairs[open];
  if (close === undefined || value.length < 3 || !value.endsWith(close)) return value;
  const inner = value.slice(1, -1);
  return inner.trim() !== '' && areBalanced(inner, open, close) ? inner.trim() : value;
}

/** Unescapes quotes that were escaped once too often (`title: \"A\"`). */
export function unescapeQuotes(value: string): string {
  return value.includes('\\') ? value.replace(/\\(?=["'])/g, '') : value;
}

/**
 * Whether each quote is closed and none is closed before it is opened; straight
 * quotes may not occur.
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
 * A Markdown link: its text, which may contain brackets, its address and title. White space is
 * collapsed. A search from one `[` never runs far past the next, so that the time is linear.
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
 * Removes marks of Markdown that pipelines leave in plain text: emphasis, code, links. A mark
 * must be at the edge of a word, so that `2 * 3 * 4` stays; underscores stay too, as names have
 * them (`__init__`).
 */
export function withoutInlineMarks(value: string): string {
  if (!/[*`[]/.test(value)) return value;
  // Twice, as a link may contain a picture.
  const unlinked = value.replace(wikiLink, '$1').replace(link, '$1').replace(link, '$1');
  return withoutStrong(unlinked)
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)/gu, '$1')
    .replace(/`([^`]+)`/g, '$1');
}

/** Removes pairs of `**`, each opening one with the next closing one, in linear time. */
function withoutStrong(value: string): string {
  const opening = /\*\*(?=\S)/g;
  const closing = /(?<=\S)\*\*/g;
  let text = '';
  let done = 0;
  for (let open = opening.exec(value); open; open = opening.exec(value)) {
    const start = open.index + '**'.length;
    // There must be text between them.
    closing.lastIndex = start + 1;
    const close = closing.exec(value);
    // Without a closing mark, later ones cannot be closed either.
    if (!close) break;
    text += value.slice(done, open.index) + value.slice(start, close.index);
    done = opening.lastIndex = closing.lastIndex;
  }
  return text + value.slice(done);
}

const commas = /[,，、]/;

/** Splits a text at Latin and Chinese commas, where a list is expected. */
export function splitList(value: string): string[] {
  return value.split(commas);
}

/**
 * A text as messages quote it: one line, without control characters, at most `length` code units.
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
