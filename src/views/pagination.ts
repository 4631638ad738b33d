import type { Ui } from '../i18n/ui.ts';
import type { HeadView } from './types.ts';

/** Links between the pages of a list, newest first. */
export interface PaginationView {
  /** The page of newer posts beside this one. */
  readonly newer?: string;
  /** The page of older posts beside this one. */
  readonly older?: string;
  /** The newest page, those around this one, and the oldest. */
  readonly pages: readonly PaginationEntryView[];
}

/** A page; this one has no link. Without a name: a gap. */
export interface PaginationEntryView {
  /** `最新`, or the page's number from the oldest. */
  readonly name?: string;
  /** The same for those who do not see the row. */
  readonly label?: string;
  readonly href?: string;
}

/**
 * The links below one page of a list.
 *
 * When a page is added, the two beside the newest change, and no older one. So the newest page is
 * followed by a gap even where that hides one page only.
 * @param current its number from the oldest; `pages` for the newest.
 * @param pages how many there are. Only the pages beside the newest may tell.
 * @param hrefOf the address of a page; without a number, of the newest.
 * @returns undefined for a list of one page.
 */
export function paginationView(
  ui: Ui,
  current: number,
  pages: number,
  hrefOf: (number?: number) => string,
): PaginationView | undefined {
  if (pages <= 1) return undefined;
  const linkTo = (number: number) => hrefOf(number < pages ? number : undefined);
  const entryOf = (number: number): PaginationEntryView => ({
    ...(number === pages
      ? { name: ui.newestPage }
      : { name: String(number), label: ui.pageNumber(number) }),
    ...(number !== current && { href: linkTo(number) }),
  });
  const numbers = shownNumbers(current, pages);
  return {
    ...(current < pages && { newer: linkTo(current + 1) }),
    ...(current > 1 && { older: linkTo(current - 1) }),
    pages: numbers.flatMap((number, index) => {
      const before = numbers[index - 1] ?? number + 1;
      return before > number + 1 ? [{}, entryOf(number)] : [entryOf(number)];
    }),
  };
}

/** The numbers in a bar, falling: the newest page, this one with its neighbours, the oldest. */
function shownNumbers(current: number, pages: number): readonly number[] {
  // On the older side, a gap of one page is that page.
  const second = current === 4 ? [2] : [];
  const numbers = new Set([pages, current + 1, current, current - 1, ...second, 1]);
  return [...numbers].filter((number) => number >= 1 && number <= pages);
}

/** The same for the head of the page: a list goes on with older posts. */
export function headLinks({
  newer,
  older,
}: Pick<PaginationView, 'newer' | 'older'>): Pick<HeadView, 'previous' | 'next'> {
  return {
    ...(newer !== undefined && { previous: newer }),
    ...(older !== undefined && { next: older }),
  };
}
