import { readFileSync } from 'node:fs';

/**
 * The most resident memory that this process has had, in bytes. Linux counts in `ru_maxrss`, which
 * Node reports, what a parent had when it started the process (exec keeps it); the high-water mark
 * of the address space does not: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 * (VmHWM).
 */
export function peakMemoryBytes(): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Other systems have no such file.
  }
  return process.resourceUsage().maxRSS * 1024;
}
