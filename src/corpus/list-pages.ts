/**
 * A list that is cut into pages. They are counted from the oldest item, so one more item at the
 * newest end changes the newest page alone, until that holds enough for two.
 */
export interface ListPages<Item> {
  /** What the list's own address shows: fewer than two pages' worth. */
  readonly newest: readonly Item[];
  /** Full pages of older items, the newest first: they never change. */
  readonly older: readonly OlderPage<Item>[];
}

/** A full page. */
export interface OlderPage<Item> {
  /** 1 is the oldest. */
  readonly number: number;
  readonly items: readonly Item[];
}

/** How many pages a list has, the newest included. */
export function countListPages(items: number, size: number): number {
  return Math.max(1, Math.floor(items / size));
}

/** @param items newest first, which each page keeps. */
export function cutList<Item>(items: readonly Item[], size: number): ListPages<Item> {
  const olderPages = countListPages(items.length, size) - 1;
  const rest = items.length - olderPages * size;
  return {
    newest: items.slice(0, rest),
    older: Array.from({ length: olderPages }, (_, index) => {
      const start = rest + index * size;
      return { number: olderPages - index, items: items.slice(start, start + size) };
    }),
  };
}

/**
 * The number of the page that holds an item; undefined for the newest page.
 * @param place of the item in the list of `items`, newest first.
 */
export function pageOfItem(place: number, items: number, size: number): number | undefined {
  const number = Math.floor((items - 1 - place) / size) + 1;
  return number < countListPages(items, size) ? number : undefined;
}
