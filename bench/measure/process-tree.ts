import { readFileSync, readdirSync } from 'node:fs';

const samplingMilliseconds = 50;
const bytesPerKilobyte = 1_024;

/**
 * Watches the memory of a process and all its descendants through /proc; on other systems it sees
 * nothing.
 */
export class ProcessTreeMemory {
  readonly #timer: NodeJS.Timeout;
  #peakBytes = 0;

  constructor(root: number) {
    this.#timer = setInterval(() => {
      this.#sample(root);
    }, samplingMilliseconds);
  }

  /**
   * Ends watching.
   * @returns the greatest sum of resident sizes seen at one moment, or the kernel's high-water mark
   * of a single process where that is greater, as it misses nothing between two samples.
   */
  stop(): number | undefined {
    clearInterval(this.#timer);
    return this.#peakBytes || undefined;
  }

  #sample(root: number): void {
    const memory = memoryOfTree(root);
    this.#peakBytes = Math.max(
      this.#peakBytes,
      total(memory),
      ...memory.map(({ highest }) => highest),
    );
  }
}

/** Resident memory of a process and all its descendants now. */
export function residentBytesOf(root: number): number {
  return total(memoryOfTree(root));
}

interface ProcessMemory {
  readonly resident: number;
  readonly highest: number;
}

function memoryOfTree(root: number): readonly ProcessMemory[] {
  return withDescendants(root).map(memoryOf);
}

function total(memory: readonly ProcessMemory[]): number {
  return memory.reduce((sum, { resident }) => sum + resident, 0);
}

function withDescendants(root: number): number[] {
  const pids = [root];
  for (const pid of pids) pids.push(...childrenOf(pid));
  return pids;
}

/** Each thread of a process lists the processes that it started. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).flatMap((thread) =>
      readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return []; // It has just ended.
  }
}

function memoryOf(pid: number): ProcessMemory {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kilobytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return {
      resident: kilobytes('VmRSS') * bytesPerKilobyte,
      highest: kilobytes('VmHWM') * bytesPerKilobyte,
    };
  } catch {
    return { resident: 0, highest: 0 };
  }
}
