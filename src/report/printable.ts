/**
 * Characters of untrusted text that could harm a terminal or a log: they steer the terminal (C0 and
 * C1 controls of ECMA-48, ESC among them), overwrite a line (a lone carriage return), show text in
 * another order (bidirectional controls, UAX 9), or command a CI runner: `::warning::` at the start
 * of a line, `##[group]` anywhere
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const unprintable = new RegExp(
  [
    String.raw`[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]`,
    // Lone surrogates.
    String.raw`\p{Cs}`,
    String.raw`\r(?!\n)`,
    String.raw`(?<=^\s*):(?=:)|(?<=##)\[`,
  ].join('|'),
  'gmu',
);

/**
 * Escapes characters that could harm a terminal, as in `\u001b`; line breaks and tabs stay. JSON
 * keeps its meaning, since such characters occur only in its strings.
 */
export function printableLines(text: string): string {
  return text.replace(unprintable, escaped);
}

/** Like {@link printableLines}, for text within a line: a file name, a key, a title. */
export function printable(text: string): string {
  return printableLines(text.replace(/[\t\n\r]/g, escaped));
}

/**
 * Like {@link printable}, for a message that may quote several lines: they are printed
 * one below the other.
 */
export function printableText(text: string): string {
  return text.split(/\r?\n/).map(printable).join('\n      | ');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
