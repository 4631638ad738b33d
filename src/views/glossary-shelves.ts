import type { GlossaryEntry } from '../corpus/glossary.ts';
import type { ViewContext } from './context.ts';
import type { GlossaryPart } from './glossary-parts.ts';
import type { LinkView } from './types.ts';

/**
 * The pages of a glossary by initial: A to Z, then others; empty if the start page has all entries.
 */
export type Shelves = ReadonlyMap<string, readonly (LinkView & { readonly part: string })[]>;

/** Maximum words or syllables in the name of a page, and letters of each. */
const maximumWords = 4;
const maximumLetters = 8;

/**
 * Names each page by the beginnings of its first and last entry, with as many words as it takes to
 * tell it from others of the same initial.
 */
export function shelve({
  glossary,
  links,
  ui,
}: Pick<ViewContext, 'glossary' | 'links' | 'ui'>): Shelves {
  // Page `0` has the entries that do not start with a letter.
  const [start, ...parts] = glossary.parts;
  const isOther = ({ name }: GlossaryPart) => name.startsWith('0');
  const inOrder = [...parts.filter((part) => !isOther(part)), ...parts.filter(isOther)];
  const byInitial = new Map<string, GlossaryPart[]>();
  for (const part of start?.entries.length === 0 ? inOrder : []) {
    const [first] = part.entries;
    if (!first) continue;
    const initial = initialOf(first) ?? ui.otherInitial;
    byInitial.set(initial, [...(byInitial.get(initial) ?? []), part]);
  }
  return new Map(
    [...byInitial].map(([initial, own]) => {
      const names = own.length === 1 ? [initial] : partNames(own);
      return [
        initial,
        own.map(({ name: part }, index) => ({
          name: names[index] ?? part,
          href: links.glossary(part).href,
          part,
        })),
      ];
    }),
  );
}

/** `A` to `Z`; undefined for other beginnings. */
export function initialOf({ slug }: GlossaryEntry): string | undefined {
  return /^[a-z]/.exec(slug)?.[0].toUpperCase();
}

function partNames(parts: readonly GlossaryPart[]): readonly string[] {
  const byDepth = Array.from({ length: maximumWords }, (_, index) =>
    parts.map(({ entries }) => rangeName(entries, index + 1)),
  );
  return parts.map((part, index) => {
    const isAlone = (names: readonly string[]) =>
      names.filter((name) => name === names[index]).length === 1;
    return (byDepth.find(isAlone) ?? byDepth.at(-1))?.[index] ?? part.name;
  });
}

function rangeName(entries: readonly GlossaryEntry[], words: number): string {
  const ends = [entries[0], entries.at(-1)].map((entry) =>
    (entry?.sortKey ?? '')
      .split(/\s+/)
      .slice(0, words)
      .map((word) => word.slice(0, maximumLetters))
      .join(' '),
  );
  return [...new Set(ends)].join('–');
}
