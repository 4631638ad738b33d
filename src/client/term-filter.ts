import { foldTerm } from '../shared/fold-term.ts';
import type { ScriptStrings } from '../i18n/ui.ts';
import { all, element } from './dom.ts';
import { fetchTermList } from './term-list.ts';
import type { TermListEntry } from '../views/term-list.ts';

/** Most entries shown: more than anyone reads, few enough to draw at once. */
const shownTerms = 200;

/** Pause after a key before the list is searched. */
const debounceMs = 80;

/** A folded spelling by which a term is found. */
interface Key {
  readonly folded: string;
  /** The spelling, unless it is the term's name. */
  readonly alias?: string;
  readonly kind: 'name' | 'pinyin' | 'initials';
}

interface Candidate {
  readonly term: TermListEntry;
  readonly keys: readonly Key[];
}

/** A term and the key that matches the query. */
interface Found {
  readonly term: TermListEntry;
  readonly key: Key;
  readonly rank: number;
}

/**
 * Filters the index of a type of term while the reader types: by name, other names and pinyin. The
 * list of all terms (200 KB compressed for 15,000 tags) is fetched and folded on first use; each
 * search then takes milliseconds.
 */
export function initTermFilter(strings: ScriptStrings): void {
  const box = document.querySelector<HTMLElement>('[data-term-filter]');
  const input = box?.querySelector('input');
  const status = box?.querySelector<HTMLElement>('.term-filter-count');
  const results = box?.querySelector<HTMLElement>('.term-filter-results');
  const source = box?.dataset['termFilter'];
  if (!box || !input || !status || !results || source === undefined) return;
  box.hidden = false;

  let list: Promise<readonly Candidate[]> | undefined;
  const load = () => {
    list ??= fetchTerms(source).catch((error: unknown) => {
      list = undefined;
      throw error;
    });
    return list;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = '';

  const update = async () => {
    const query = (latest = input.value);
    const key = query.trim() === '' ? '' : foldTerm(query);
    box.classList.toggle('is-filtering', key !== '');
    if (key === '') {
      results.replaceChildren();
      status.textContent = '';
      return;
    }
    try {
      const found = search(await load(), key);
      // A newer query has been typed.
      if (query !== latest) return;
      results.replaceChildren(...found.slice(0, shownTerms).map(resultItem));
      const text = found.length > shownTerms ? strings.filterMore : strings.filterCount;
      status.textContent = text
        .replace('{count}', found.length.toLocaleString())
        .replace('{shown}', String(shownTerms));
    } catch {
      status.textContent = strings.filterFailed;
    }
  };

  // Fetch the list before the first letter is typed.
  input.addEventListener('focus', () => void load().catch(() => undefined), { once: true });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), debounceMs);
  });
  box.addEventListener('keydown', (event) => {
    if (moveFocus(event.key, input, results)) event.preventDefault();
  });
  // The browser may have restored an earlier input.
  if (input.value !== '') void update();
}

/**
 * Moves the focus with Down and Up from the box through the results and back. @returns whether
 * it moved.
 */
function moveFocus(key: string, input: HTMLElement, results: HTMLElement): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) return false;
  const places = [input, ...all('a', results)];
  const next = places[places.findIndex((place) => place === document.activeElement) + step];
  next?.focus();
  return next !== undefined;
}

async function fetchTerms(source: string): Promise<readonly Candidate[]> {
  return (await fetchTermList(source)).map(candidateOf);
}

function candidateOf(term: TermListEntry): Candidate {
  const [name, , , pinyin = '', ...aliases] = term;
  const keys: Key[] = [
    { folded: foldTerm(name), kind: 'name' },
    ...aliases.map((alias) => ({ folded: foldTerm(alias), alias, kind: 'name' }) as const),
  ];
  if (pinyin !== '') {
    const syllables = pinyin.split(' ');
    keys.push({ folded: syllables.join(''), kind: 'pinyin' });
    keys.push({ folded: syllables.map(([letter = '']) => letter).join(''), kind: 'initials' });
  }
  return { term, keys };
}

/** Best matches first; of equals, terms with more posts first. */
function search(candidates: readonly Candidate[], query: string): readonly Found[] {
  const found: Found[] = [];
  for (const { term, keys } of candidates) {
    let best: Found | undefined;
    for (const key of keys) {
      const rank = rankOf(key, query);
      if (rank < (best?.rank ?? Infinity)) best = { term, key, rank };
    }
    if (best) found.push(best);
  }
  return found.sort((a, b) => a.rank - b.rank || b.term[2] - a.term[2]);
}

/**
 * Ranks names before pinyin; equality before a prefix before a substring. Initials match only from
 * the first.
 */
function rankOf({ folded, kind }: Key, query: string): number {
  const base = kind === 'name' ? 0 : 3;
  if (folded === query) return base;
  if (folded.startsWith(query)) return base + 1;
  return kind !== 'initials' && folded.includes(query) ? base + 2 : Infinity;
}

function resultItem({ term: [name, href, count], key: { alias } }: Found): HTMLLIElement {
  const item = element('li', {}, element('a', { href }, name), ' ');
  if (alias !== undefined) item.append(element('span', { class: 'term-filter-alias' }, alias), ' ');
  item.append(element('span', { class: 'count' }, String(count)));
  return item;
}
