import { terms, termTypes, typesOfSameNames } from '../content/terms.ts';
import type { AliasGroup, AliasSection } from './aliases.ts';
import { groupBy } from '../shared/group-by.ts';
import { foldTerm } from '../shared/fold-term.ts';

/** A contradiction in the alias file. */
export interface AliasConflict {
  readonly kind: 'two-names' | 'chain' | 'cycle' | 'repeated-name' | 'empty';
  /** Of two conflicting groups, the later one. */
  readonly group: AliasGroup;
  /** The conflicting spelling; absent if it is the group's name itself. */
  readonly alias?: string;
  /** The name to which the spelling already belongs or leads. */
  readonly other?: string;
}

/**
 * The groups without their contradictions, from which a table can be built, and the contradictions.
 */
export interface CheckedAliases {
  readonly groups: readonly AliasGroup[];
  readonly conflicts: readonly AliasConflict[];
}

/** Sections whose names share one name space: `all` counts in each of them. */
const spaces: readonly (readonly AliasSection[])[] = termTypes
  .filter((type) => terms[type].sharesNamesWith === undefined)
  .map(typesOfSameNames);

/**
 * Finds spellings under two names, names that occur twice, chains (`A: [B]`, `B: [C]`) and cycles
 * (`A: [B]`, `B: [A]`). All sides of a conflict are dropped, so that nothing is guessed and the
 * order of lines does not matter.
 */
export function checkAliases(groups: readonly AliasGroup[]): CheckedAliases {
  const conflicts = new Map<string, AliasConflict>();
  const refused = new Map<AliasGroup, Set<string>>();
  const faults: Faults = {
    report: (conflict) => {
      const { group, alias, kind } = conflict;
      // A conflict in `all` occurs in each name space: report it once.
      const id = JSON.stringify([groups.indexOf(group), alias ?? null, kind]);
      if (!conflicts.has(id)) conflicts.set(id, conflict);
    },
    refuse: (group, spelling) => {
      const own = refused.get(group) ?? new Set<string>();
      refused.set(group, own.add(foldTerm(spelling)));
    },
  };
  checkEmpty(groups, faults);
  for (const sections of spaces) checkSpace(groups, sections, faults);
  return {
    conflicts: [...conflicts.values()],
    groups: groups.flatMap((group) => {
      const own = refused.get(group);
      if (!own) return [group];
      if (own.has(foldTerm(group.name))) return [];
      return [{ ...group, aliases: group.aliases.filter((alias) => !own.has(foldTerm(alias))) }];
    }),
  };
}

interface Faults {
  readonly report: (conflict: AliasConflict) => void;
  /** Drops a spelling; if it is the group's name, the whole group. */
  readonly refuse: (group: AliasGroup, spelling: string) => void;
}

function checkEmpty(groups: readonly AliasGroup[], { report, refuse }: Faults): void {
  for (const group of groups) {
    if (foldTerm(group.name) === '') {
      report({ kind: 'empty', group });
      refuse(group, group.name);
    }
    for (const alias of group.aliases) {
      if (foldTerm(alias) !== '') continue;
      report({ kind: 'empty', group, alias });
      refuse(group, alias);
    }
  }
}

function checkSpace(
  groups: readonly AliasGroup[],
  sections: readonly AliasSection[],
  { report, refuse }: Faults,
): void {
  const own = groups.filter(({ section }) => section === 'all' || sections.includes(section));
  const names = groupBy(own, ({ name }) => foldTerm(name));
  for (const [first, ...others] of names.values()) {
    const sections = new Set([first, ...others].map(({ section }) => section));
    // A name may stand in `all` and in one type's section; within one section, twice is a mistake.
    const isSound =
      sections.size > others.length && others.every(({ name }) => name === first.name);
    if (isSound) continue;
    refuse(first, first.name);
    for (const group of others) {
      report({ kind: 'repeated-name', group, other: first.name });
      refuse(group, group.name);
    }
  }
  const owners = new Map<string, AliasGroup[]>();
  for (const group of own) {
    const key = foldTerm(group.name);
    for (const alias of group.aliases) {
      const folded = foldTerm(alias);
      if (folded === key) continue;
      const named = names.get(folded);
      if (named) {
        const back = named.some(({ aliases }) => aliases.some((name) => foldTerm(name) === key));
        report({ kind: back ? 'cycle' : 'chain', group, alias, other: named[0].name });
        refuse(group, alias);
        continue;
      }
      const others = owners.get(folded) ?? [];
      const other = others.find(({ name }) => foldTerm(name) !== key);
      if (other) {
        report({ kind: 'two-names', group, alias, other: other.name });
        for (const owner of [group, ...others]) refuse(owner, alias);
      }
      owners.set(folded, [...others, group]);
    }
  }
}

/** Every heading that the alias file may have. */
export const aliasSections: readonly AliasSection[] = ['all', ...termTypes];
