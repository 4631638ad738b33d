import { all, element } from './dom.ts';

/** Long enough that no notes flicker as the mouse passes over terms. */
const hoverDelayMs = 120;
/** Time to move the mouse from the term into the note (WCAG 1.4.13: hoverable). */
const leaveDelayMs = 220;
const gapPx = 8;

/**
 * Shows the notes of glosses, and footnotes on hover, in one popover. The hidden note in the
 * document stays the term's description, so screen readers read it on focus, with or without
 * the popover.
 */
export function initGlosses(article: HTMLElement): void {
  const glosses = all('.gloss.has-definition', article);
  if (glosses.length === 0) return;
  glosses.forEach((gloss, index) => {
    const term = gloss.querySelector('dfn');
    const note = gloss.querySelector('.gloss-note');
    if (!term || !note) return;
    note.id ||= `ui_gloss-note-${index + 1}`;
    term.setAttribute('role', 'button');
    term.setAttribute('tabindex', '0');
    term.setAttribute('aria-expanded', 'false');
    term.setAttribute('aria-describedby', note.id);
  });
  new GlossPopover(article);
}

/**
 * Shows one note at a time. A `pinned` one (click, Enter) stays until dismissed; others close when
 * mouse or focus leaves.
 */
class GlossPopover {
  private readonly box = element('span', { class: 'gloss-popover', popover: 'manual' });
  /** The text of the note, which screen readers have read as the term's description. */
  private readonly text = element('span', { 'aria-hidden': 'true' });
  private readonly linkTo = readGlossLinks();
  private term: HTMLElement | undefined;
  private pinned = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(article: HTMLElement) {
    article.addEventListener('click', (event) => {
      const term = termOf(event.target);
      if (term) this.toggle(term);
    });
    article.addEventListener('keydown', (event) => {
      const term = termOf(event.target);
      if (!term || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.toggle(term);
    });
    article.addEventListener('focusin', (event) => {
      const term = termOf(event.target);
      if (term?.matches(':focus-visible')) this.open(term);
    });
    article.addEventListener('focusout', (event) => {
      // Tab goes from the term to the link in its note.
      const next = event.relatedTarget;
      const stays = next instanceof Element && next.closest('.gloss') === this.gloss;
      if (this.gloss?.contains(event.target as Node) && !stays) this.close();
    });
    article.addEventListener('pointerover', ({ pointerType, target }) => {
      const term = termOf(target);
      if (term && pointerType === 'mouse') this.later(hoverDelayMs, () => this.open(term));
    });
    article.addEventListener('pointerout', (event) => {
      if (event.pointerType === 'mouse' && termOf(event.target)) this.leave();
    });
    this.box.addEventListener('pointerenter', () => clearTimeout(this.timer));
    this.box.addEventListener('pointerleave', () => this.leave());
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.term) return;
      if (this.box.contains(document.activeElement)) this.term.focus();
      this.close();
    });
    document.addEventListener('pointerdown', (event) => {
      if (this.term && !termOf(event.target) && !this.box.contains(event.target as Node)) {
        this.close();
      }
    });
    // Close when the term scrolls out of view: the note would explain nothing.
    addEventListener('scroll', () => this.follow(), { passive: true });
    addEventListener('resize', () => this.close());
  }

  private toggle(term: HTMLElement): void {
    clearTimeout(this.timer);
    if (this.term === term && this.pinned) this.close();
    else {
      this.open(term);
      this.pinned = true;
    }
  }

  private open(term: HTMLElement): void {
    clearTimeout(this.timer);
    if (this.term === term) return;
    this.close();
    const gloss = term.closest('.gloss');
    const note = gloss?.querySelector('.gloss-note');
    if (!gloss || !note) return;
    const link = this.linkTo(gloss);
    this.text.replaceChildren(...noteContent(note));
    this.box.replaceChildren(this.text, ...(link ? [link] : []));
    gloss.append(this.box);
    this.box.lang = term.closest<HTMLElement>('[lang]')?.lang ?? '';
    this.box.dataset['open'] = '';
    this.box.showPopover?.();
    this.term = term;
    term.setAttribute('aria-expanded', 'true');
    this.place(term);
  }

  private close(): void {
    clearTimeout(this.timer);
    if (!this.term) return;
    this.term.setAttribute('aria-expanded', 'false');
    this.term = undefined;
    this.pinned = false;
    delete this.box.dataset['open'];
    this.box.remove();
  }

  private get gloss(): Element | null | undefined {
    return this.term?.closest('.gloss');
  }

  private leave(): void {
    this.later(leaveDelayMs, () => {
      if (!this.pinned && !this.term?.matches(':focus-visible')) this.close();
    });
  }

  private later(delayMs: number, run: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(run, delayMs);
  }

  private follow(): void {
    if (!this.term) return;
    const { top, bottom } = this.term.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) this.close();
    else this.place(this.term);
  }

  /**
   * Places the note below the term's first line, or above it at the bottom of the window, always
   * inside the window.
   */
  private place(term: HTMLElement): void {
    const line = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const { width, height } = this.box.getBoundingClientRect();
    const rightmost = document.documentElement.clientWidth - width - 16;
    const left = Math.max(16, Math.min(line.left - 16, rightmost));
    const below = line.bottom + gapPx;
    const top = below + height > innerHeight ? line.top - gapPx - height : below;
    this.box.style.setProperty('left', `${Math.round(left)}px`);
    this.box.style.setProperty('top', `${Math.round(Math.max(8, top))}px`);
  }
}

function termOf(target: EventTarget | null): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('.gloss.has-definition dfn[role]') ?? undefined;
}

/**
 * Reads the targets of gloss links from the list of terms at the article's end.
 * @returns makes the link from a gloss to its entry in the glossary; undefined where it has none.
 */
function readGlossLinks(): (gloss: Element) => HTMLAnchorElement | undefined {
  const label = document.querySelector<HTMLElement>('[data-glossary]')?.dataset['glossary'];
  const hrefs = new Map<string, string>();
  for (const link of all<HTMLAnchorElement>('[data-glossary] a[data-glosses]')) {
    for (const number of link.dataset['glosses']?.split(' ') ?? []) {
      hrefs.set(`gloss-${number}`, link.href);
    }
  }
  return ({ id }) => {
    const href = hrefs.get(id);
    return href === undefined ? undefined : element('a', { class: 'gloss-link', href }, label);
  };
}

/**
 * Name and definition, without the brackets and colon that join them in running text. A name stands
 * in an element; the definition is what follows it, or the whole note.
 */
function noteContent(note: Element): Node[] {
  const { childNodes } = note.cloneNode(true);
  trimText(childNodes[0], /^[（(]\s*/);
  trimText(childNodes[childNodes.length - 1], /\s*[）)]$/);
  const [first, ...rest] = [...childNodes].filter((node) => node.textContent !== '');
  if (!(first instanceof HTMLSpanElement) || rest.length === 0)
    return [element('span', { class: 'gloss-definition' }, first, ...rest)];
  first.className = 'gloss-name';
  trimText(rest[0], /^\s*[:：，,]\s*/);
  return [first, element('span', { class: 'gloss-definition' }, ...rest)];
}

function trimText(node: Node | undefined, part: RegExp): void {
  if (node instanceof Text) node.data = node.data.replace(part, '');
}
