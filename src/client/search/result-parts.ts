import type { SearchResult, SnippetPart } from '../../search/query/types.ts';
import { element } from '../dom.ts';
import { strings } from './strings.ts';
import { textFragment } from './text-fragment.ts';

/** The URL of a result, with a text fragment for its phrase. */
export function resultHref(result: SearchResult): string {
  return result.href + textFragment(result);
}

/** Text with marked hits. All of it is text nodes: authors' text is never parsed as HTML. */
export function marked(parts: readonly SnippetPart[]): (Node | string)[] {
  return parts.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));
}

/** The passage of a result, if any, with an ellipsis where a sentence is cut. */
export function passage(
  tag: 'p' | 'span',
  { snippet, lang }: SearchResult,
): HTMLElement | undefined {
  const last = snippet.at(-1);
  if (!last) return undefined;
  const isWhole = /[。！？…；.!?"”」』）)]\s*$/u.test(last.text);
  const attributes = { class: 'search-snippet', lang: languageOf(snippet, lang) };
  return element(tag, attributes, ...marked(snippet), isWhole ? undefined : '…');
}

/** Date, areas and speakers of a result. */
export function byline({ date, areas, speakers }: SearchResult): HTMLElement | undefined {
  const facts = [
    date && element('time', { datetime: date }, strings.date(date)),
    areas.join('、'),
    speakers.join('、'),
  ].filter((fact) => fact !== undefined && fact !== '');
  if (facts.length === 0) return undefined;
  return element(
    'span',
    { class: 'search-byline' },
    ...facts.map((fact) => element('span', {}, fact)),
  );
}

/**
 * The language of a passage if it differs from the page's: originals in Chinese articles
 * are English.
 */
export function languageOf(parts: readonly SnippetPart[], own?: string): string | undefined {
  const text = parts.map((part) => part.text).join('');
  const hasHan = /\p{Script=Han}/u.test(text);
  const page = document.documentElement.lang;
  if (!hasHan) return page.startsWith('en') ? undefined : 'en';
  const chinese = own?.startsWith('zh') === true ? own : 'zh-Hans';
  return page.startsWith('zh') && (own === undefined || own === page || own === 'en')
    ? undefined
    : chinese;
}
