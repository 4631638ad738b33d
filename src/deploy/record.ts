import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../shared/compare-text.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { shortChecksum } from '../store/segment.ts';
import { nothingDeployed, type Changes, type Deployed } from './changes.ts';
import type { FileFact } from './manifest.ts';

/** What the last deploy to a target has left there. */
export interface DeployRecord extends Deployed {
  /**
   * Ids of the deploys that this may be the state of. The target holds that of the deploy that
   * last changed anything: if it is another, somebody else has deployed, or this is an old copy.
   */
  readonly ids: readonly string[];
}

interface Stored {
  readonly version: number;
  /** Of the parts below. */
  readonly checksum: string;
  readonly ids: readonly string[];
  readonly files: Readonly<Record<string, FileFact>>;
  readonly unknown: readonly string[];
}

/** Raised when older versions would misread the file. */
const version = 1;

/** Reads a record. @returns undefined when it is damaged; without any, nothing is known. */
export function readRecord(file: string): DeployRecord | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...nothingDeployed, ids: [] };
    throw error;
  }
  try {
    const stored = JSON.parse(text) as Stored;
    if (stored.version !== version || stored.checksum !== checksumOf(stored)) return undefined;
    return {
      ids: stored.ids,
      files: new Map(Object.entries(stored.files)),
      unknown: new Set(stored.unknown),
    };
  } catch {
    return undefined;
  }
}

/** Writes a record so that it is there after a power cut, too: the target changes only then. */
export function writeRecord(file: string, target: string, record: DeployRecord): void {
  const { ids, files, unknown } = record;
  const parts = {
    ids,
    files: Object.fromEntries(files),
    unknown: [...unknown].sort(compareText),
  };
  const stored: Stored & { target: string } = {
    ...{ version, target, checksum: checksumOf(parts) },
    ...parts,
  };
  writeWhole(file, Buffer.from(`${JSON.stringify(stored, null, 1)}\n`));
  for (const written of [file, path.dirname(file)]) sync(written);
}

function checksumOf({ ids, files, unknown }: Pick<Stored, 'ids' | 'files' | 'unknown'>): string {
  return shortChecksum(JSON.stringify([ids, files, unknown]));
}

/** fsync(2): of a file its bytes, of a folder its names. */
function sync(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes what a deploy brings, for people and other programs. */
export function writeChanges(file: string, target: string, changes: Changes): void {
  const { added, changed, removed } = changes;
  const stored = { version, target, added, changed, removed };
  writeWhole(file, Buffer.from(`${JSON.stringify(stored, null, 1)}\n`));
}
