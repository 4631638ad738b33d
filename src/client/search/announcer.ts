/** Long enough that a search which goes on while one types says its count once. */
const quietMs = 700;

/**
 * Says things politely, the last one once it has been quiet for a while. A dialog needs a region of
 * its own: what lies outside is inert.
 */
export class Announcer {
  readonly region = document.createElement('div');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = '';

  constructor() {
    this.region.className = 'visually-hidden';
    this.region.setAttribute('role', 'status');
  }

  say(text: string): void {
    if (text === this.#latest) return;
    this.#latest = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.region.textContent = text;
    }, quietMs);
  }
}
