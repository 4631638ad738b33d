export interface PaginationView {
  readonly current: number;
  readonly total: number;
  readonly previous?: string;
  readonly next?: string;
  /**
   * First, last and the pages around the current one; a gap is an entry without href and number.
   */
  readonly pages: readonly { readonly number?: number; readonly href?: string }[];
}

/** Pages shown on each side of the current one. */
const reach = 2;

/** Cuts a list into pages; an empty list is one empty page. */
export function paginate<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const pages: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) {
    pages.push(items.slice(start, start + size));
  }
  return pages.length > 0 ? pages : [[]];
}

/** How many pages `paginate` makes. */
export function countListPages(items: number, size: number): number {
  return Math.max(1, Math.ceil(items / size));
}

/**
 * The links below one page of a list: first, last and the pages around the current one.
 * @param current 1-based.
 * @returns undefined for a list of one page.
 */
export function paginationView(
  current: number,
  total: number,
  hrefOf: (page: number) => string,
): PaginationView | undefined {
  if (total <= 1) return undefined;
  const numbers = new Set([1, total]);
  for (let page = current - reach; page <= current + reach; page++) {
    if (page >= 1 && page <= total) numbers.add(page);
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const pages = sorted.flatMap((number, index) => {
    const entry = { number, href: hrefOf(number) };
    const before = sorted[index - 1] ?? 0;
    if (number === before + 1) return [entry];
    // A gap of one page is that page.
    if (number === before + 2) return [{ number: number - 1, href: hrefOf(number - 1) }, entry];
    return [{}, entry];
  });
  return {
    current,
    total,
    ...(current > 1 && { previous: hrefOf(current - 1) }),
    ...(current < total && { next: hrefOf(current + 1) }),
    pages,
  };
}
