const ID_LENGTH_MAX = 60;
/** Ids that the renderer makes itself, of glosses and footnotes. */
export const NUMBERED = /^(?:gloss|fn|fnref)-\d/;
/**
 * Words that get `section-` in front, so that old links such as `#section-search` stay good. Only
 * `main` is an id of the page around the article: all others there begin with `ui_`, and no
 * heading's id holds a `_`.
 */
const RESERVED = new Set(
  [
    'article body comments content contents footer header help insight main menu nav originals',
    'progress related results search series source summary theme title toc top',
  ].flatMap((words) => words.split(' ')),
);

function isReserved(id: string): boolean {
  return RESERVED.has(id) || NUMBERED.test(id);
}

/** Readable ids, unique within one article; Han and other letters stay as they are. */
export class HeadingIds {
  readonly #taken = new Map<string, number>();

  take(text: string): string {
    const slug = slugOf(text);
    // Ids begin with a letter, as CSS selectors and HTML checkers like them.
    const isPlain = /^\p{L}/u.test(slug) && !isReserved(slug);
    let base = isPlain ? slug : slug === '' ? 'section' : `section-${slug}`;
    // The second "Gloss" must not become `gloss-2`.
    if (this.#taken.has(base) && isReserved(`${base}-2`)) base = `section-${base}`;
    let count = this.#taken.get(base) ?? 0;
    let id = base;
    // A suffixed id may itself be a heading's text: "节 2" after two "节".
    while (count > 0 && this.#taken.has((id = `${base}-${String(count + 1)}`))) count++;
    this.#taken.set(base, count + 1);
    if (id !== base) this.#taken.set(id, 1);
    return id;
  }
}

function slugOf(text: string): string {
  const slug = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return [...slug].slice(0, ID_LENGTH_MAX).join('').replace(/-$/, '');
}
