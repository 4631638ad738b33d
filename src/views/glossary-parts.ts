import type { Glossary, GlossaryEntry } from '../corpus/glossary.ts';
import type { Links } from './links.ts';

/** Bytes of entries on one page at most; with the page's frame it stays below 300 KB. */
const maximumPartBytes = 250_000;

/** One page of the glossary. */
export interface GlossaryPart {
  /** First letters of its entries' slugs: `a`, `zho`; `''` is the whole glossary, `0` what does not start with a letter. */
  readonly name: string;
  /** In the glossary's order; none where the page leads to longer names only. */
  readonly entries: readonly GlossaryEntry[];
  /** Names of the pages that hold what did not fit, sorted. */
  readonly children: readonly string[];
}

/** Where each entry of a glossary stands. */
export interface GlossaryParts {
  /** The first one is the start page. */
  readonly parts: readonly GlossaryPart[];
  /** Address of an entry: a page and an anchor on it. */
  readonly hrefOf: (entry: GlossaryEntry) => string;
}

/**
 * Spreads a glossary over pages. A page is named by the first letters of its entries, and one that grows too long passes them on to
 * pages with one letter more, so that an entry's address depends on its own slug and changes only when its page is divided. The divided
 * page stays and leads to the others.
 * @param bytesOf upper bound of an entry's HTML.
 */
export function divideGlossary(
  { entries }: Glossary,
  links: Links,
  bytesOf: (entry: GlossaryEntry) => number,
  maximumBytes = maximumPartBytes,
): GlossaryParts {
  const sizes = new Map(entries.map((entry) => [entry, bytesOf(entry)]));
  const parts: GlossaryPart[] = [];
  const partOf = new Map<GlossaryEntry, string>();
  const divide = (name: string, own: readonly GlossaryEntry[]): void => {
    const bytes = own.reduce((sum, entry) => sum + (sizes.get(entry) ?? 0), 0);
    const fits = bytes <= maximumBytes;
    // Entries whose letters end here have no longer name to go to.
    const staying = fits ? own : own.filter(({ slug }) => nextName(name, slug) === name);
    for (const entry of staying) partOf.set(entry, name);
    const children = new Map<string, GlossaryEntry[]>();
    if (!fits) {
      for (const entry of own) {
        const child = nextName(name, entry.slug);
        if (child === name) continue;
        const list = children.get(child);
        if (list) list.push(entry);
        else children.set(child, [entry]);
      }
    }
    const names = [...children.keys()].sort();
    parts.push(Object.freeze({ name, entries: staying, children: names }));
    for (const child of names) divide(child, children.get(child) ?? []);
  };
  divide('', entries);
  return Object.freeze({
    parts,
    hrefOf: (entry: GlossaryEntry) => links.glossaryEntry(entry.slug, partOf.get(entry)),
  });
}

/** The name with one more letter of the slug: `zh` → `zho`; the name itself when the slug has no more. */
function nextName(name: string, slug: string): string {
  const letters = slug.replace(/[^\p{L}\p{N}]+/gu, '');
  const own = /^[a-z]/.test(letters) ? letters : `0${letters}`;
  const [next = ''] = own.slice(name.length);
  return own.startsWith(name) ? name + next : name;
}

/** Upper bound of what an entry takes on its page, in bytes: its words, and for each post that it names a link. */
export function glossaryEntryBytes(entry: GlossaryEntry): number {
  const { term, names, aliases, definitions, sources } = entry;
  const texts = [term, ...names, ...aliases, ...definitions.map(({ text }) => text)];
  const posts = [...sources, ...definitions.flatMap(({ sources: own }) => own)];
  return (
    400 +
    texts.reduce((sum, text) => sum + 60 + Buffer.byteLength(text), 0) +
    posts.reduce(
      (sum, { article: { post } }) =>
        sum + 80 + encodeURIComponent(post.slug).length + Buffer.byteLength(post.title),
      0,
    )
  );
}
