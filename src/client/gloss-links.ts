import { all } from './dom.ts';

/** Makes the link from a gloss to its entry in the glossary; undefined where it has none. */
export type GlossLinkMaker = (gloss: Element) => HTMLAnchorElement | undefined;

/** Reads the targets of gloss links from the list of terms at the article's end. */
export function readGlossLinks(): GlossLinkMaker {
  const list = document.querySelector<HTMLElement>('[data-glossary]');
  const label = list?.dataset['glossary'] ?? '';
  const hrefs = new Map<string, string>();
  for (const link of list ? all<HTMLAnchorElement>('a[data-glosses]', list) : []) {
    for (const number of link.dataset['glosses']?.split(' ') ?? []) {
      hrefs.set(`gloss-${number}`, link.href);
    }
  }
  return (gloss) => {
    const href = hrefs.get(gloss.id);
    if (href === undefined) return undefined;
    const link = document.createElement('a');
    link.className = 'gloss-link';
    link.href = href;
    link.textContent = label;
    return link;
  };
}
