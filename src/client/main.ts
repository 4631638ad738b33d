import type { ScriptStrings } from '../i18n/ui.ts';
import { initCopy } from './copy.ts';
import { actionButtons, scrollBehavior } from './dom.ts';
import { initGlosses } from './gloss.ts';
import { followMovedEntry } from './glossary.ts';
import { initHelp } from './help.ts';
import { leaveMissingPage } from './missing-page.ts';
import { initKeyboard, type Shortcuts } from './keyboard.ts';
import { initOffline } from './offline.ts';
import { initOriginals } from './originals.ts';
import { initProgress } from './progress.ts';
import { goToSection } from './sections.ts';
import { initSearch } from './search/launcher.ts';
import { initTheme } from './theme.ts';
import { initTermFilter } from './term-filter.ts';
import { initToc } from './toc.ts';
import { initVideo } from './video.ts';

/** Defined when the script is bundled: the strings in the site's language. */
declare const SITE_STRINGS: ScriptStrings;

function start(): void {
  leaveMissingPage();
  const strings = SITE_STRINGS;
  const shortcuts: Shortcuts = {
    t: initTheme(strings),
    '?': initHelp(strings),
    '/': initSearch(strings),
  };
  const article = document.querySelector<HTMLElement>('[data-article]');
  if (article) {
    shortcuts['o'] = initOriginals(article, strings);
    shortcuts['j'] = () => goToSection(article, 1);
    shortcuts['k'] = () => goToSection(article, -1);
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
  scrollTo({ top: 0, behavior: scrollBehavior() });
  // The next Tab starts from the top, too.
  document.getElementById('main')?.focus({ preventScroll: true });
}

start();
