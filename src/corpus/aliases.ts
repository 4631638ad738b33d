import { termTypes, typesOfSameNames, type TermType } from '../content/terms.ts';
import { memoize } from '../shared/memoize.ts';
import { foldTerm } from '../shared/fold-term.ts';

/**
 * A section of the alias file. `person` and `speaker` are one section, since they are the same
 * people; `all` counts for every type.
 */
export type AliasSection = TermType | 'all';

/** A name and its other spellings. */
export interface AliasGroup {
  readonly section: AliasSection;
  /** The spelling that is shown. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Which names mean the same, beyond folding. */
export interface AliasTable {
  /**
   * The identity of a name within a type: the folded canonical name, or the folded name
   * itself. Idempotent.
   */
  readonly keyOf: (type: TermType, name: string) => string;
  /**
   * The identity of a name of unknown type: by `all`; else by the section that knows it, if there
   * is only one.
   */
  readonly keyOfAny: (name: string) => string;
  /** The spelling that the alias file gives for an identity; undefined if it gives none. */
  readonly nameOf: (type: TermType, key: string) => string | undefined;
  /** The same for an identity found by `keyOfAny`. */
  readonly nameOfAny: (key: string) => string | undefined;
  /**
   * What `_data/labels.yaml` says that an identity is shown as; undefined if it says nothing. Its
   * address comes from its name all the same.
   */
  readonly labelOf: (type: TermType, key: string) => string | undefined;
  /** The other spellings that the file gives for an identity. */
  readonly aliasesOf: (type: TermType, key: string) => readonly string[];
}

/** Sections in which names of a type may stand. Types that share identities share sections. */
function sectionsOf(type: TermType): readonly AliasSection[] {
  return [...typesOfSameNames(type), 'all'];
}

interface Scope {
  readonly keys: Map<string, string>;
  readonly groups: Map<string, AliasGroup>;
}

/**
 * Builds a table from groups without conflicts (see `checkAliases`). Each spelling is folded once:
 * a corpus has ten times more mentions than names.
 */
export function createAliasTable(groups: readonly AliasGroup[]): AliasTable {
  const scopes = new Map(termTypes.map((type) => [type, scopeOf(groups, sectionsOf(type))]));
  const anyType = scopeOfAny(scopes, groups);
  // One cache for all types: most names are looked up in several.
  const fold = memoize(foldTerm);
  return Object.freeze<AliasTable>({
    keyOf: (type, name) => keyIn(scopes.get(type)?.keys, fold(name)),
    keyOfAny: (name) => keyIn(anyType.keys, fold(name)),
    nameOf: (type, key) => scopes.get(type)?.groups.get(key)?.name,
    nameOfAny: (key) => anyType.groups.get(key)?.name,
    labelOf: () => undefined,
    aliasesOf: (type, key) => scopes.get(type)?.groups.get(key)?.aliases ?? [],
  });
}

/** A table without aliases: a name's identity is its folded form. */
export function noAliases(): AliasTable {
  return createAliasTable([]);
}

/** What a term of a type is shown as. */
export interface TermLabel {
  readonly type: TermType;
  /** Any spelling of the term. */
  readonly name: string;
  readonly label: string;
}

/** The same table with what terms are shown as. Types that share names share labels. */
export function withLabels(table: AliasTable, labels: readonly TermLabel[]): AliasTable {
  if (labels.length === 0) return table;
  const own = new Map(termTypes.map((type) => [type, new Map<string, string>()]));
  for (const { type, name, label } of labels) own.get(type)?.set(table.keyOf(type, name), label);
  const typesOf = (type: TermType) => [type, ...typesOfSameNames(type)];
  return Object.freeze<AliasTable>({
    ...table,
    labelOf: (type, key) => {
      for (const one of typesOf(type)) {
        const label = own.get(one)?.get(key);
        if (label !== undefined) return label;
      }
      return undefined;
    },
  });
}

/** What a name is shown as where no listed post has the term. */
export function shownName(aliases: AliasTable, type: TermType, name: string): string {
  const key = aliases.keyOf(type, name);
  return aliases.labelOf(type, key) ?? aliases.nameOf(type, key) ?? name;
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

/** Names of all sections, without those that two types use for different things. */
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
