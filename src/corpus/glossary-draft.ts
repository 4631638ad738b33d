import { compareText } from '../shared/compare-text.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import type { AliasTable } from './aliases.ts';
import { hasHan, nameKey } from './gloss-names.ts';
import type { GatheredTerm } from './gloss-statistics.ts';
import { countSpelling, shownSpelling, spellingsOf, startTally, type Tally } from './tally.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** A place where an author explains a term. */
export interface GlossSource {
  readonly article: ShownArticle;
  /** Id of the gloss within the article. */
  readonly anchor: string;
}

/**
 * A definition of a term. Wordings that differ only in case, width, spaces or punctuation are one.
 */
export interface GlossDefinition {
  readonly text: string;
  /** Number of articles that give it. */
  readonly count: number;
  /** Newest first; not all of them. */
  readonly sources: readonly GlossSource[];
}

/** Of a concept, and of each of its definitions. */
const mostSources = 5;

interface Definition {
  readonly tally: Tally;
  readonly sources: GlossSource[];
  /** The last article counted. */
  latest: ShownArticle;
}

/** What is collected for a concept while articles are read, newest first. */
export interface Draft {
  readonly key: string;
  readonly terms: GatheredTerm[];
  readonly articles: ShownArticle[];
  readonly sources: GlossSource[];
  /** By `definitionKey`; created with the first definition. */
  definitions: Map<string, Definition> | undefined;
  /** The oldest article so far that defines the concept. */
  firstToDefine: ShownArticle | undefined;
}

export function startDraft(key: string): Draft {
  return {
    key,
    terms: [],
    articles: [],
    sources: [],
    definitions: undefined,
    firstToDefine: undefined,
  };
}

/**
 * Adds a gloss. Glosses of an article must be added together: a wording counts once per article.
 */
export function addGloss(draft: Draft, article: ShownArticle, gloss: Gloss): void {
  const source = { article, anchor: gloss.id };
  if (draft.articles.at(-1) !== article) {
    draft.articles.push(article);
    if (draft.sources.length < mostSources) draft.sources.push(source);
  }
  const text = gloss.definition?.trim() ?? '';
  if (text === '') return;
  draft.firstToDefine = article;
  const key = definitionKey(text);
  const definitions = (draft.definitions ??= new Map<string, Definition>());
  const definition = definitions.get(key);
  if (!definition) {
    definitions.set(key, { tally: startTally(text), sources: [source], latest: article });
    return;
  }
  if (definition.latest === article) return;
  definition.latest = article;
  countSpelling(definition.tally, text);
  if (definition.sources.length < mostSources) definition.sources.push(source);
}

/**
 * The identity of a wording: differences that `foldTerm` ignores do not count, nor does an opening
 * such as `指` or `意思是`, which only repeats the colon before it.
 */
function definitionKey(text: string): string {
  return foldTerm(text.replace(/^(?:即|也就是|意思是|意为|指的是|是指|指)\s*/u, ''));
}

/**
 * The definitions, most frequent first, then newest, without those that only repeat a name of
 * the concept.
 * @param shown the folded names.
 */
export function finishDefinitions(
  { definitions }: Draft,
  shown: ReadonlySet<string>,
): readonly GlossDefinition[] {
  const finished: GlossDefinition[] = [];
  for (const [key, { tally, sources }] of definitions ?? []) {
    if (shown.has(key)) continue;
    finished.push({ text: shownSpelling(tally), count: tally.count, sources });
  }
  return finished.sort(compareDefinitions);
}

function compareDefinitions(a: GlossDefinition, b: GlossDefinition): number {
  const day = ({ sources: [newest] }: GlossDefinition) => newest?.article.post.date ?? '';
  return b.count - a.count || compareText(day(b), day(a)) || compareText(a.text, b.text);
}

/**
 * The date since which a concept has an entry: when an article defined it, or a second one named
 * it. Newer articles never change it.
 */
export function entryDay({ articles, firstToDefine }: Draft): string {
  const defined = firstToDefine?.post.date ?? '9999';
  const named = articles.at(-2)?.post.date ?? '9999';
  return defined < named ? defined : named;
}

/** The shown name: the alias file's choice, or the most frequent term. */
export function shownName({ terms }: Draft, aliases: AliasTable): string {
  let wanted: string | undefined;
  for (const { key } of terms) {
    const name = aliases.nameOfAny(key);
    if (name !== undefined && (wanted === undefined || name < wanted)) wanted = name;
  }
  return wanted ?? byCount(terms)[0]?.spelling ?? '';
}

/** Full names, most frequent first, without those that only repeat the term. */
export function fullNames({ terms }: Draft, shown: string): readonly string[] {
  const counts = countNames(terms);
  if (counts.size === 0) return [];
  const own = nameKey(shown);
  return [...counts]
    .filter(([key]) => key !== own)
    .sort(([a, one], [b, other]) => other.count - one.count || compareText(a, b))
    .map(([, { spelling }]) => spelling);
}

/** Counts the names of all terms together, by `nameKey`. */
function countNames(terms: readonly GatheredTerm[]): GatheredTerm['names'] {
  const [only, ...others] = terms;
  if (only && others.length === 0) return only.names;
  const counts = new Map<string, { spelling: string; count: number }>();
  for (const { names } of terms) {
    for (const [key, { spelling, count: times }] of names) {
      const known = counts.get(key);
      counts.set(key, {
        spelling: known && compareText(known.spelling, spelling) < 0 ? known.spelling : spelling,
        count: times + (known?.count ?? 0),
      });
    }
  }
  return counts;
}

/**
 * Other terms of the concept, most frequent first, without those shown already.
 * @param shown folded names shown so far; the returned ones are added.
 */
export function otherTerms({ terms }: Draft, shown: Set<string>): readonly string[] {
  const others: string[] = [];
  for (const { tally } of byCount(terms)) {
    for (const name of spellingsOf(tally)) {
      const key = foldTerm(name);
      if (shown.has(key)) continue;
      shown.add(key);
      others.push(name);
    }
  }
  return others;
}

function byCount(terms: readonly GatheredTerm[]): readonly GatheredTerm[] {
  if (terms.length < 2) return terms;
  return [...terms].sort((a, b) => b.count - a.count || compareText(a.key, b.key));
}

/** Longer names are sentences in bold. */
const maximumHan = 16;
const maximumCharacters = 60;

/** Whether a name is a term, not a sentence in bold. */
export function isTermLike(name: string): boolean {
  if (name.length > maximumCharacters || !/[\p{L}\p{N}]/u.test(name)) return false;
  const isTitle = /^《[^《》]+》$/u.test(name);
  if (isTitle || !hasHan(name)) return true;
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han <= maximumHan && !/[，。？！；]/u.test(name);
}
