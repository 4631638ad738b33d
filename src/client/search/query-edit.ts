import { filterWords } from '../../content/terms.ts';
import { parseQuery, splitPieces } from '../../search/query/parse-query.ts';
import type { FilterTerm } from '../../search/query/types.ts';
import { termKey } from '../../search/term-key.ts';

/** Pairs of quotes in the query syntax. */
const quotes = ['""', '「」', '“”', '『』'] as const;

/** The filters in a query. */
export function filtersOf(query: string): readonly FilterTerm[] {
  return parseQuery(query, { filterWords }).filters;
}

/** Writes a filter in query syntax: `area:历史`, `speaker:"Lex Fridman"`. */
export function writeFilter(type: string, value: string): string {
  if (!/[\s"＂“”「」『』]/u.test(value)) return `${type}:${value}`;
  const pair = quotes.find((signs) => ![...signs].some((sign) => value.includes(sign)));
  const [open = '"', close = '"'] = pair ?? '""';
  return `${type}:${open}${pair ? value : value.replaceAll('"', ' ')}${close}`;
}

/** Whether two filters are equal. */
export function sameFilter(a: FilterTerm, b: FilterTerm): boolean {
  return a.negative === b.negative && termKey(a.type, a.value) === termKey(b.type, b.value);
}

/** Adds a filter to the query, or removes it if present. */
export function toggleFilter(query: string, filter: FilterTerm): string {
  const removed = withoutFilters(query, (own) => sameFilter(own, filter));
  if (removed !== query.trim()) return removed;
  const written = `${filter.negative ? '-' : ''}${writeFilter(filter.type, filter.value)}`;
  const appended = `${query.trim()} ${written}`.trimStart();
  // An open quote earlier in the query would swallow it.
  const isRead = filtersOf(appended).some((own) => sameFilter(own, filter));
  return isRead ? appended : `${written} ${query.trim()}`;
}

/** Removes filters from a query; the rest stays as typed. */
export function withoutFilters(
  query: string,
  remove: (filter: FilterTerm) => boolean = () => true,
): string {
  let rest = '';
  let at = 0;
  for (const { field, value, negative, start, end } of splitPieces(query, filterWords)) {
    if (field === undefined || field === 'title') continue;
    if (!remove({ type: field, value: value.trim(), negative })) continue;
    rest += query.slice(at, start).trimEnd();
    at = end;
  }
  return (rest + query.slice(at)).trim();
}
