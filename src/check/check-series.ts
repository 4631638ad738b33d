import type { Problem } from '../content/problem.ts';
import { findNearSpellings } from '../corpus/near-spellings.ts';
import type { Term, TermIndex } from '../corpus/term-index.ts';

/**
 * Reports series of one part, and names of series that probably mean the same.
 * @param labelOf the file as problems name it.
 * @param lineOf 1-based line of the `series` field.
 * @param aliasLabel the alias file as problems name it.
 */
export function checkSeries(
  series: TermIndex,
  labelOf: (file: string) => string,
  lineOf: (file: string) => number,
  aliasLabel: string,
): readonly Problem[] {
  const near = new Map<string, string>();
  for (const { a, b } of findNearSpellings(series.terms)) {
    const [rare, usual] = a.articles.length <= b.articles.length ? [a, b] : [b, a];
    near.set(rare.key, usual.name);
  }
  return series.terms.flatMap((term): Problem[] => {
    const meant = near.get(term.key);
    if (meant !== undefined) {
      return [
        problem(term, {
          code: 'series-name-near',
          message: `The series "${term.name}" may be the same as "${meant}".`,
          hint: `Spell both the same, or add a line to ${aliasLabel}.`,
          severity: 'warning',
        }),
      ];
    }
    if (term.articles.length > 1) return [];
    return [
      problem(term, {
        code: 'series-of-one',
        message: `The series "${term.name}" has one part only.`,
        hint: 'Check the name, or leave the series out until there is a second part.',
        severity: 'notice',
      }),
    ];
  });

  function problem(term: Term, rest: Omit<Problem, 'file'>): Problem {
    const file = term.articles[0]?.post.file ?? '';
    return { file: labelOf(file), line: lineOf(file), ...rest };
  }
}
