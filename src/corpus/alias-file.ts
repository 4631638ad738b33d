import { readFile } from 'node:fs/promises';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import { cleanText, splitList } from '../content/text.ts';
import { aliasSections, checkAliases } from './alias-conflicts.ts';
import type { AliasConflict } from './alias-conflicts.ts';
import { createAliasTable, noAliases } from './aliases.ts';
import type { AliasGroup, AliasSection, AliasTable } from './aliases.ts';

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

/**
 * Reads the alias file; an absent file counts as empty.
 * @param file absolute path.
 * @param label the file's name in problems.
 */
export async function loadAliases(file: string, label: string): Promise<AliasFile> {
  let yaml: string;
  try {
    yaml = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { table: noAliases(), problems: [] };
    }
    throw error;
  }
  return parseAliases(yaml, label);
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
  let data: unknown;
  try {
    data = load(yaml, { schema: CORE_SCHEMA, listener: lines.listener });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark as { line: number } | undefined;
    report(
      (mark?.line ?? 0) + 1,
      error.reason.includes('duplicated') ? 'yaml-duplicate-key' : 'yaml-syntax',
      `The alias file is not valid YAML: ${error.reason}.`,
      'Write a line "Name: [spelling, spelling]" below the type of term.',
    );
    return { table: noAliases(), problems };
  }
  if (data === undefined || data === null) return { table: noAliases(), problems };
  if (typeof data !== 'object' || Array.isArray(data)) {
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

/** Line numbers of the scalars in a YAML text, in order. js-yaml does not keep positions. */
class ScalarLines {
  readonly #scalars: { readonly text: string; readonly line: number }[] = [];

  /** Called by js-yaml with the parser as `this`. */
  readonly listener = ((scalars) =>
    function (this: { kind?: unknown; result?: unknown; line: number }, event: string): void {
      if (event !== 'close' || this.kind !== 'scalar') return;
      scalars.push({ text: cleanText(String(this.result)), line: this.line + 1 });
    })(this.#scalars);

  /**
   * Line of the last scalar of `path`, whose scalars follow one another, perhaps with others
   * between; 1 if there are none.
   */
  find(...path: readonly string[]): number {
    let at = -1;
    for (const text of path) {
      const next = this.#scalars.findIndex((scalar, index) => index > at && scalar.text === text);
      if (next < 0) break;
      at = next;
    }
    return this.#scalars[at]?.line ?? 1;
  }
}
