import type { ScriptStrings } from '../i18n/ui.ts';
import { actionButtons, all, announce, fragmentTarget, saveSetting } from './dom.ts';

const modes = ['zh', 'both', 'en'] as const;
type Mode = (typeof modes)[number];

const root = document.documentElement;

function modeOf(name: string | undefined): Mode {
  return modes.find((mode) => mode === name) ?? 'zh';
}

/**
 * Controls the bilingual blocks: opens and closes them and keeps the reader's place. CSS hides the
 * Chinese paragraphs in mode `en`.
 * @returns a function that switches to the next mode, for the keyboard.
 */
export function initOriginals(article: HTMLElement, strings: ScriptStrings): () => void {
  const blocks = all<HTMLDetailsElement>('details.original', article);
  const buttons = actionButtons('originals');
  if (blocks.length === 0) return () => undefined;

  const press = (mode: Mode): void => {
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(button.value === mode));
    }
  };
  const show = (mode: Mode): void => {
    if (mode === 'zh') delete root.dataset['originals'];
    else root.dataset['originals'] = mode;
    for (const block of blocks) block.open = mode !== 'zh';
    press(mode);
  };

  const choose = (mode: Mode): void => {
    keepingPlace(article, () => show(mode));
    saveSetting('originals', mode === 'zh' ? undefined : mode);
    announce(strings.originals[mode]);
  };

  for (const button of buttons) {
    button.addEventListener('click', () => choose(modeOf(button.value)));
  }

  const start = modeOf(root.dataset['originals']);
  // After "back" the browser restores the blocks that the reader had opened: leave them.
  if (start === 'zh') press(start);
  else show(start);

  revealTarget();
  addEventListener('hashchange', revealTarget);
  return () => choose(modes[modes.indexOf(modeOf(root.dataset['originals'])) + 1] ?? 'zh');
}

/**
 * Shows the target of a link if it lies in a closed original or in a paragraph that mode
 * `en` hides.
 */
function revealTarget(): void {
  const target = fragmentTarget(location.hash);
  if (!target) return;
  const closed = target.closest<HTMLDetailsElement>('details:not([open])');
  if (closed) closed.open = true;
  if ('checkVisibility' in target && !target.checkVisibility()) {
    target.closest('[data-article] > *')?.setAttribute('data-revealed', '');
  }
  if (closed || target.closest('[data-revealed]')) target.scrollIntoView();
}

/** Changes the layout, then scrolls so that the block being read keeps its place. */
function keepingPlace(article: HTMLElement, change: () => void): void {
  const anchor = [...article.children].find((block) => block.getBoundingClientRect().bottom > 8);
  if (!anchor || anchor.getBoundingClientRect().top > innerHeight) {
    change();
    return;
  }
  const before = anchor.getBoundingClientRect().top;
  // Turn off the browser's scroll anchoring, which would correct a second time.
  root.style.setProperty('overflow-anchor', 'none');
  change();
  const place = visibleElementFor(anchor);
  // If the block begins above the window and shrinks, keep its beginning in view.
  const wanted = place === anchor ? before : Math.max(before, 8);
  scrollBy({ top: place.getBoundingClientRect().top - wanted, behavior: 'instant' });
  requestAnimationFrame(() => root.style.removeProperty('overflow-anchor'));
}

/** The visible element for a block: itself, or the neighbour that replaces it. */
function visibleElementFor(block: Element): Element {
  let shown: Element = block;
  while (shown.getBoundingClientRect().height === 0) {
    const next = shown.nextElementSibling;
    if (!next) return block;
    shown = next;
  }
  return shown;
}
