import type { SearchResult } from '../../search/query/types.ts';

/** Longer quotes are named by their beginning and end. */
const wholeQuote = 100;
const edgeCharacters = 24;
/** Other hits of the passage that are highlighted too. */
const otherHits = 3;

/**
 * The text fragment that highlights a result's phrase on its page, e.g.
 * `#:~:text=prefix-,quote,-suffix`; empty when only the title matched.
 *
 * A fragment must begin and end at a word boundary
 * (https://wicg.github.io/scroll-to-text-fragment/#word-boundaries), and a browser divides Chinese
 * by its own dictionary: 排版 inside 排版术 would not be found. With a prefix and a suffix the outer
 * ends count, so both reach to the next punctuation. The quote alone follows, for pages where the
 * context is broken by markup.
 *
 * A heading stands in the table of contents too, which comes first on the page: only what follows
 * it tells them apart, and so the first directive, to which a browser scrolls if it can, reaches to
 * its end. It finds nothing where the page has more between the lines, such as the mark of an
 * original.
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

/** What stands before a hit, back to where a word certainly begins. */
function contextBefore(text: string): string {
  const run = /[^\s\p{P}\p{S}]*$/u.exec(text)?.[0] ?? '';
  if (run.length < text.length) return run;
  // The passage was cut out of a sentence, perhaps inside a word.
  return words(run).slice(1).join('');
}

function contextAfter(text: string): string {
  const run = /^[^\s\p{P}\p{S}]*/u.exec(text)?.[0] ?? '';
  return run.length < text.length ? run : words(run).slice(0, -1).join('');
}

/** What a line begins with, to where a word certainly ends; empty when there is no word. */
function openingOf(line: string): string {
  const [marks = ''] = /^[\p{P}\p{S}]+/u.exec(line) ?? [];
  const run = contextAfter(line.slice(marks.length));
  return run && marks + run;
}

function words(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
