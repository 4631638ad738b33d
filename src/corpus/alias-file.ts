import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import { cleanText, splitList } from '../content/text.ts';
import { isMapping } from '../shared/is-mapping.ts';
import { aliasSections, checkAliases, type AliasConflict } from './alias-conflicts.ts';
import { createAliasTable, noAliases } from './aliases.ts';
import type { AliasGroup, AliasSection, AliasTable } from './aliases.ts';
import { loadPlaced, ScalarLines } from './scalar-lines.ts';

export interface AliasFile {
  readonly table: AliasTable;
  readonly problems: readonly Problem[];
}

const example = 'organisation: { OpenAI: [开放人工智能] }';

const spelling = z
  .union([z.string(), z.number()], { error: 'must be a text' })
  .transform((value) => cleanText(String(value)));

/** A name's other spellings. Without any, the entry only sets how the name is shown. */
const spellings = z.union(
  [
    z.null().transform(() => []),
    z.array(spelling),
    spelling.transform((text) =>
      splitList(text)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ],
  { error: 'must be a list of spellings' },
);

const section = z.record(z.string(), spellings, {
  error: 'must be a mapping of names to spellings',
});

/** Where an alias file lies. */
export interface AliasPlace {
  /** Absolute path. */
  readonly file: string;
  /** The file as problems name it. */
  readonly label: string;
}

/** Reads the alias file; an absent file counts as empty. */
export async function loadAliases({ file, label }: AliasPlace): Promise<AliasFile> {
  return parseAliases(await textOrNothing(file), label);
}

/** The text of a file; '' if there is none. */
export async function textOrNothing(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Parses the alias file: sections by type of term (and `all`) with lines `Name shown: [other
 * spelling, …]`.
 * @param label the file's name in problems.
 */
export function parseAliases(yaml: string, label: string): AliasFile {
  const lines = new ScalarLines();
  const problems: Problem[] = [];
  const report = (line: number, code: string, message: string, hint: string) =>
    problems.push({ file: label, line, code, message, hint, severity: 'error' });
  const hint = 'Write a line "Name: [spelling, spelling]" below the type of term.';
  const parsed = loadPlaced(yaml, lines, 'The alias file', hint);
  if ('texts' in parsed) {
    problems.push({ file: label, ...parsed.texts, severity: 'error' });
    return { table: noAliases(), problems };
  }
  const { data } = parsed;
  if (data === undefined || data === null) return { table: noAliases(), problems };
  if (!isMapping(data)) {
    report(1, 'alias-shape', 'The alias file is no mapping.', `Start it with "${example}".`);
    return { table: noAliases(), problems };
  }
  const groups: AliasGroup[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (!isSection(name)) {
      const guess = nearest(name, aliasSections);
      const known = guess === undefined ? `one of ${aliasSections.join(', ')}` : `"${guess}"`;
      report(
        lines.find(name),
        'alias-section',
        `"${name}" is no type of term.`,
        `Did you mean ${known}?`,
      );
      continue;
    }
    const parsed = section.safeParse(value ?? {});
    if (parsed.success) {
      for (const [own, aliases] of Object.entries(parsed.data)) {
        groups.push({ section: name, name: cleanText(own), aliases });
      }
      continue;
    }
    const issue = parsed.error.issues[0];
    const path = [name, ...(issue?.path.map(String).slice(0, 1) ?? [])];
    report(
      lines.find(...path),
      'alias-shape',
      `"${path.join('" › "')}" ${issue?.message ?? 'has a wrong shape'}.`,
      `Write e.g. "${example}".`,
    );
  }
  const checked = checkAliases(groups);
  for (const conflict of checked.conflicts) problems.push(conflictProblem(conflict, label, lines));
  return { table: createAliasTable(checked.groups), problems };
}

function isSection(name: string): name is AliasSection {
  return (aliasSections as readonly string[]).includes(name);
}

function conflictProblem(conflict: AliasConflict, label: string, lines: ScalarLines): Problem {
  const { kind, group, alias, other = '' } = conflict;
  const { name } = group;
  const [message, hint] = {
    'two-names': [
      `"${alias}" stands under "${name}" and under "${other}".`,
      'Keep it under one of the two.',
    ],
    chain: [
      `"${alias}" stands under "${name}", but is a name with spellings of its own.`,
      `Put its spellings under "${name}" too, or take it out of that list.`,
    ],
    cycle: [
      `"${name}" and "${alias}" each stand under the other.`,
      'Keep the line of the name that should be shown.',
    ],
    'repeated-name': [
      `"${name}" is the same name as "${other}".`,
      'Put the spellings of both lines into one.',
    ],
    empty: [
      `A spelling of "${name}" has no letters to know it by.`,
      'Delete it, or write it with letters or digits.',
    ],
  }[kind] as [string, string];
  return {
    file: label,
    line: lines.find(group.section, name, ...(alias === undefined ? [] : [alias])),
    code: `alias-${kind}`,
    message,
    hint,
    severity: 'error',
  };
}
