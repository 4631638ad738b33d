/**
 * The list that an address of one of its pages belongs to: `/tags/css/` for `/tags/css/page/9/`;
 * undefined for other addresses.
 */
export function listOfPage(address: string): string | undefined {
  const url = new URL(address);
  const list = /^(.*\/)page\/\d+\/?$/.exec(url.pathname)?.[1];
  if (list === undefined) return undefined;
  // Not `new URL(list, …)`: that would take `//example.org/` for another host.
  url.pathname = list;
  url.search = url.hash = '';
  return url.href;
}

/**
 * On the page for missing addresses: leads from a page that a list does not have, or not any more,
 * to the list. No host needs a rule for that, and no file stands for such pages.
 */
export function leaveMissingPage(): void {
  if (!document.querySelector('[data-missing]')) return;
  const list = listOfPage(location.href);
  if (list !== undefined) location.replace(list);
}
