import { readFileSync } from 'node:fs';

/**
 * Peak resident memory of this process, in bytes. On Linux `ru_maxrss`, which Node reports,
 * includes the peak of the parent process, as exec keeps it; VmHWM does not
 * (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).
 */
export function peakMemoryBytes(): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Other systems do not have this file.
  }
  return process.resourceUsage().maxRSS * 1024;
}
