import { foldTerm } from '../corpus/term-identity.ts';
import type { TermList } from '../views/types.ts';
import type { ScriptStrings } from '../i18n/ui.ts';

/** Entries shown at most: more than anyone reads, few enough to draw at once. */
const shownTerms = 200;

/** Pause after a key before the list is searched. */
const debounceMs = 80;

interface Candidate {
  readonly key: string;
  readonly term: TermList[number];
}

/**
 * Filters the index of a type of term while one types. The list of all terms (15,000 tags are 200 KB compressed) is fetched when the
 * box is first used; folding them once and comparing strings takes milliseconds, so nothing freezes.
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
      // An answer to what is no longer asked must not be shown.
      if (query !== latest) return;
      results.replaceChildren(...found.slice(0, shownTerms).map(resultItem));
      status.textContent = strings.filterCount.replace('{count}', found.length.toLocaleString());
    } catch {
      status.textContent = strings.filterFailed;
    }
  };

  // The list is on its way before the first letter is there.
  input.addEventListener('focus', () => void load().catch(() => undefined), { once: true });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), debounceMs);
  });
  // The browser may bring back what was typed before.
  if (input.value !== '') void update();
}

async function fetchTerms(source: string): Promise<readonly Candidate[]> {
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source}: ${response.status}`);
  const terms = (await response.json()) as TermList;
  return terms.map((term) => ({ key: foldTerm(term[0]), term }));
}

/** Terms that contain the key: those that start with it first, then those with more posts. */
function search(candidates: readonly Candidate[], key: string): readonly TermList[number][] {
  return candidates
    .filter((candidate) => candidate.key.includes(key))
    .sort(
      (a, b) =>
        Number(b.key.startsWith(key)) - Number(a.key.startsWith(key)) || b.term[2] - a.term[2],
    )
    .map(({ term }) => term);
}

function resultItem([name, href, count]: TermList[number]): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  link.textContent = name;
  const number = document.createElement('span');
  number.className = 'count';
  number.textContent = String(count);
  item.append(link, ' ', number);
  return item;
}
