import { compareText } from '../content/problem.ts';
import type { Article } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import type { AliasTable } from './aliases.ts';
import { hasHan, nameKey } from './gloss-names.ts';
import type { GatheredTerm } from './gloss-statistics.ts';
import type { GlossDefinition, GlossSource } from './glossary.ts';
import { bestSpelling, foldTerm } from './term-identity.ts';

interface Definition {
  readonly spellings: Map<string, number>;
  readonly sources: GlossSource[];
  count: number;
  /** The last article that was counted. */
  latest: Article | undefined;
}

/** What is gathered of a concept while articles are read, newest first. */
export interface Draft {
  readonly key: string;
  readonly terms: GatheredTerm[];
  readonly articles: Article[];
  readonly sources: GlossSource[];
  /** By `definitionKey`. */
  readonly definitions: Map<string, Definition>;
  /** The oldest article so far that says what the concept means. */
  firstToDefine: Article | undefined;
}

export function startDraft(key: string): Draft {
  return {
    key,
    terms: [],
    articles: [],
    sources: [],
    definitions: new Map(),
    firstToDefine: undefined,
  };
}

/** Adds a gloss. An article's glosses come one after the other: a wording that it repeats counts once. */
export function addGloss(draft: Draft, article: Article, gloss: Gloss, sourceLimit: number): void {
  const source = { article, anchor: gloss.id };
  if (draft.articles.at(-1) !== article) {
    draft.articles.push(article);
    if (draft.sources.length < sourceLimit) draft.sources.push(source);
  }
  const text = gloss.definition?.trim() ?? '';
  if (text === '') return;
  draft.firstToDefine = article;
  const key = definitionKey(text);
  let definition = draft.definitions.get(key);
  if (!definition) {
    definition = { spellings: new Map(), sources: [], count: 0, latest: undefined };
    draft.definitions.set(key, definition);
  }
  if (definition.latest === article) return;
  definition.latest = article;
  definition.count++;
  definition.spellings.set(text, (definition.spellings.get(text) ?? 0) + 1);
  if (definition.sources.length < sourceLimit) definition.sources.push(source);
}

/** Wordings are one when they differ in what `foldTerm` folds, or in an opening that says no more than the colon before it. */
export function definitionKey(text: string): string {
  return foldTerm(text.replace(/^(?:即|也就是|意思是|意为|指的是|是指|指)\s*/u, ''));
}

/** Definitions, most frequent first, then newest; without those that only repeat one of the concept's names. */
export function finishDefinitions(
  { definitions }: Draft,
  names: readonly string[],
): readonly GlossDefinition[] {
  const known = new Set(names.map(foldTerm));
  return [...definitions]
    .filter(([key]) => !known.has(key))
    .map(([, { spellings, count, sources }]) => ({ text: bestSpelling(spellings), count, sources }))
    .sort(compareDefinitions);
}

function compareDefinitions(a: GlossDefinition, b: GlossDefinition): number {
  const day = ({ sources: [newest] }: GlossDefinition) => newest?.article.post.date ?? '';
  return b.count - a.count || compareText(day(b), day(a)) || compareText(a.text, b.text);
}

/** The day since which a concept deserves an entry: an article defined it, or a second one named it. Newer ones never change it. */
export function entryDay({ articles, firstToDefine }: Draft): string {
  const days = [firstToDefine, articles.at(-2)].map((article) => article?.post.date ?? '9999');
  return days.sort(compareText)[0] ?? '9999';
}

/** The name that is shown: the one that the alias file wants, or the most frequent term. */
export function shownName({ terms }: Draft, aliases: AliasTable): string {
  const wanted = terms.flatMap(({ key }) => aliases.nameOfAny(key) ?? []).sort(compareText);
  return wanted[0] ?? byCount(terms)[0]?.spelling ?? '';
}

/** Full names, most frequent first; without those that only repeat the term. */
export function fullNames({ terms }: Draft, shown: string): readonly string[] {
  const counts = new Map<string, { spelling: string; count: number }>();
  for (const { names } of terms) {
    for (const [key, { spelling, count }] of names) {
      const known = counts.get(key);
      counts.set(key, {
        spelling: known && compareText(known.spelling, spelling) < 0 ? known.spelling : spelling,
        count: count + (known?.count ?? 0),
      });
    }
  }
  const own = nameKey(shown);
  return [...counts]
    .filter(([key]) => key !== own)
    .sort(([a, one], [b, other]) => other.count - one.count || compareText(a, b))
    .map(([, { spelling }]) => spelling);
}

/** The concept's other terms, most frequent first, without those that are shown already. */
export function otherTerms({ terms }: Draft, shown: readonly string[]): readonly string[] {
  const seen = new Set(shown.map(foldTerm));
  return byCount(terms)
    .flatMap(({ spellings }) =>
      [...spellings].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([name]) => name),
    )
    .filter((name) => {
      const key = foldTerm(name);
      return !seen.has(key) && seen.add(key);
    });
}

function byCount(terms: readonly GatheredTerm[]): readonly GatheredTerm[] {
  return [...terms].sort((a, b) => b.count - a.count || compareText(a.key, b.key));
}

/** Longer ones are sentences that an author put in bold. */
const maximumHan = 16;
const maximumCharacters = 60;

/** Whether a name is a term rather than a sentence in bold. */
export function isTermLike(name: string): boolean {
  if (name.length > maximumCharacters || !/[\p{L}\p{N}]/u.test(name)) return false;
  const isTitle = /^《[^《》]+》$/u.test(name);
  if (isTitle || !hasHan(name)) return true;
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han <= maximumHan && !/[，。？！；]/u.test(name);
}
