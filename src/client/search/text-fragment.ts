import type { SearchResult } from '../../search/query/types.ts';

/** Longer quotes are written as their beginning and end. In code units. */
const wholeQuote = 100;
const edgeCharacters = 24;
/** Most other hits of the passage that are highlighted too. */
const otherHits = 3;

/**
 * The text fragment that highlights a result's phrase, e.g. `#:~:text=prefix-,quote,-suffix`; empty
 * if only the title matches.
 *
 * A fragment must begin and end at word boundaries
 * (https://wicg.github.io/scroll-to-text-fragment/#word-boundaries), and browsers divide Chinese by
 * a dictionary: 排版 in 排版术 is not found. With prefix and suffix only the outer ends count, so both
 * reach to the next punctuation. A second directive has the quote alone, for pages where markup
 * interrupts the context.
 *
 * A heading also stands in the table of contents, which comes first on the page; only the text
 * after it differs. So the first directive, to which browsers scroll if it matches, reaches into
 * the next line. It does not match where something else stands between the lines, such as the mark
 * of an original.
 */
export function textFragment({ quote, snippet, line }: SearchResult): string {
  const phrase = tidy(quote ?? '');
  if (phrase === '') return '';
  const at = snippet.findIndex(({ text, hit }) => hit && tidy(text) === phrase);
  const textOf = (parts: SearchResult['snippet']) => parts.map(({ text }) => text).join('');
  const prefix = at > 0 ? contextBefore(textOf(snippet.slice(0, at))) : '';
  const suffix = at >= 0 ? contextAfter(textOf(snippet.slice(at + 1))) : '';
  const whole = encodePhrase(phrase);
  const between = (before: string, text: string, after: string) =>
    `${before && `${encode(before)}-,`}${text}${after && `,-${encode(after)}`}`;
  const others = snippet.filter(({ text, hit }) => hit && tidy(text) !== phrase);
  const opening = line ? openingOf(line.next) : '';
  const directives = [
    ...(line && opening !== ''
      ? [between(prefix, encodePhrase(tidy(phrase + line.rest)), opening)]
      : []),
    between(prefix, whole, suffix),
    whole,
    ...others.slice(0, otherHits).map(({ text }) => encodePhrase(tidy(text))),
  ];
  return `#:~:${[...new Set(directives)].map((text) => `text=${text}`).join('&')}`;
}

function tidy(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim();
}

function encodePhrase(phrase: string): string {
  if (phrase.length <= wholeQuote) return encode(phrase);
  const characters = [...phrase];
  const start = characters.slice(0, edgeCharacters).join('').trim();
  const end = characters.slice(-edgeCharacters).join('').trim();
  return `${encode(start)},${encode(end)}`;
}

/** `-`, `,` and `&` have a meaning in a directive. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');
}

/** The text before a hit, from where a word certainly begins. */
function contextBefore(text: string): string {
  const run = /[^\s\p{P}\p{S}]*$/u.exec(text)?.[0] ?? '';
  if (run.length < text.length) return run;
  // The passage may begin inside a word: skip the first one.
  return words(run).slice(1).join('');
}

function contextAfter(text: string): string {
  const run = /^[^\s\p{P}\p{S}]*/u.exec(text)?.[0] ?? '';
  return run.length < text.length ? run : words(run).slice(0, -1).join('');
}

/** The beginning of a line, up to where a word certainly ends; empty if there is no word. */
function openingOf(line: string): string {
  const [marks = ''] = /^[\p{P}\p{S}]+/u.exec(line) ?? [];
  const run = contextAfter(line.slice(marks.length));
  return run && marks + run;
}

function words(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
