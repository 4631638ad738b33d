/**
 * What text of unknown origin must not do to a terminal or a log, beside breaking lines: steer the
 * terminal (ECMA-48: C0 and C1 controls, ESC among them), write over a line (a lone carriage
 * return), show a text in another order than it has (Unicode Bidirectional Algorithm, UAX 9), or
 * give orders to the runner that keeps the log: `::warning::` at the start of a line, `##[group]`
 * anywhere (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const unprintable = new RegExp(
  [
    String.raw`[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]`,
    // Half of a character beyond U+FFFF.
    String.raw`\p{Cs}`,
    String.raw`\r(?!\n)`,
    String.raw`(?<=^\s*):(?=:)|(?<=##)\[`,
  ].join('|'),
  'gmu',
);

/**
 * Makes text fit to be printed, lines and tabs as they are: what would not show becomes an escape
 * like `\u001b`. JSON stays JSON and means the same, since such characters stand in its strings.
 */
export function printableLines(text: string): string {
  return text.replace(unprintable, escaped);
}

/** The same for what stands in a line: a file name, a key, a title. */
export function printable(text: string): string {
  return printableLines(text.replace(/[\t\n\r]/g, escaped));
}

/** The same for a sentence that may quote several lines: they stand below each other. */
export function printableText(text: string): string {
  return text.split(/\r?\n/).map(printable).join('\n      | ');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
