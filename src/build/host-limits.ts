import path from 'node:path';
import {
  hostLimitNames,
  hosts,
  limitsOf,
  type HostLimitName,
  type HostSettings,
} from '../config/hosts.ts';
import { settingsFile } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { amountOf, percentOf, type HostUse, type LimitUse } from '../report/limit-use.ts';
import { isOptional } from './leave-out.ts';
import type { SiteSize } from './site-size.ts';

type Use = Pick<LimitUse, 'path' | 'used'>;

/** What a site takes of each limit. */
const useOf: Readonly<Record<HostLimitName, (size: SiteSize) => Use>> = {
  bytes: ({ total }) => ({ used: total.bytes }),
  files: ({ total }) => ({ used: total.files }),
  fileBytes: ({ files }) => largestOf(files),
  folderFiles: ({ files }) => largestOf(filesOfFolders(files.keys())),
  redirects: ({ redirects }) => ({ used: redirects }),
};

/** How a problem names what is beyond a limit, and how bad that is. */
const beyond: Readonly<Record<HostLimitName, Pick<Problem, 'code' | 'severity'>>> = {
  bytes: { code: 'too-many-bytes', severity: 'error' },
  files: { code: 'too-many-files', severity: 'error' },
  fileBytes: { code: 'file-too-large', severity: 'error' },
  folderFiles: { code: 'folder-too-full', severity: 'error' },
  // The host takes the site and reads the first ones; most old addresses have a page besides.
  redirects: { code: 'too-many-redirects', severity: 'warning' },
};

/** From so many hundredths of a limit on, a build warns. */
const nearPercent = 90;

/** How far a site is from each limit; undefined if the settings name no host. */
export function hostUse(config: HostSettings, size: SiteSize): HostUse | undefined {
  const { host } = config;
  if (host === undefined) return undefined;
  return { name: host, limits: limitUses(config, size), lacks: hosts[host].lacks };
}

function limitUses(config: HostSettings, size: SiteSize): readonly LimitUse[] {
  const limits = limitsOf(config);
  return hostLimitNames.flatMap((limit): LimitUse[] => {
    const allowed = limits[limit];
    if (allowed === undefined) return [];
    const { used, ...place } = useOf[limit](size);
    return [{ limit, used, allowed, percent: percentOf(used, allowed), ...place }];
  });
}

/**
 * Problems of a site that is near a limit or beyond it. Where the settings name no host, only
 * `limits.files` counts, and nobody refuses the site.
 */
export function limitProblems(config: HostSettings, size: SiteSize): readonly Problem[] {
  const { host } = config;
  return limitUses(config, size).flatMap((use): Problem[] => {
    if (host !== undefined) return problemsOfUse(config, use, size);
    const isTooMuch = use.limit === 'files' && use.percent > 100;
    return isTooMuch ? [{ ...tooMuch(config, use), severity: 'warning' }] : [];
  });
}

function problemsOfUse(config: HostSettings, use: LimitUse, size: SiteSize): Problem[] {
  if (use.percent <= 100) return isNear(use, size) ? [nearLimit(config, use)] : [];
  if (use.limit !== 'fileBytes') return [tooMuch(config, use)];
  const large = [...size.files].filter(([, bytes]) => bytes > use.allowed);
  return large.map(([file, used]) => tooMuch(config, { ...use, used, path: file }));
}

/** Editions count for nothing, as they only take the room that a host has left. */
function isNear({ limit, used, allowed }: LimitUse, { kinds }: SiteSize): boolean {
  const editions = kinds.filter(({ kind }) => isOptional(kind));
  const spare =
    limit === 'bytes' || limit === 'files'
      ? editions.reduce((sum, edition) => sum + edition[limit], 0)
      : 0;
  return percentOf(used - spare, allowed) >= nearPercent;
}

function nearLimit(config: HostSettings, use: LimitUse): Problem {
  return {
    file: settingsFile,
    code: 'near-limit',
    message: `${subjectOf(use)}, ${use.percent} % of the ${allowedBy(config, use)}.`,
    hint: nextStep(config, use.limit),
    severity: 'warning',
  };
}

function tooMuch(config: HostSettings, use: LimitUse): Problem {
  return {
    file: settingsFile,
    ...beyond[use.limit],
    message: `${subjectOf(use)}, more than the ${allowedBy(config, use)}.`,
    hint: nextStep(config, use.limit),
  };
}

/** `The site has 18,400 files` */
function subjectOf({ limit, used, path: place }: LimitUse): string {
  const subjects: Readonly<Record<HostLimitName, string>> = {
    bytes: 'The site',
    files: 'The site',
    fileBytes: `The file ${place ?? ''}`,
    folderFiles: `The folder ${place ?? ''}`,
    redirects: 'The file _redirects',
  };
  return `${subjects[limit]} has ${amountOf(limit, used)}`;
}

/** `20,000 files that Netlify takes`, `20,000 files of limits.files` */
function allowedBy({ host, limits }: HostSettings, { limit, allowed }: LimitUse): string {
  const isOwn = host === undefined || limits[limit] !== undefined;
  const amount = amountOf(limit, allowed);
  return isOwn ? `${amount} of limits.${limit}` : `${amount} that ${hosts[host].name} takes`;
}

function nextStep({ host }: HostSettings, limit: HostLimitName): string {
  const raise = `raise limits.${limit} if your host takes more.`;
  if (host === undefined) return `Lower terms.maximumPages, or ${raise}`;
  const steps: Readonly<Record<HostLimitName, string>> = {
    bytes: 'Turn off editions, or the search (search.enabled), have smaller pictures, or',
    files: 'Turn off editions, lower terms.maximumPages, or',
    fileBytes: 'Make it smaller, or',
    folderFiles: 'Publish fewer of these files, or',
    redirects: 'Hosts ignore rules beyond their limit: drop old aliases, or',
  };
  return `${steps[limit]} ${raise}`;
}

function largestOf(counts: ReadonlyMap<string, number>): Use {
  let largest: Use = { used: 0 };
  for (const [place, used] of counts) if (used > largest.used) largest = { used, path: place };
  return largest;
}

function filesOfFolders(files: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}
