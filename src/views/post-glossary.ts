import { addToGroup } from '../shared/group-by.ts';
import type { GlossaryEntry } from '../corpus/glossary.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';

/**
 * The terms that an article explains, with their places in the glossary: a list for readers, and
 * where glosses lead to for scripts.
 */
export interface PostGlossaryView {
  readonly label: string;
  /** Label of the link in a gloss's note. */
  readonly open: string;
  /** In the order of the article. */
  readonly entries: readonly {
    readonly name: string;
    readonly href: string;
    /** Numbers of the glosses that explain it here, `1 7`: `gloss-1`, `gloss-7`. */
    readonly glosses: string;
    /** How many other posts explain it; absent when none does. */
    readonly elsewhere?: string;
  }[];
}

/**
 * Terms that an article's list has at most: ten times what a usual article explains; about 25 KB.
 */
const maximumEntries = 300;

export type PostGlossaryFinder = (article: ShownArticle) => PostGlossaryView | undefined;

/**
 * Finds the glossary entries that the glosses of an article lead to. Unlisted articles have terms
 * too, but an entry says nothing of them. Where there are too many, those that most articles
 * explain are kept.
 */
export function createPostGlossary({ corpus, glossary, ui }: ViewContext): PostGlossaryFinder {
  return (article) => {
    const glosses = new Map<GlossaryEntry, string[]>();
    for (const gloss of article.glosses) {
      const entry = corpus.glossary.entryOfGloss(gloss);
      if (!entry) continue;
      addToGroup(glosses, entry, gloss.id.replace(/^gloss-/, ''));
    }
    if (glosses.size === 0) return undefined;
    const kept = keepMostExplained([...glosses]);
    return {
      label: ui.glossary.inArticle(kept.length),
      open: ui.glossary.open,
      entries: kept.map(([entry, numbers]) => {
        const listed = article.post.visibility === 'listed';
        const others = entry.articles.length - (listed ? 1 : 0);
        return {
          name: entry.term,
          href: glossary.hrefOf(entry),
          glosses: numbers.join(' '),
          ...(others > 0 && { elsewhere: elsewhereText(ui, others) }),
        };
      }),
    };
  };
}

/**
 * Tells how many other posts explain a term, in round numbers: the pages of all of them tell it,
 * and must not change with each new one.
 */
function elsewhereText(ui: Ui, others: number): string {
  const shown = roundCounts.find((count) => count <= others) ?? others;
  return ui.glossary.elsewhere(shown, shown < others);
}

/** Numbers that are told, falling; those below 5 as they are. */
const roundCounts = [1000, 500, 200, 100, 50, 20, 10, 5];

function keepMostExplained<T>(
  entries: readonly (readonly [GlossaryEntry, T])[],
): readonly (readonly [GlossaryEntry, T])[] {
  if (entries.length <= maximumEntries) return entries;
  const kept = new Set(
    [...entries]
      .sort(([a], [b]) => b.articles.length - a.articles.length)
      .slice(0, maximumEntries)
      .map(([entry]) => entry),
  );
  return entries.filter(([entry]) => kept.has(entry));
}
