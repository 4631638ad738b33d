import type { HostFeature, HostLimitName, HostName } from '../config/hosts.ts';
import { plural } from './group-problems.ts';

/** How far a site is from one limit of its host. */
export interface LimitUse {
  readonly limit: HostLimitName;
  readonly used: number;
  readonly allowed: number;
  /** Above 100 only beyond the limit, and at least 90 from nine tenths of it on. */
  readonly percent: number;
  /** The largest file, or the folder with most files, relative to the output folder. */
  readonly path?: string;
}

/** A site and what its host takes. */
export interface HostUse {
  /** As the settings name it. */
  readonly name: HostName;
  readonly limits: readonly LimitUse[];
  /** What the host lacks. */
  readonly lacks: readonly HostFeature[];
}

/**
 * Rounds so that a limit that is kept never shows as more than 100, and one that is not does.
 * @param allowed at least 1.
 */
export function percentOf(used: number, allowed: number): number {
  const percent = (used * 100) / allowed;
  return used <= allowed ? Math.floor(percent) : Math.max(101, Math.floor(percent));
}

/** What each limit counts. */
const limitUnits: Readonly<Record<HostLimitName, 'byte' | 'file' | 'rule'>> = {
  bytes: 'byte',
  files: 'file',
  fileBytes: 'byte',
  folderFiles: 'file',
  redirects: 'rule',
};

/** `12,345 files`, `1.5 MB`. */
export function amountOf(limit: HostLimitName, value: number): string {
  const unit = limitUnits[limit];
  return unit === 'byte' ? sizeText(value) : plural(value, unit);
}

/** `1.05 GB`, `77.2 MB`, `12 KB` */
export function sizeText(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  if (mebibytes < 1) return `${Math.ceil(bytes / 1024)} KB`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return mebibytes < 1024
    ? `${mebibytes.toLocaleString('en-US', digits)} MB`
    : `${(mebibytes / 1024).toLocaleString('en-US', { ...digits, maximumFractionDigits: 2 })} GB`;
}
