import { hosts, limitsOf } from '../config/hosts.ts';
import { settingsFile, type SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { leftOutCode } from '../editions/edition-plan.ts';
import { plural } from '../report/group-problems.ts';
import { sizeKinds, type Size, type SizeKind } from '../report/size-kinds.ts';
import type { SiteSize } from './site-size.ts';

/** The settings that a site is built from, and what they leave out for its host. */
export interface WantedSite {
  readonly config: SiteConfig;
  /** How often the site was built with more. */
  readonly tries: number;
  readonly leftOut: readonly Problem[];
}

/** Every try leaves out what the last was found to need, so a second one nearly always fits. */
const mostTries = 4;

/** So many times the pages of terms that must go, go with each further try. */
const deeper = 8;

/** Editions, worth least first, and the value of their setting that leaves them out. */
const leastFirst = [
  { edition: 'socialImages', kind: 'socialImages', none: false },
  { edition: 'markdown', kind: 'markdown', none: false },
  { edition: 'llms', kind: 'llms', none: false },
  { edition: 'termFeeds', kind: 'termFeeds', none: 0 },
] as const satisfies readonly {
  readonly edition: keyof SiteConfig['editions'];
  readonly kind: SizeKind;
  readonly none: unknown;
}[];

/** Whether files of this kind are an edition that may be left out. */
export function isOptional(kind: SizeKind): boolean {
  return leastFirst.some((one) => one.kind === kind);
}

/** What to leave out of a site. */
export interface Reduction {
  readonly editions: Partial<SiteConfig['editions']>;
  /** Pages of tags and entities, those with the fewest posts first. */
  readonly pages: number;
  /** What goes beside these pages, in words. */
  readonly names: readonly string[];
}

/**
 * Decides what to leave out so that a site takes so much less: editions, worth least first, each
 * as a whole; then pages of tags and entities with the fewest posts. Articles always stay.
 * @param size of the site as it is.
 * @param excess what is too much; not above 0 where there is room.
 * @returns undefined if nothing is too much, or all of this would not be enough.
 */
export function reductionFor(
  { kinds, openTermPages }: Pick<SiteSize, 'kinds' | 'openTermPages'>,
  excess: Size,
): Reduction | undefined {
  let { files, bytes } = excess;
  const editions: Record<string, false | 0> = {};
  const names: string[] = [];
  for (const { edition, kind, none } of leastFirst) {
    if (files <= 0 && bytes <= 0) break;
    // What had no room must not come back for worthier things that go.
    editions[edition] = none;
    const size = kinds.find((one) => one.kind === kind);
    if (!size) continue;
    files -= size.files;
    bytes -= size.bytes;
    names.push(`${sizeKinds[kind]} (${plural(size.files, 'file')})`);
  }
  const pages = pagesToDrop(openTermPages, { files, bytes });
  if (pages === undefined) return undefined;
  return names.length + pages === 0 ? undefined : { editions, pages, names };
}

/**
 * How many pages of terms have to go. Pages with the fewest posts do, and these take as many bytes
 * as the smallest pages at least.
 * @param pages bytes of each.
 * @returns undefined if all of them are not enough.
 */
function pagesToDrop(pages: readonly number[], { files, bytes }: Size): number | undefined {
  let [dropped, freed] = [0, 0];
  const isEnough = () => dropped >= files && freed >= bytes;
  for (const page of [...pages].sort((a, b) => a - b)) {
    if (isEnough()) break;
    dropped++;
    freed += page;
  }
  return isEnough() ? dropped : undefined;
}

/**
 * Settings that leave out what the host of a written site has no room for.
 * @param problems of the written site.
 * @returns undefined if the site fits, its settings name no host, or no less would fit.
 */
export function withLess(
  { config, tries, leftOut }: WantedSite,
  size: SiteSize,
  problems: readonly Problem[],
): WantedSite | undefined {
  const { host, terms } = config;
  if (host === undefined || tries >= mostTries) return undefined;
  const { files = Infinity, bytes = Infinity } = limitsOf(config);
  const { total, openTermPages } = size;
  const reduction = reductionFor(size, { files: total.files - files, bytes: total.bytes - bytes });
  if (!reduction) return undefined;
  const { editions, pages, names } = reduction;
  const before = Math.min(terms.maximumPages, openTermPages.length);
  // The setting counts the posts of a term, not its other roles, which take some more pages: a
  // further try must go deeper to reach the pages that are meant.
  const maximumPages = Math.max(0, before - pages * deeper ** tries);
  const settings = [
    ...Object.entries(editions).map(([name, value]) => `editions.${name}: ${String(value)}`),
    ...(pages > 0 ? [`terms.maximumPages: ${maximumPages}`] : []),
  ];
  const rest = `pages of tags and entities beyond ${maximumPages.toLocaleString('en-US')}`;
  const problem: Problem = {
    file: settingsFile,
    code: 'left-out-for-host',
    message:
      `Left out, as ${hosts[host].name} has no room: ` +
      `${[...names, ...(pages > 0 ? [rest] : [])].join(', ')}.`,
    hint:
      'Each build finds this out by writing the site twice. To write it once, set ' +
      `${settings.join(', ')}.`,
    severity: 'warning',
  };
  return {
    tries: tries + 1,
    config: {
      ...config,
      editions: { ...config.editions, ...editions },
      ...(pages > 0 && { terms: { ...terms, maximumPages } }),
    },
    leftOut: [...leftOut, ...problems.filter(({ code }) => code === leftOutCode), problem],
  };
}
