import type { ScriptStrings } from '../i18n/ui.ts';
import { all, announce, button } from './dom.ts';

/** Heading links copy their own address; code blocks get a copy button. */
export function initCopy(article: HTMLElement, strings: ScriptStrings): void {
  const copy = async (text: string, done: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      announce(done);
    } catch {
      announce(strings.copyFailed);
    }
  };

  article.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    const anchor = target.closest<HTMLAnchorElement>('a.heading-anchor');
    // The link still works as a link: the address bar then shows what was copied.
    if (anchor) void copy(anchor.href, strings.linkCopied);
  });

  for (const block of all('.code-block', article)) {
    const code = block.querySelector('code');
    if (!code) continue;
    const run = () => void copy(code.textContent, strings.codeCopied);
    block.append(button({ class: 'code-copy' }, run, strings.copyCode));
  }
}
