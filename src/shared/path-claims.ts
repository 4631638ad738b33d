/** Why a file cannot be written beside others. */
export interface PathConflict {
  /** Who has the name already. */
  readonly owner: string;
  /**
   * `same`: both have one address. `folder`: one needs a folder where the other is a file.
   */
  readonly kind: 'same' | 'folder';
}

/**
 * The files of a folder, each with its owner, before any is written. Tells which more cannot stand
 * beside them: on file systems that fold case and canonical forms of Unicode too, and on hosts that
 * show `a.html` and `a/index.html` at the same address. Paths have `/` separators.
 */
export class PathClaims {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  /**
   * Notes a file; of two owners of one name the first stays. A folder that is named as a file keeps
   * everybody out.
   */
  claim(file: string, owner: string): void {
    const folded = foldPath(file);
    note(this.#files, folded, owner);
    note(this.#addresses, addressOf(folded), owner);
    for (const folder of foldersOf(folded)) {
      // Whoever noted a folder has noted all above it.
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, owner);
    }
  }

  /**
   * What stands in the way of a file, if anything.
   * @param owner may give an address of its own a second file: `a.html` beside `a/index.html`.
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

/** A path in the form in which equal ones are one file somewhere: macOS and Windows fold case. */
export function foldPath(path: string): string {
  // Most are ASCII, and there are tens of thousands.
  if (/^[\x20-\x7e]*$/.test(path)) return path.toLowerCase();
  // Small letters first: of ẞ there is ß, and of ß there is SS.
  return path.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/** The name at the root that two paths must share to stand in each other's way. */
export function rootNameOf(path: string): string {
  const end = path.indexOf('/');
  return foldPath(end < 0 ? path : path.slice(0, end)).replace(/\.html?$/, '');
}

/** Where hosts show a file: many leave out `.html` and `index.html`. */
function addressOf(folded: string): string {
  return folded.replace(/\.html?$/, '').replace(/(?:(?:^|\/)index)+$/, '');
}

/** The folders that a file lies in, the nearest first. */
function* foldersOf(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end);
  }
}

function note(claims: Map<string, string>, name: string, owner: string): void {
  if (!claims.has(name)) claims.set(name, owner);
}
