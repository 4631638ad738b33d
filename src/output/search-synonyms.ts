import { termTypes } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { otherNamesOf } from '../corpus/term-index.ts';
import type { SynonymGroup } from '../search/index/synonym-file.ts';

/** A gloss that describes the term, e.g. `一家研究公司`, or is a list, and so is no other name for it. */
const descriptive = /^一[种家个款位名类项套部本档支篇]|[，。；：、,;:/]|^.{32}/u;

const han = /\p{Script=Han}/u;

/**
 * Groups of names that search offers for each other: first terms of listed articles with their
 * aliases, then names from glosses. A gloss gives pairs of a Han and a Latin name only: `RAG` and
 * `检索增强生成` mean the same, two English names in one gloss rarely do.
 */
export function* searchSynonyms({ terms, aliases, glossary }: Corpus): Generator<SynonymGroup> {
  for (const type of termTypes) {
    for (const term of terms[type].terms) {
      const others = otherNamesOf(term, aliases);
      if (others.length > 0) yield [term.name, ...others];
    }
  }
  const entries = [...glossary.entries].sort((a, b) => b.articles.length - a.articles.length);
  for (const { term, aliases: otherTerms, names } of entries) {
    const wordings = [term, ...otherTerms, ...names].filter(
      (wording) => !descriptive.test(wording),
    );
    const chinese = wordings.filter((wording) => han.test(wording));
    const foreign = wordings.filter((wording) => !han.test(wording));
    for (const wording of chinese.slice(0, wordingsPerLanguage)) {
      for (const other of foreign.slice(0, wordingsPerLanguage)) yield [wording, other];
    }
  }
}

/** Maximum names of one script that are paired for a glossary entry. */
const wordingsPerLanguage = 3;
