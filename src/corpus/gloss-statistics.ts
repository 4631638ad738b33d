import type { Article } from '../ingest/types.ts';
import type { Gloss } from '../markdown/types.ts';
import type { AliasTable } from './aliases.ts';
import type { GlossedTerm } from './gloss-concepts.ts';
import { nameKey, readGlossHead, splitGlossNames } from './gloss-names.ts';
import { bestSpelling } from './term-identity.ts';

/** A glossed term with all its spellings. */
export interface GatheredTerm extends GlossedTerm {
  readonly spellings: ReadonlyMap<string, number>;
}

export interface GatheredGlosses {
  readonly terms: ReadonlyMap<string, GatheredTerm>;
  /** Key of the term that a gloss explains. */
  readonly keyOf: (gloss: Gloss) => string;
}

interface Name {
  readonly spellings: Map<string, number>;
  count: number;
}

interface Gathering {
  readonly spellings: Map<string, number>;
  readonly names: Map<string, Name>;
  count: number;
  named: number;
}

/** Counts what every gloss says of its term's names. Texts that were read before are not read again: most of 132,000 repeat. */
export function gatherGlosses(articles: readonly Article[], aliases: AliasTable): GatheredGlosses {
  const headOf = remember((text: string) => {
    const head = readGlossHead(text);
    return { ...head, key: aliases.keyOfAny(head.term) };
  });
  const namesOf = remember((text: string) =>
    splitGlossNames(text).map((name) => ({ key: nameKey(name), name })),
  );
  const keyOf = (gloss: Gloss) => headOf(gloss.term).key;
  const gathered = new Map<string, Gathering>();
  for (const { glosses } of articles) {
    for (const gloss of glosses) {
      const head = headOf(gloss.term);
      const { key } = head;
      let term = gathered.get(key);
      if (!term) {
        term = { spellings: new Map(), names: new Map(), count: 0, named: 0 };
        gathered.set(key, term);
      }
      term.count++;
      term.spellings.set(head.term, (term.spellings.get(head.term) ?? 0) + 1);
      const names = [gloss.name, head.name].flatMap((name) =>
        name === undefined ? [] : namesOf(name),
      );
      if (names.length === 0) continue;
      term.named++;
      for (const { key: own, name } of new Map(names.map((one) => [one.key, one])).values()) {
        addName(term.names, own, name);
      }
    }
  }
  const terms = new Map([...gathered].map(([key, term]) => [key, finish(key, term)]));
  return { terms, keyOf };
}

function addName(names: Map<string, Name>, key: string, spelling: string): void {
  let name = names.get(key);
  if (!name) names.set(key, (name = { spellings: new Map(), count: 0 }));
  name.count++;
  name.spellings.set(spelling, (name.spellings.get(spelling) ?? 0) + 1);
}

function finish(key: string, { spellings, names, count, named }: Gathering): GatheredTerm {
  const spelling = bestSpelling(spellings);
  return {
    key,
    spelling,
    selfName: nameKey(spelling),
    spellings,
    count,
    named,
    names: new Map(
      [...names].map(([name, { spellings: own, count: times }]) => [
        name,
        { spelling: bestSpelling(own), count: times },
      ]),
    ),
  };
}

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = read(text)));
    return value;
  };
}
