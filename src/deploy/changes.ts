import { compareText } from '../shared/compare-text.ts';
import type { FileFact, Manifest } from './manifest.ts';

/** What is known of a target. Nothing else that is there is ever touched. */
export interface Deployed {
  /** Files that are there, byte for byte. */
  readonly files: Manifest;
  /** Paths where anything may be, or nothing: a deploy that ended half-way would change them. */
  readonly unknown: ReadonlySet<string>;
}

export const nothingDeployed: Deployed = { files: new Map(), unknown: new Set() };

/** A file to upload. */
export interface ChangedFile extends FileFact {
  readonly path: string;
}

/** What makes a target the same as a site; each list in the order of paths. */
export interface Changes {
  readonly added: readonly ChangedFile[];
  /** Other bytes are there, or it is not known what is. */
  readonly changed: readonly ChangedFile[];
  /** What is gone from the site; without hash and size where it is not known what is there. */
  readonly removed: readonly ({ readonly path: string } & Partial<FileFact>)[];
  /** Files that are there already. */
  readonly unchanged: number;
}

/** Compares a site with what is known of a target. */
export function changesOf({ files, unknown }: Deployed, site: Manifest): Changes {
  const added: ChangedFile[] = [];
  const changed: ChangedFile[] = [];
  for (const [path, fact] of site) {
    const there = files.get(path);
    if (there?.hash === fact.hash) continue;
    (there || unknown.has(path) ? changed : added).push({ path, ...fact });
  }
  const removed = [...new Set([...files.keys(), ...unknown])]
    .filter((path) => !site.has(path))
    .sort(compareText)
    .map((path) => ({ path, ...files.get(path) }));
  return { added, changed, removed, unchanged: site.size - added.length - changed.length };
}

/** Whether there is nothing to upload and nothing to delete. */
export function isEmpty({ added, changed, removed }: Changes): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** What is known of a target from the moment on at which the changes begin. */
export function whileChanging(
  { files, unknown }: Deployed,
  { added, changed, removed }: Changes,
): Deployed {
  const touched = new Set([...added, ...changed, ...removed].map(({ path }) => path));
  return {
    files: new Map([...files].filter(([path]) => !touched.has(path))),
    unknown: new Set([...unknown, ...touched]),
  };
}

/** The same where somebody else may have changed anything: paths are known, bytes are not. */
export function forgetBytes({ files, unknown }: Deployed): Deployed {
  return { files: new Map(), unknown: new Set([...files.keys(), ...unknown]) };
}
