/** What was meant as an idiom, of this or another program, and is shown as it is written. */
export interface ForeignIdiom {
  /** Finds it in a line of shown text: never in code, formulas or behind a backslash. */
  readonly pattern: RegExp;
  readonly severity: 'warning' | 'notice';
  /** @param found the first that was found. */
  readonly message: (count: number, found: string) => string;
  /** What to write instead. */
  readonly hint: string;
}

function shownAsText(
  pattern: RegExp,
  what: string,
  hint: string,
  severity: ForeignIdiom['severity'] = 'notice',
): ForeignIdiom {
  const message = () => `${what} is shown as it is written.`;
  return { pattern, severity, message, hint };
}

/**
 * Tags with attributes, those that hold something, and those that begin a line of markup: prose
 * names tags without all of these.
 */
function tags(names: string): RegExp {
  const filled = String.raw`<(${names})(?:\s[^<>]{0,500}=|>(?:<|[^<>]{1,100}</\1>))`;
  return new RegExp(String.raw`${filled}|^\s*<(?:${names})>\s*(?:<|$)`, 'i');
}

/** What an address that cannot be meant as prose ends or begins with. */
const FILE_ENDINGS = 'md|markdown|html?|pdf|png|jpe?g|webp|gif|docx?|xlsx?|pptx?|csv|zip|mp[34]';
const ADDRESS_BEGINNINGS = String.raw`[a-z][a-z\d+.-]{1,20}:\/\/|[a-z]:[\/\\]|(?:file|data):`;

/**
 * One row each. Every repetition in a pattern is bounded or ends at the next mark, so that a line
 * of a million marks takes linear time.
 */
export const FOREIGN_IDIOMS = {
  'body-highlight': shownAsText(
    /(?<![\w=])==(?=[^\s=])[^=]{1,300}(?<=\S)==(?![\w=])/,
    'A highlight (==text==)',
    'Write <mark>text</mark>.',
  ),
  'body-hidden-text': shownAsText(
    /(?<![\d%])%%(?=[^%])[^%]{1,1000}%%(?!%)|^\s*%%(?!%)/,
    'A comment of Obsidian (%%text%%), which readers were perhaps not meant to see,',
    'Write <!-- text --> instead, or remove it.',
  ),
  'body-container': shownAsText(
    /^\s*:{3,}\s*(?:[A-Za-z[{].*)?$/,
    'A container (::: name)',
    'Write a quote that begins with [!NOTE], or <details><summary>title</summary>…</details>.',
  ),
  'body-embed': shownAsText(
    /!\[\[[^[\]]{1,300}\]\]/,
    'An embed of Obsidian (![[name]])',
    'Write ![caption](picture.png) for a picture, [[name]] for a link to another post.',
  ),
  'body-alert-mark': shownAsText(
    /^\s*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)(?![\w-])/i,
    'The mark of an alert ([!NOTE]) that begins no quote, or lacks its bracket,',
    'Write "> [!NOTE]" below an empty line, and ">" before each line of the alert.',
  ),
  'body-youtube-frame': shownAsText(
    /<iframe\s[^<>]{0,500}youtu(?:\.be|be)/i,
    'A player of YouTube (<iframe>)',
    'Name the video as "source" in the front matter: its page has a player. A link works anywhere.',
  ),
  'body-media-tag': shownAsText(
    tags(String.raw`iframe(?![^<>]{0,500}youtu(?:\.be|be))|video|audio|embed|object`),
    'A tag that loads something (<iframe>, <video>, <audio> …)',
    'Write a link to it: [title](address).',
  ),
  'body-script-tag': shownAsText(
    /<(?:script|style)(?:\s[^<>]{0,500})?>|<(?:link|meta)\s[^<>]{0,500}=/i,
    'A tag for scripts or styles (<script>, <style> …)',
    'Remove it: posts run nothing. Put what is meant as a sample between backticks.',
  ),
  'body-form-tag': shownAsText(
    tags('form|input|button|select|textarea'),
    'A tag of a form (<form>, <input> …)',
    'Write a link to the page that has the form: [title](address).',
  ),
  'body-drawing-tag': shownAsText(
    tags('svg|canvas'),
    'A drawing in HTML (<svg>, <canvas>)',
    'Save it as a picture beside the post, such as a PNG, and write ![caption](picture.png).',
  ),
  'body-note-missing': {
    pattern: /(?<![/\\(])\[\^(?!\w-\w\])(?:\d{1,4}|\p{L}[\p{L}\p{N}_-]{1,100})\](?![*+?{])/u,
    severity: 'warning',
    message: (_n, mark) => `There is no note ${mark}; the mark is shown as it is written.`,
    hint: 'Write the note on a line of its own ("[^1]: text"), or the mark between backticks.',
  },
  'body-formula-unclosed': shownAsText(
    new RegExp(
      [
        String.raw`^\s*\$\$\s*$`,
        String.raw`^\s*\$\$(?!\$)[^$]{0,500}[\\^_=]`,
        String.raw`\$\$[^$]{0,500}\\[A-Za-z]{2}`,
        String.raw`\$\$(?=[^$]{0,500}[=^_\\])[^$]{1,500}\$\$`,
      ].join('|'),
    ),
    'A formula without its closing $$, or with an empty line or Chinese in it,',
    'End it with "$$", leave no line in it empty, and write Chinese as \\text{…}.',
    'warning',
  ),
  'body-link-raw': {
    pattern: new RegExp(
      [
        String.raw`!\[[^[\]]{0,300}\]\([^()]{1,300}\)`,
        String.raw`\[[^[\]]{1,300}\]\([^()"]{0,300}\.(?:${FILE_ENDINGS})(?:#[^()]{0,100})?\)`,
        String.raw`\[[^[\]]{1,300}\]\(\s{0,9}(?:${ADDRESS_BEGINNINGS})[^()]{1,300}\)`,
      ].join('|'),
      'i',
    ),
    severity: 'warning',
    message: (_n, link) => `${link} is no link or picture, and shown as it is written.`,
    hint:
      'Write a space in an address as %20, or the address between < and >; of files, the path as ' +
      'seen from the post, without a drive, file: or data:.',
  },
  'body-table-header': shownAsText(
    /^\s{0,20}\|?(?:\s{0,20}:?-+:?\s{0,20}\|)+(?:\s{0,20}:?-+:?)?\s{0,20}$/,
    'A table whose header has more or fewer cells than the line of hyphens below it',
    'Give both as many cells; write a bar inside a cell as \\|.',
    'warning',
  ),
} as const satisfies Readonly<Record<string, ForeignIdiom>>;

export type ForeignIdiomCode = keyof typeof FOREIGN_IDIOMS;
