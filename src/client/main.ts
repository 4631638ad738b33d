import { initCopy } from './copy.ts';
import { actionButtons, prefersReducedMotion } from './dom.ts';
import { initGlosses } from './gloss.ts';
import { followMovedEntry } from './glossary.ts';
import { initHelp } from './help.ts';
import { initKeyboard, type Shortcuts } from './keyboard.ts';
import { initOffline } from './offline.ts';
import { initOriginals } from './originals.ts';
import { initProgress } from './progress.ts';
import { sectionSteps } from './sections.ts';
import { readStrings } from './strings.ts';
import { initSearch } from './search/launcher.ts';
import { initTheme } from './theme.ts';
import { initTermFilter } from './term-filter.ts';
import { initToc } from './toc.ts';
import { initVideo } from './video.ts';

function start(): void {
  const strings = readStrings();
  if (!strings) return;
  let shortcuts: Shortcuts = { t: initTheme(strings), '?': initHelp() };
  const search = initSearch(strings);
  if (search) shortcuts = { ...shortcuts, '/': search };
  const article = document.querySelector<HTMLElement>('[data-article]');
  if (article) {
    const step = sectionSteps(article);
    shortcuts = {
      ...shortcuts,
      o: initOriginals(article, strings),
      j: () => {
        step(1);
      },
      k: () => {
        step(-1);
      },
    };
    initGlosses(article);
    initCopy(article, strings);
    initVideo(strings);
    initProgress(article);
    const toc = document.querySelector<HTMLElement>('[data-toc]');
    if (toc) initToc(toc);
  }
  initTermFilter(strings);
  void followMovedEntry().catch(() => undefined);
  for (const button of actionButtons('top')) button.addEventListener('click', backToTop);
  initKeyboard(shortcuts);
  void initOffline();
  document.documentElement.dataset['ready'] = '';
}

function backToTop(): void {
  scrollTo({ top: 0, behavior: prefersReducedMotion() ? 'instant' : 'smooth' });
  // The next Tab starts from the top, too.
  document.getElementById('main')?.focus({ preventScroll: true });
}

start();
