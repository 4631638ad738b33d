import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import { termTypes, typesOfSameNames } from '../content/terms.ts';
import { cleanText } from '../content/text.ts';
import { isMapping } from '../shared/is-mapping.ts';
import { textOrNothing, type AliasPlace } from './alias-file.ts';
import type { TermLabel } from './aliases.ts';
import type { Corpus } from './corpus.ts';
import { loadPlaced, ScalarLines } from './scalar-lines.ts';

/** A label with its place in the file. */
interface PlacedLabel extends TermLabel {
  readonly line: number;
}

export interface LabelFile {
  /** The file as problems name it. */
  readonly file: string;
  readonly labels: readonly PlacedLabel[];
  readonly problems: readonly Problem[];
}

const example = 'area: { tech-engineering: 科技与工程 }';

/** Reads what terms are shown as; an absent file counts as empty. */
export async function loadLabels({ file, label }: AliasPlace): Promise<LabelFile> {
  return parseLabels(await textOrNothing(file), label);
}

/**
 * Parses the file of labels: sections by type of term with lines `name: label`.
 * @param file its name in problems.
 */
export function parseLabels(yaml: string, file: string): LabelFile {
  const lines = new ScalarLines();
  const labels: PlacedLabel[] = [];
  const problems: Problem[] = [];
  const warn = (line: number, code: string, message: string, hint: string) =>
    problems.push({ file, line, code, message, hint, severity: 'warning' });
  const hint = 'Write a line "name: label" below the type of term.';
  const parsed = loadPlaced(yaml, lines, 'The file of labels', hint);
  if ('texts' in parsed) {
    return { file, labels, problems: [{ file, ...parsed.texts, severity: 'error' }] };
  }
  const write = `Write e.g. "${example}".`;
  const sections: unknown = parsed.data ?? {};
  if (!isMapping(sections)) {
    warn(1, 'label-shape', 'The file of labels is no mapping.', write);
    return { file, labels, problems };
  }
  for (const [section, names] of Object.entries(sections)) {
    const type = termTypes.find((one) => one === section);
    if (!type) {
      const guess = nearest(section, termTypes);
      const known = guess === undefined ? `one of ${termTypes.join(', ')}` : `"${guess}"`;
      const message = `"${section}" is no type of term.`;
      warn(lines.find(section), 'label-section', message, `Did you mean ${known}?`);
    } else if (!isMapping(names ?? {})) {
      const message = `"${section}" must be a mapping of names to labels.`;
      warn(lines.find(section), 'label-shape', message, write);
    } else {
      for (const [name, value] of Object.entries(names ?? {})) {
        const line = lines.find(section, cleanText(name));
        const isText = typeof value === 'string' || typeof value === 'number';
        const label = isText ? cleanText(String(value)) : '';
        if (label !== '') labels.push({ type, name: cleanText(name), label, line });
        else warn(line, 'label-shape', `"${section}" › "${name}" must be a text.`, write);
      }
    }
  }
  return { file, labels, problems };
}

/**
 * Warns of labels of terms that no post has, and of labels by which two terms could not be told
 * apart.
 */
export function strayLabels({ file, labels }: LabelFile, corpus: Corpus): readonly Problem[] {
  const { terms, unlisted, aliases } = corpus;
  const severity = 'warning' as const;
  return labels.flatMap(({ type, name, label, line }): readonly Problem[] => {
    const index = terms[type];
    const key = aliases.keyOf(type, name);
    // A label of a person counts for the speaker of that name.
    const types = typesOfSameNames(type);
    const isUsed = types.some(
      (one) =>
        terms[one].find(name) ??
        unlisted.some(({ post }) =>
          post.terms[one].some((written) => aliases.keyOf(type, written) === key),
        ),
    );
    const term = index.find(name);
    if (!isUsed) {
      const known = index.terms.map((one) => one.spelling ?? one.name);
      const guess = nearest(name, known);
      const hint = guess === undefined ? 'Delete the line.' : `Did you mean "${guess}"?`;
      const message = `No post has "${name}" (${type}).`;
      return [{ file, line, code: 'label-unused', message, hint, severity }];
    }
    const other = index.terms.find((one) => one !== term && one.name === label);
    if (!other) return [];
    const message = `"${other.spelling ?? label}" (${type}) is shown as "${label}" too.`;
    const hint = 'Give one of them another label, or make them one in aliases.yaml.';
    return [{ file, line, code: 'label-taken', message, hint, severity }];
  });
}
