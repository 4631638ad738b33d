import { element } from '../dom.ts';

/** Long enough that a search that goes on while one types is announced once. */
const quietMs = 700;

/**
 * Announces messages to screen readers, the last one after a pause. A dialog needs a live region of
 * its own, since everything outside it is inert.
 */
export class Announcer {
  readonly region = element('div', { class: 'visually-hidden', role: 'status' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = '';

  say(text: string): void {
    if (text === this.#latest) return;
    this.#latest = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.region.textContent = text;
    }, quietMs);
  }
}
