import { termTypes } from '../content/post.ts';
import type { TermType } from '../content/post.ts';
import type { AliasGroup, AliasSection } from './aliases.ts';
import { foldTerm } from './term-identity.ts';

/** A contradiction of the alias file, at the group (and spelling) that comes second. */
export interface AliasConflict {
  readonly kind: 'two-names' | 'chain' | 'cycle' | 'repeated-name' | 'empty';
  readonly group: AliasGroup;
  /** The spelling at fault; absent when it is the name itself. */
  readonly alias?: string;
  /** The name that the spelling belongs to already, or leads on to. */
  readonly other?: string;
}

/** What is left when every contradiction is taken out: safe to build a table from. */
export interface CheckedAliases {
  readonly groups: readonly AliasGroup[];
  readonly conflicts: readonly AliasConflict[];
}

/** Types whose names share one space: `all` reaches into each of them. */
const spaces: readonly (readonly AliasSection[])[] = [
  ...termTypes
    .filter((type) => type !== 'speaker')
    .map((type): AliasSection[] => (type === 'person' ? ['person', 'speaker'] : [type])),
];

/**
 * Finds spellings under two names, names written twice, chains (`A: [B]` and `B: [C]`) and cycles (`A: [B]` and `B: [A]`). Nothing is
 * guessed: a spelling at fault is left out, so that it stands for itself.
 */
export function checkAliases(groups: readonly AliasGroup[]): CheckedAliases {
  const conflicts: AliasConflict[] = [];
  const dropped = new Map<AliasGroup, Set<string>>();
  const seen = new Set<string>();
  const report = (conflict: AliasConflict) => {
    const at = groups.indexOf(conflict.group);
    const id = `${at} ${conflict.alias ?? ''} ${conflict.kind}`;
    const spellings = dropped.get(conflict.group) ?? new Set<string>();
    spellings.add(conflict.alias ?? conflict.group.name);
    dropped.set(conflict.group, spellings);
    // `all` is checked once in each space.
    if (!seen.has(id)) conflicts.push(conflict);
    seen.add(id);
  };
  reportEmpty(groups, report);
  for (const sections of spaces) checkSpace(groups, sections, report);
  return {
    conflicts,
    groups: groups.flatMap((group) => {
      const faults = dropped.get(group);
      if (!faults) return [group];
      if (faults.has(group.name)) return [];
      return [{ ...group, aliases: group.aliases.filter((alias) => !faults.has(alias)) }];
    }),
  };
}

type Report = (conflict: AliasConflict) => void;

function reportEmpty(groups: readonly AliasGroup[], report: Report): void {
  for (const group of groups) {
    if (foldTerm(group.name) === '') report({ kind: 'empty', group });
    for (const alias of group.aliases) {
      if (foldTerm(alias) === '') report({ kind: 'empty', group, alias });
    }
  }
}

function checkSpace(
  groups: readonly AliasGroup[],
  sections: readonly AliasSection[],
  report: Report,
): void {
  const own = groups.filter(({ section }) => section === 'all' || sections.includes(section));
  const names = new Map<string, AliasGroup>();
  for (const group of own) {
    const key = foldTerm(group.name);
    const first = names.get(key);
    // The same name in `all` and in a type's section adds up; twice in one section it is a slip.
    if (!first) names.set(key, group);
    else if (first.section === group.section || first.name !== group.name) {
      report({ kind: 'repeated-name', group, other: first.name });
    }
  }
  const owners = new Map<string, AliasGroup>();
  for (const group of own) {
    const key = foldTerm(group.name);
    for (const alias of group.aliases) {
      const folded = foldTerm(alias);
      if (folded === key) continue;
      const named = names.get(folded);
      if (named) {
        const back = named.aliases.some((other) => foldTerm(other) === key);
        report({ kind: back ? 'cycle' : 'chain', group, alias, other: named.name });
        continue;
      }
      const owner = owners.get(folded);
      if (owner && foldTerm(owner.name) !== key) {
        report({ kind: 'two-names', group, alias, other: owner.name });
      } else {
        owners.set(folded, group);
      }
    }
  }
}

/** Every heading that the alias file may have. */
export const aliasSections: readonly AliasSection[] = [
  'all',
  ...(termTypes satisfies readonly TermType[]),
];
