import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/**
 * Names the process that holds a lock, so that nobody takes another one with the same id for it.
 */
interface LockHolder {
  readonly pid: number;
  /** When the process started, as the system counts; empty where it does not tell. */
  readonly started: string;
}

export interface OutputLock {
  /** Whether the lock is still this process's: someone may have deleted the file. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Attempts at a lock that others take and leave at the same time. */
const attempts = 5;

/**
 * Takes a lock that only one living process can hold: a file that names its holder. One whose
 * holder has died is taken over, so that a killed build needs no cleaning up.
 * @param file absolute path of the lock file, in an existing folder.
 * @returns the lock, or the id of the process that holds it.
 */
export async function takeLock(file: string): Promise<OutputLock | number> {
  const own = JSON.stringify(holderOf(process.pid));
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await create(file, own)) return lockOf(file, own);
    const text = await readOrNothing(file);
    const holder = parseHolder(text);
    if (holder && isAlive(holder)) return holder.pid;
    await moveAway(file, text);
  }
  return parseHolder(await readOrNothing(file))?.pid ?? 0;
}

/** Numbers the files beside the lock: one process may ask twice at once. */
let serial = 0;

/**
 * Makes the file with its text in one step, unless it is there: a link to a file that is written.
 * Somebody who met an empty one would take it for a dead lock (open(2), `O_EXCL`, recommends the
 * link for network file systems too).
 */
async function create(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${serial++}`;
  try {
    await writeFile(draft, text);
    await link(draft, file).catch((error: unknown) => {
      if (!linkless.some((code) => hasCode(error, code))) throw error;
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

/** What file systems without hard links answer; there the file is made in two steps. */
const linkless = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'] as const;

/**
 * Removes a dead lock. Two processes may find the same one dead: what was moved is looked at again,
 * and a lock that another has taken in between is put back.
 */
async function moveAway(file: string, dead: string): Promise<void> {
  const aside = `${file}.${process.pid}.${serial++}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readOrNothing(aside)) === dead) await rm(aside, { force: true });
  else await rename(aside, file);
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

/**
 * In containers, and after a restart, another process may have the id of one that died: the start
 * time tells them apart.
 */
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
