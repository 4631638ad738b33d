import { compareText } from '../shared/compare-text.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import type { Steps } from '../shared/cooperative.ts';
import type { AliasTable } from './aliases.ts';
import { joinConcepts } from './gloss-concepts.ts';
import { nameKey } from './gloss-names.ts';
import { gatherSteps } from './gloss-statistics.ts';
import {
  addGloss,
  entryDay,
  finishDefinitions,
  fullNames,
  isTermLike,
  otherTerms,
  shownName,
  startDraft,
} from './glossary-draft.ts';
import type { Draft, GlossDefinition, GlossSource } from './glossary-draft.ts';
import { foldTerm } from '../shared/fold-term.ts';
import { assignSlugs, romanise, sortKeyOf } from './term-slugs.ts';

/** A concept and all that the corpus says of it. */
export interface GlossaryEntry {
  /** Identity of its most frequent term. Unique. */
  readonly key: string;
  /** The shown spelling. */
  readonly term: string;
  readonly slug: string;
  /**
   * Latin letters to sort by, without opening quotes and title marks. Groups by initial and names
   * of pages need entries in this order.
   */
  readonly sortKey: string;
  /** Full names, mostly English, most frequent first, without those that only repeat the term. */
  readonly names: readonly string[];
  /** Other terms of the same meaning, most frequent first, without those among the names. */
  readonly aliases: readonly string[];
  /** Most frequent first, then newest; not all of them. */
  readonly definitions: readonly GlossDefinition[];
  /** Number of all definitions. */
  readonly definitionCount: number;
  /** All articles that gloss the term, newest first. */
  readonly articles: readonly ShownArticle[];
  /** Where it is glossed: newest first, not all of them. */
  readonly sources: readonly GlossSource[];
}

/** The entries of a site's glossary and look-ups in them. */
export interface Glossary {
  /** By sort key: A to Z, Han by pinyin. */
  readonly entries: readonly GlossaryEntry[];
  /** Finds an entry by a term, an alias, or a full name that only one entry has. */
  readonly entryOf: (term: string) => GlossaryEntry | undefined;
  /** The entry to which a gloss of a listed article belongs; undefined if its concept has none. */
  readonly entryOfGloss: (gloss: Gloss) => GlossaryEntry | undefined;
}

/** Of an entry. There may be more than a page has room for. */
const mostDefinitions = 12;
const mostNames = 5;

/**
 * Makes one entry per concept from the glosses of all listed articles. A first pass compares names,
 * a second collects definitions.
 *
 * A concept has an entry if an author defines it or two articles name it: translations given in
 * passing, as in `靶子（target to shoot for）`, would hide the others. Sentences in bold have no
 * entry either.
 * @param articles listed, newest first.
 */
export function* glossarySteps(
  articles: readonly ShownArticle[],
  aliases: AliasTable,
): Steps<Glossary> {
  const { terms, keys, keyOf } = yield* gatherSteps(articles, aliases);
  yield;
  const concepts = joinConcepts(terms);
  yield;
  const drafts = new Map<string, Draft>();
  const draftOf = new Map<string, Draft>();
  for (const [key, term] of terms) {
    const root = concepts.get(key) ?? key;
    let draft = drafts.get(root);
    if (!draft) drafts.set(root, (draft = startDraft(root)));
    draft.terms.push(term);
    draftOf.set(key, draft);
  }
  let place = 0;
  for (const article of articles) {
    for (const gloss of article.glosses) {
      const draft = draftOf.get(keys[place++] ?? '');
      if (draft) addGloss(draft, article, gloss);
    }
  }
  yield;
  const finished = yield* finishEntries(drafts.values(), aliases);
  yield;
  const { byKey, byName } = indexEntries(finished);
  return Object.freeze<Glossary>({
    entries: finished
      .map(({ entry }) => entry)
      .sort((a, b) => compareText(a.sortKey, b.sortKey) || compareText(a.key, b.key)),
    entryOf: (term) => byKey.get(aliases.keyOfAny(term)) ?? byName.get(nameKey(term)),
    entryOfGloss: (gloss) => byKey.get(keyOf(gloss)),
  });
}

/** An entry and the draft from which it was made. */
interface FinishedEntry {
  readonly entry: GlossaryEntry;
  readonly draft: Draft;
}

/** Concepts per step. */
const draftsPerStep = 10_000;

/** @returns the entries, unsorted. */
function* finishEntries(
  drafts: Iterable<Draft>,
  aliases: AliasTable,
): Steps<readonly FinishedEntry[]> {
  const worthy = [];
  let seen = 0;
  for (const draft of drafts) {
    if (++seen % draftsPerStep === 0) yield;
    const name = shownName(draft, aliases);
    if (!isTermLike(name)) continue;
    const names = fullNames(draft, name).slice(0, mostNames);
    const shown = new Set([name, ...names].map(foldTerm));
    const others = otherTerms(draft, shown);
    const definitions = finishDefinitions(draft, shown);
    const isNamed = names.length + others.length > 0 && draft.articles.length >= 2;
    if (definitions.length === 0 && !isNamed) continue;
    const { key } = draft;
    const latin = romanise(name);
    worthy.push({ draft, key, day: entryDay(draft), name, latin, names, others, definitions });
  }
  // Oldest first, so that a new entry never changes the address of an older one.
  worthy.sort((a, b) => compareText(a.day, b.day) || compareText(a.key, b.key));
  yield;
  const slugs = assignSlugs(worthy);
  return worthy.map(({ draft, key, name, latin, names, others, definitions }) => ({
    draft,
    entry: Object.freeze<GlossaryEntry>({
      key,
      term: name,
      slug: slugs.get(key) ?? key,
      sortKey: sortKeyOf(name, latin),
      names,
      aliases: others,
      definitions: definitions.slice(0, mostDefinitions),
      definitionCount: definitions.length,
      articles: draft.articles,
      sources: draft.sources,
    }),
  }));
}

interface EntryIndex {
  /** By the key of each term. */
  readonly byKey: ReadonlyMap<string, GlossaryEntry>;
  /** By full name, without names that entries share. */
  readonly byName: ReadonlyMap<string, GlossaryEntry>;
}

function indexEntries(finished: readonly FinishedEntry[]): EntryIndex {
  const byKey = new Map<string, GlossaryEntry>();
  const byName = new Map<string, GlossaryEntry>();
  const shared = new Set<string>();
  for (const { entry, draft } of finished) {
    for (const { key, names } of draft.terms) {
      byKey.set(key, entry);
      for (const name of names.keys()) {
        const known = byName.get(name);
        if (!known) byName.set(name, entry);
        else if (known !== entry) shared.add(name);
      }
    }
  }
  for (const name of shared) byName.delete(name);
  return { byKey, byName };
}
