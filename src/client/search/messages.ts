import type { Failure, SearchState } from './controller.ts';
import { button, element, type Child } from '../dom.ts';
import { strings } from './strings.ts';

/** The message in place of results; undefined if there are results, or may be soon. */
export function messageFor(state: SearchState, retry: () => void): HTMLElement | undefined {
  const { status, failure, update, query } = state;
  if (status === 'failed') return failureMessage(failure ?? 'unknown', retry);
  if (status !== 'done' || !update) return undefined;
  if (update.unsearchable) return message(strings.unsearchable);
  if (update.count.value > 0) return undefined;
  const tips = element(
    'ul',
    { class: 'search-tips' },
    ...strings.nothingTips.map((tip) => element('li', {}, tip)),
  );
  return message({ title: strings.nothing(query.trim()) }, tips);
}

function failureMessage(failure: Failure, retry: () => void): HTMLElement {
  // The page's script is older than the index: only reloading the page helps.
  const reload = failure === 'version' || failure === 'missing';
  const again = reload
    ? button({ class: 'text-button' }, () => location.reload(), strings.reload)
    : undefined;
  const other =
    failure === 'version' ? undefined : button({ class: 'text-button' }, retry, strings.retry);
  const box = message(
    strings.errors[failure],
    element('p', { class: 'search-actions' }, other, again),
  );
  box.classList.add('is-failure');
  return box;
}

function message(
  { title, text }: { readonly title: string; readonly text?: string },
  ...more: readonly Child[]
): HTMLElement {
  return element(
    'div',
    { class: 'search-message' },
    element('p', { class: 'search-message-title' }, title),
    text === undefined ? undefined : element('p', {}, text),
    ...more,
  );
}

/** What to announce to screen readers when a search has ended. */
export function announcementFor({ status, failure, update, query, results }: SearchState): string {
  if (status === 'failed') {
    const { title, text } = strings.errors[failure ?? 'unknown'];
    return `${title} ${text}`;
  }
  if (status !== 'done' || !update) return '';
  if (update.unsearchable) return strings.unsearchable.title;
  if (update.count.value === 0) return strings.nothing(query.trim());
  const count = strings.count(update.count);
  return results.length < update.count.value ? `${count} ${strings.shown(results.length)}` : count;
}
