import { all, scrollBehavior } from './dom.ts';

/** Scrolls to the next (1) or previous (-1) section. */
export function goToSection(article: HTMLElement, direction: 1 | -1): void {
  const headings = all('h2[id], h3[id], h4[id], .pseudo-heading[id]', article).filter(
    (heading) => heading.getClientRects().length > 0,
  );
  // Where a heading stops after a jump, with a margin for rounding.
  const line = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const tops = headings.map((heading) => heading.getBoundingClientRect().top - line);
  const index =
    direction > 0 ? tops.findIndex((top) => top > 4) : tops.findLastIndex((top) => top < -4);
  const heading = headings[index];
  if (!heading) return;
  heading.setAttribute('tabindex', '-1');
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ behavior: scrollBehavior() });
}
