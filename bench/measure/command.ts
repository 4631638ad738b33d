import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { ProcessTreeMemory } from './process-tree.ts';

/** What one run of a command cost. */
export interface Cost {
  readonly wallSeconds: number;
  /** User and system time of the command with all its threads and children. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the whole process tree; absent where there is no /proc. */
  readonly peakMemoryBytes?: number;
}

export interface CommandResult {
  readonly cost: Cost;
  /** 0 on success; 128 + signal when it was killed. */
  readonly exitCode: number;
  readonly stdout: string;
  /** The end of what it said on standard error. */
  readonly stderrEnd: string;
}

/**
 * Runs the command; then the shell says on file descriptor 3 what its children used. POSIX `times`
 * is exact even if the command was killed, and needs no other program.
 */
const timedScript = '"$@"; code=$?; times >&3; exit $code';
const keptErrorCharacters = 4_000;

/** Runs a command in a process of its own and measures it. */
export async function runMeasured(
  command: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<CommandResult> {
  const started = performance.now();
  const child = spawn('sh', ['-c', timedScript, 'sh', ...command], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
  const memory = new ProcessTreeMemory(child.pid ?? 0);
  const [exitCode, stdout, stderr, times] = await Promise.all([
    ended,
    textOf(child.stdout),
    textOf(child.stderr),
    textOf(child.stdio[3] as Readable),
  ]);
  const wallSeconds = (performance.now() - started) / 1_000;
  const peakMemoryBytes = memory.stop();
  return {
    cost: {
      wallSeconds,
      cpuSeconds: childSeconds(times),
      ...(peakMemoryBytes !== undefined && { peakMemoryBytes }),
    },
    exitCode,
    stdout,
    stderrEnd: stderr.slice(-keptErrorCharacters),
  };
}

async function textOf(stream: Readable | null): Promise<string> {
  if (!stream) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/**
 * Reads the second line of `times`: user and system time of the children, as `0m1.230s 0m0.100s`.
 */
export function childSeconds(times: string): number {
  const line = times.trim().split('\n')[1] ?? '';
  let seconds = 0;
  for (const [, minutes, rest] of line.matchAll(/(\d+)m([\d.]+)s/g)) {
    seconds += Number(minutes) * 60 + Number(rest);
  }
  return seconds;
}
