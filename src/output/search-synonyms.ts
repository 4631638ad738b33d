import { termTypes } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { SynonymGroup } from '../search/index/synonym-file.ts';

/** What a gloss gives instead of a name: `一家研究公司`, or a list. */
const description = /^一[种家个款位名类项套部本档支篇]|[，。；：、,;:/]|^.{32}/u;

const han = /\p{Script=Han}/u;

/**
 * What search may offer beside a wording: what the alias file says of the terms of listed articles,
 * then what glosses say. Of glosses only pairs of Han and Latin wordings count: `RAG` and `检索增强生成`
 * complete each other, two English wordings of one article rarely do.
 */
export function* searchSynonyms({ terms, aliases, glossary }: Corpus): Generator<SynonymGroup> {
  for (const type of termTypes) {
    for (const { key, name } of terms[type].terms) {
      const others = aliases.aliasesOf(type, key);
      if (others.length > 0) yield [name, ...others];
    }
  }
  const entries = [...glossary.entries].sort((a, b) => b.articles.length - a.articles.length);
  for (const { term, aliases: otherTerms, names } of entries) {
    const wordings = [term, ...otherTerms, ...names].filter(
      (wording) => !description.test(wording),
    );
    const chinese = wordings.filter((wording) => han.test(wording));
    const foreign = wordings.filter((wording) => !han.test(wording));
    for (const wording of chinese.slice(0, wordingsPerLanguage)) {
      for (const other of foreign.slice(0, wordingsPerLanguage)) yield [wording, other];
    }
  }
}

/** The most frequent ones. */
const wordingsPerLanguage = 3;
