import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** Identifies the process that holds a lock, even if another process gets the same id later. */
interface LockHolder {
  readonly pid: number;
  /** Start time in clock ticks since boot, from `/proc`; empty on systems without it. */
  readonly started: string;
}

/** A lock on an output folder. */
export interface OutputLock {
  /** Whether this process still holds the lock: someone may have deleted the file. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Attempts before giving up, as other processes may take and release the lock meanwhile. */
const attempts = 5;

/**
 * Takes a lock that only one process can hold: a file that names its holder. The lock of a dead
 * process is taken over, so that nobody has to clean up after a killed build.
 * @param file absolute path of the lock file, in an existing folder.
 * @returns the lock, or the id of the process that holds it.
 */
export async function takeLock(file: string): Promise<OutputLock | number> {
  const own = nameProcess(process.pid);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await create(file, own)) return lockOf(file, own);
    const text = await readOrNothing(file);
    const holder = livingProcess(text);
    if (holder !== undefined) return holder;
    const other = await removeDeadLock(file, text);
    if (other !== undefined) return other;
  }
  return parseHolder(await readOrNothing(file))?.pid ?? 0;
}

/** Names a process so that none with the same id is taken for it later. */
export function nameProcess(pid: number): string {
  return JSON.stringify(holderOf(pid));
}

/** The id of a process that {@link nameProcess} has named, while it runs. */
export function livingProcess(name: string): number | undefined {
  const holder = parseHolder(name);
  return holder && isAlive(holder) ? holder.pid : undefined;
}

/** Numbers temporary files, as one process may ask for the lock twice at the same time. */
let serial = 0;

/**
 * Creates the lock file together with its text, by linking to a written file: another process would
 * take an empty file for the lock of a dead process. open(2) recommends a link for network file
 * systems too (`O_EXCL`).
 * @returns false when the file exists.
 */
async function create(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${serial++}`;
  try {
    await writeFile(draft, text);
    await link(draft, file).catch((error: unknown) => {
      if (!withoutHardLinks.some((code) => hasCode(error, code))) throw error;
      return writeFile(file, text, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Error codes of file systems without hard links; there the file is created, then written. */
const withoutHardLinks = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'] as const;

/**
 * Removes the lock of a dead process. Who does so holds a lock for it: of two who have read the
 * same lock, the second could remove the one that the first has taken meanwhile.
 * @returns the id of another process that is about to take the lock over, if there is one.
 */
async function removeDeadLock(file: string, dead: string): Promise<number | undefined> {
  const takeover = await takeLock(`${file}.takeover`);
  if (typeof takeover === 'number') return takeover;
  try {
    if ((await readOrNothing(file)) === dead) await rm(file, { force: true });
    return undefined;
  } finally {
    await takeover.release();
  }
}

function lockOf(file: string, own: string): OutputLock {
  const isHeld = async () => (await readOrNothing(file)) === own;
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await rm(file, { force: true });
    },
  };
}

async function readOrNothing(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, started } = JSON.parse(text) as Partial<LockHolder>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: LockHolder): boolean {
  return isRunning(pid) && started === holderOf(pid).started;
}

/** Two processes with the same id, as in containers or after a restart, differ in start time. */
function holderOf(pid: number): LockHolder {
  try {
    // Field 22 of proc(5) /proc/pid/stat; the name in field 2 may hold spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return { pid, started: fields?.[19] ?? '' };
  } catch {
    return { pid, started: '' };
  }
}

/** Whether a process with this id exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
