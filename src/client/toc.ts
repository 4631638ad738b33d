import { all, fragmentTarget } from './dom.ts';

/** The width from which pages.css puts the table of contents beside the text; keep both equal. */
const wideScreen = matchMedia('(min-width: 76rem)');

/** A section counts as current once its heading is in this upper part of the window. */
const upperPart = 0.2;

/** Marks the current section in the table of contents, and folds the table on phones. */
export function initToc(nav: HTMLElement): void {
  const fold = nav.querySelector('details');
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of all<HTMLAnchorElement>('a[href^="#"]', nav)) {
    const target = fragmentTarget(link.hash);
    if (target) links.set(target, link);
  }
  if (fold) keepFolded(fold, links.values());

  const targets = [...links.keys()];
  let current: HTMLAnchorElement | undefined;
  const mark = (): void => {
    // High enough that a jump to a short section marks that section, not the next one.
    const line = innerHeight * upperPart;
    let link: HTMLAnchorElement | undefined;
    for (const target of targets) {
      if (target.getBoundingClientRect().top > line) break;
      link = links.get(target) ?? link;
    }
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    current = link;
    if (link && fold && wideScreen.matches) scrollWithin(fold, link);
  };
  // No limit at the top: a long jump may carry a heading past the line without showing it.
  const observer = new IntersectionObserver(mark, {
    rootMargin: `1000000px 0px -${100 - 100 * upperPart}% 0px`,
  });
  for (const target of targets) observer.observe(target);
  mark();
}

function keepFolded(fold: HTMLDetailsElement, links: Iterable<HTMLAnchorElement>): void {
  const adapt = (): void => {
    fold.open = wideScreen.matches;
  };
  adapt();
  wideScreen.addEventListener('change', adapt);
  for (const link of links) {
    link.addEventListener('click', () => {
      if (!wideScreen.matches) fold.open = false;
    });
  }
}

/** Like scrollIntoView, but scrolls only the box, never the page. */
function scrollWithin(box: HTMLElement, item: HTMLElement): void {
  const outer = box.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  const margin = outer.height / 4;
  if (inner.top < outer.top + margin) box.scrollTop += inner.top - outer.top - margin;
  else if (inner.bottom > outer.bottom - margin)
    box.scrollTop += inner.bottom - outer.bottom + margin;
}
