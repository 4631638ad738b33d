/** What a host may limit. `limits` in the settings has the same names. */
export const hostLimitNames = ['bytes', 'files', 'fileBytes', 'folderFiles', 'redirects'] as const;

/** A limit of a host. */
export type HostLimitName = (typeof hostLimitNames)[number];

/** The limits of a host; one that is absent does not exist. */
export type HostLimits = Readonly<Partial<Record<HostLimitName, number>>>;

/** What some hosts lack; docs/publishing.md says what readers lose by it. */
export type HostFeature = 'headers' | 'redirects' | 'ranges';

/** A host as builds know it. */
export interface Host {
  readonly name: string;
  readonly limits: HostLimits;
  /** Only what is known for sure. */
  readonly lacks: readonly HostFeature[];
}

const mebibyte = 1024 ** 2;

/** Cloudflare's limits for both of its hosts; paid plans take 100,000 files. */
const cloudflareLimits = { files: 20_000, fileBytes: 25 * mebibyte, redirects: 2000 } as const;

/**
 * The hosts that `host` in the settings may name, with their public limits of 2026. Where hosts say
 * GB, the larger reading counts: the warning at nine tenths comes before the smaller one.
 */
export const hosts = {
  // https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
  'github-pages': {
    name: 'GitHub Pages',
    limits: { bytes: 1024 * mebibyte },
    lacks: ['headers', 'redirects'],
  },
  // https://developers.cloudflare.com/pages/platform/limits/; ranges:
  // https://github.com/cloudflare/workers-sdk/issues/3861
  'cloudflare-pages': { name: 'Cloudflare Pages', limits: cloudflareLimits, lacks: ['ranges'] },
  // https://developers.cloudflare.com/workers/static-assets/
  'cloudflare-workers': { name: 'Cloudflare Workers', limits: cloudflareLimits, lacks: [] },
  // https://docs.netlify.com/
  netlify: { name: 'Netlify', limits: { folderFiles: 54_000 }, lacks: [] },
  // https://docs.gitlab.com/user/gitlab_com/#gitlab-pages; 200,000 files and folders, and nearly
  // every page lies in a folder of its own.
  'gitlab-pages': {
    name: 'GitLab Pages',
    limits: { bytes: 1024 * mebibyte, files: 100_000, redirects: 1000 },
    lacks: ['headers'],
  },
  s3: { name: 'S3', limits: {}, lacks: ['headers', 'redirects'] },
  server: { name: 'your server', limits: {}, lacks: [] },
} as const satisfies Readonly<Record<string, Host>>;

/** A host that the settings may name. */
export type HostName = keyof typeof hosts;

/** The names of all hosts, in the order of the table. */
export const hostNames = Object.keys(hosts) as [HostName, ...HostName[]];

/** Files of a site whose settings name no host: many take no more. */
const usualFiles = 20_000;

/** The settings that decide on limits. */
export interface HostSettings {
  readonly host?: HostName | undefined;
  readonly limits: Readonly<Partial<Record<HostLimitName, number | undefined>>>;
}

/** The limits that a site keeps: those of its settings, then those of its host. */
export function limitsOf({ host, limits }: HostSettings): HostLimits {
  const own = hostLimitNames.flatMap((name) => {
    const value = limits[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const ofHost: HostLimits = host === undefined ? { files: usualFiles } : hosts[host].limits;
  return { ...ofHost, ...Object.fromEntries(own) };
}

/** Linked files above it are not published, whatever the host takes. */
const usualFileBytes = 25 * mebibyte;

/** Bytes of a file that a post links to, at most. */
export function linkedFileBytes(settings: HostSettings): number {
  return limitsOf(settings).fileBytes ?? usualFileBytes;
}
