const ID_LENGTH_MAX = 60;
/**
 * Ids that the renderer uses itself, and words that it has kept from headings since: old links to
 * `#section-search` stay good. The page around the article needs no list: its ids begin with `ui_`,
 * and no heading's id holds a `_`. `main` is the one exception.
 */
const RESERVED =
  /^(?:(?:gloss|fn|fnref)-\d+.*|main|content|toc|search|header|footer|nav|top|title|theme|comments|article|contents|body|related|source|series|originals|progress|help|menu|summary|insight|results)$/;

/** Readable ids, unique within one article; Han and other letters stay as they are. */
export class HeadingIds {
  readonly #taken = new Map<string, number>();

  take(text: string): string {
    const slug = slugOf(text);
    // Ids begin with a letter, as CSS selectors and HTML checkers like them.
    const isPlain = /^\p{L}/u.test(slug) && !RESERVED.test(slug);
    let base = isPlain ? slug : slug === '' ? 'section' : `section-${slug}`;
    // The second "Gloss" must not become `gloss-2`.
    if (this.#taken.has(base) && RESERVED.test(`${base}-2`)) base = `section-${base}`;
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
