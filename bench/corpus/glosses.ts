import {
  definitionCharacters,
  glossAsciiBracketShare,
  glossForms,
  glossFullWidthColonShare,
} from './profile.ts';
import type { Prose } from './prose.ts';
import { quantileAt } from './quantiles.ts';
import type { Random } from './random.ts';
import type { TermSampler } from './term-sampler.ts';
import type { NameMaker } from './term-names.ts';

/** A glossary entry as authors write it: a Chinese head with its English name. */
interface GlossaryTerm {
  readonly han: string;
  readonly latin: string;
  readonly short: string;
}

/**
 * Writes glosses. One writer serves the whole corpus, so that terms recur in many articles with
 * other definitions.
 */
export class GlossWriter {
  readonly #sampler: TermSampler;
  readonly #names: NameMaker;
  readonly #terms: GlossaryTerm[] = [];

  constructor(sampler: TermSampler, names: NameMaker) {
    this.#sampler = sampler;
    this.#names = names;
  }

  /** One gloss in one of the measured forms, e.g. `**术语**（Full name: 定义）`. */
  write(prose: Prose, random: Random): string {
    const term = this.#term(random);
    const colon = random.chance(glossFullWidthColonShare) ? '：' : ': ';
    const define = (): string => {
      const length = Math.round(quantileAt(definitionCharacters, random.next()));
      return prose
        .hanClause(Math.ceil(length / 1.6))
        .slice(0, length)
        .trim();
    };
    const ascii = random.chance(glossAsciiBracketShare);
    const bracket = (text: string): string => (ascii ? ` (${text})` : `（${text}）`);
    switch (random.pickWeighted(glossForms)) {
      case '**中**（Latin: d）':
        return `**${term.han}**${bracket(term.latin + colon + define())}`;
      case '**中**（Latin）':
        return `**${term.han}**${bracket(term.latin)}`;
      case '**Latin**（Latin: d）':
        return `**${term.short}**${bracket(term.latin + colon + define())}`;
      case '**Latin**（中）':
        return `**${term.latin}**${bracket(term.han)}`;
      case '**Latin**（中: d）':
        return `**${term.latin}**${bracket(term.han + colon + define())}`;
      case '**中**（中）':
        return `**${term.han}**${bracket(define())}`;
      case '**中**（Latin: Latin）':
        return `**${term.han}**${bracket(`${term.short}${colon}${term.latin}`)}`;
      case '**中（Latin）**':
        return `**${term.han}${bracket(term.latin)}**`;
      case '中（Latin: d）':
        return term.han + bracket(term.latin + colon + define());
      case '“**中**”（Latin: d）':
        return `“**${term.han}**”${bracket(term.latin + colon + define())}`;
      case '**中**（1.2%）':
        const share = `${random.between(1, 20)}.${random.below(10)}%`;
        return `**${term.han}**${bracket(share)}`;
    }
  }

  #term(random: Random): GlossaryTerm {
    const number = this.#sampler.draw(random);
    const known = this.#terms[number];
    if (known) return known;
    const term: GlossaryTerm = {
      han: this.#names.hanTerm(random),
      latin: this.#names.latinTitle(random, random.between(1, 3)),
      short: this.#names.acronym(random),
    };
    this.#terms[number] = term;
    return term;
  }
}
