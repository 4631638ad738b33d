import type { ScriptStrings } from '../i18n/ui.ts';
import { all, announce, copyText } from './dom.ts';

/** Heading links copy their own address; code blocks get a copy button. */
export function initCopy(article: HTMLElement, strings: ScriptStrings): void {
  article.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const anchor = event.target.closest<HTMLAnchorElement>('a.heading-anchor');
    // The link still works as a link: the address bar then shows what was copied.
    if (anchor) void report(copyText(anchor.href), strings.linkCopied, strings.copyFailed);
  });

  for (const block of all('.code-block', article)) {
    const code = block.querySelector('code');
    if (!code) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'code-copy';
    button.textContent = strings.copyCode;
    button.addEventListener('click', () => {
      void report(copyText(code.textContent), strings.codeCopied, strings.copyFailed);
    });
    block.append(button);
  }
}

async function report(copied: Promise<boolean>, done: string, failed: string): Promise<void> {
  announce((await copied) ? done : failed);
}
