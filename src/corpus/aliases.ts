import { termTypes, typesOfSameNames } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import { memoize } from '../shared/memoize.ts';
import { foldTerm } from '../shared/fold-term.ts';

/**
 * A part of the alias file. Types that share names, as `person` and `speaker` do, are one section;
 * `all` counts for every type.
 */
export type AliasSection = TermType | 'all';

/** A name with the other spellings that mean the same. */
export interface AliasGroup {
  readonly section: AliasSection;
  /** The spelling that is shown. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** What names mean beyond folding. */
export interface AliasTable {
  /**
   * The identity of a name among terms of a type: the fold of its canonical name, or its own.
   * Idempotent.
   */
  readonly keyOf: (type: TermType, name: string) => string;
  /** The identity of a name of unknown type: by `all`, else by the only section that knows it. */
  readonly keyOfAny: (name: string) => string;
  /**
   * The spelling that the alias file wants shown for an identity; undefined where it says nothing.
   */
  readonly nameOf: (type: TermType, key: string) => string | undefined;
  /** The same for an identity found by `keyOfAny`. */
  readonly nameOfAny: (key: string) => string | undefined;
  /** The other spellings that the file gives for an identity. */
  readonly aliasesOf: (type: TermType, key: string) => readonly string[];
}

/** Sections in which a name of a type may stand; the ones that share identities come together. */
function sectionsOf(type: TermType): readonly AliasSection[] {
  return [...typesOfSameNames(type), 'all'];
}

interface Scope {
  readonly keys: Map<string, string>;
  readonly groups: Map<string, AliasGroup>;
}

/**
 * Builds the table from groups that do not contradict each other: `checkAliases` sees to that.
 * Spellings are folded once: a corpus has ten times more mentions than names.
 */
export function createAliasTable(groups: readonly AliasGroup[]): AliasTable {
  const scopes = new Map(termTypes.map((type) => [type, scopeOf(groups, sectionsOf(type))]));
  const anyType = scopeOfAny(scopes, groups);
  // One memory for all types: most names are asked for among several.
  const fold = memoize(foldTerm);
  return Object.freeze<AliasTable>({
    keyOf: (type, name) => keyIn(scopes.get(type)?.keys, fold(name)),
    keyOfAny: (name) => keyIn(anyType.keys, fold(name)),
    nameOf: (type, key) => scopes.get(type)?.groups.get(key)?.name,
    nameOfAny: (key) => anyType.groups.get(key)?.name,
    aliasesOf: (type, key) => scopes.get(type)?.groups.get(key)?.aliases ?? [],
  });
}

/** A table that knows nothing: names are what they fold to. */
export function noAliases(): AliasTable {
  return createAliasTable([]);
}

function keyIn(keys: ReadonlyMap<string, string> | undefined, folded: string): string {
  return keys?.get(folded) ?? folded;
}

function scopeOf(groups: readonly AliasGroup[], sections: readonly AliasSection[]): Scope {
  const scope: Scope = { keys: new Map(), groups: new Map() };
  for (const group of groups) if (sections.includes(group.section)) addGroup(scope, group);
  return scope;
}

function addGroup({ keys, groups }: Scope, group: AliasGroup): void {
  const key = foldTerm(group.name);
  const known = groups.get(key);
  const aliases = known ? [...new Set([...known.aliases, ...group.aliases])] : group.aliases;
  groups.set(key, { ...(known ?? group), aliases });
  for (const name of [group.name, ...group.aliases]) {
    const folded = foldTerm(name);
    if (!keys.has(folded)) keys.set(folded, key);
  }
}

/** Names of all sections; one that two types know for different things is nobody's. */
function scopeOfAny(scopes: ReadonlyMap<TermType, Scope>, groups: readonly AliasGroup[]): Scope {
  const common = scopeOf(groups, ['all']);
  const ambiguous = new Set<string>();
  const keys = new Map<string, string>();
  const named = new Map<string, AliasGroup>();
  for (const scope of scopes.values()) {
    for (const [folded, key] of scope.keys) {
      if (keys.has(folded) && keys.get(folded) !== key) ambiguous.add(folded);
      keys.set(folded, key);
    }
    for (const [key, group] of scope.groups) if (!named.has(key)) named.set(key, group);
  }
  for (const folded of ambiguous) keys.delete(folded);
  for (const [folded, key] of common.keys) keys.set(folded, key);
  return { keys, groups: named };
}
