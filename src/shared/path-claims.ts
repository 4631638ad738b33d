import { trimSlashes } from './trim-slashes.ts';

/** Why a file cannot be written beside the others. */
export interface PathConflict {
  /** The owner of the file that is there already. */
  readonly owner: string;
  /** `same`: both have the same address. `folder`: one is a file where the other needs a folder. */
  readonly kind: 'same' | 'folder';
}

/**
 * The planned files of a folder and their owners. Finds conflicts before anything is written,
 * including those of file systems that fold case or normalise Unicode, and of hosts that serve
 * `a.html` and `a/index.html` at one address. Paths use `/`.
 */
export class PathClaims {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  /**
   * Registers a file. If two owners claim a name, the first keeps it. A file in the place of a
   * folder blocks all files in that folder.
   */
  claim(file: string, owner: string): void {
    const folded = foldPath(file);
    setIfAbsent(this.#files, folded, owner);
    setIfAbsent(this.#addresses, addressOf(folded), owner);
    for (const folder of foldersOf(folded)) {
      // A known folder has its parents registered too.
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, owner);
    }
  }

  /**
   * The conflict of a file with registered ones, if any.
   * @param owner may have two files at one of its addresses: `a.html` and `a/index.html`.
   */
  conflict(file: string, owner: string): PathConflict | undefined {
    const folded = foldPath(file);
    const same = this.#files.get(folded);
    if (same !== undefined) return { owner: same, kind: 'same' };
    const neighbour = this.#addresses.get(addressOf(folded));
    if (neighbour !== undefined && neighbour !== owner) return { owner: neighbour, kind: 'same' };
    const within = this.#folders.get(folded);
    if (within !== undefined) return { owner: within, kind: 'folder' };
    for (const folder of foldersOf(folded)) {
      const above = this.#files.get(folder);
      if (above !== undefined) return { owner: above, kind: 'folder' };
    }
    return undefined;
  }
}

/** The path as the strictest file systems compare it: macOS and Windows ignore case. */
export function foldPath(path: string): string {
  // Shortcut for ASCII: there are tens of thousands of paths.
  if (/^[\x20-\x7e]*$/.test(path)) return path.toLowerCase();
  // Lower case first, so that ẞ, ß and SS become equal.
  return path.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * The address of a page below the root of a site, `/a/` or `/a.html`, as the strictest hosts and
 * file systems compare it: both are one to them.
 */
export function foldAddress(address: string): string {
  const folded = foldPath(trimSlashes(address));
  return address.endsWith('/') ? folded : folded.replace(/\.html$/, '');
}

/** First folder or name of a path, folded: only paths that share it can conflict. */
export function rootNameOf(path: string): string {
  const end = path.indexOf('/');
  return foldPath(end < 0 ? path : path.slice(0, end)).replace(/\.html?$/, '');
}

/** The address of a file: many hosts leave out `.html` and `index.html`. */
function addressOf(folded: string): string {
  return folded.replace(/\.html?$/, '').replace(/(?:(?:^|\/)index)+$/, '');
}

/** The folders above a file, nearest first. */
function* foldersOf(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end);
  }
}

function setIfAbsent(claims: Map<string, string>, name: string, owner: string): void {
  if (!claims.has(name)) claims.set(name, owner);
}
