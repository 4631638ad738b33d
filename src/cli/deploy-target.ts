import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { parseTarget, targetForms, type DeployTarget } from '../config/deploy-target.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { targetOverlaps } from '../deploy/deploy-problems.ts';
import { targetOf, wholeTargetOf } from '../deploy/target.ts';
import { tools } from '../deploy/tools.ts';
import {
  dataFolder,
  includesFolder,
  ownPagesFolder,
  staticFolder,
  stylesFolder,
} from '../eleventy/folders.ts';
import { programDir } from '../shared/program-dir.ts';
import { isInside } from '../shared/regular-file.ts';
import { buildCache, cacheFolder } from '../store/cache-folders.ts';
import { cacheKey } from '../store/segment.ts';
import { displayPath, UsageError } from './command-line.ts';
import type { contentFolder } from './content-folder.ts';

/** A target, and the name that the user gave it. */
export interface NamedTarget {
  readonly name: string;
  readonly target: DeployTarget;
}

/** Absolute paths of the folders of a site's content. */
export type ContentFolders = Pick<ReturnType<typeof contentFolder>, 'siteDir' | 'postsDir'>;

/** The target of the settings. @throws {UsageError} when they name none. */
export function settledTarget({ deploy }: SiteConfig, siteDir: string): NamedTarget {
  if (deploy) return namedTarget('deploy.to', deploy.to, siteDir);
  throw new UsageError(`Name a target, with --to or as deploy.to in the settings: ${targetForms}.`);
}

/**
 * A target by its name.
 * @param base where folders begin, an absolute path.
 * @throws {UsageError} when the name has no known form.
 */
export function namedTarget(option: string, name: string, base: string): NamedTarget {
  const target = parseTarget(name);
  if (!target) throw new UsageError(`${option} is "${name}", but must be ${targetForms}.`);
  const { place, isFolder } = target;
  return { name, target: { ...target, place: isFolder ? path.resolve(base, place) : place } };
}

/**
 * Where deploys to a target are remembered.
 * @returns the absolute path of the record, without its extension.
 */
function memoryOf({ tool, place }: DeployTarget): string {
  return path.join(buildCache(cacheFolder()).deployed, cacheKey(tool, place));
}

/** The record of what a target holds: an absolute path. */
export function recordFileOf(target: DeployTarget): string {
  return `${memoryOf(target)}.json`;
}

/** The first folder that a deploy to a folder of this machine would overwrite, or mix into. */
function spoiltFolder(place: string, from: string, { siteDir, postsDir }: ContentFolders) {
  const target = realPath(place);
  const sources = [ownPagesFolder, staticFolder, includesFolder, dataFolder, stylesFolder];
  const closed = [
    from,
    cacheFolder(),
    postsDir,
    ...sources.map((name) => path.join(siteDir, name)),
  ];
  // Of these, folders beside the others may be targets: `./public`.
  const kept = [...closed, siteDir, programDir];
  return (
    kept.find((folder) => [folder, realPath(folder)].some((one) => isInside(one, target))) ??
    closed.find((folder) => isInside(target, realPath(folder)))
  );
}

/** A path with links resolved as far as it exists. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(realPath(parent), path.basename(file));
  }
}

/**
 * What serves a target.
 * @param from absolute path of the built site.
 * @param content folders that it is made of.
 * @throws {DeployError} when the target is a folder that a deploy would spoil.
 */
export function placesOf({ name, target }: NamedTarget, from: string, content: ContentFolders) {
  const { tool: command, place, isFolder } = target;
  const spoilt = isFolder ? spoiltFolder(place, from, content) : undefined;
  if (spoilt !== undefined) throw targetOverlaps(name, displayPath(spoilt));
  const workDir = `${memoryOf(target)}.work`;
  mkdirSync(workDir, { recursive: true });
  const places = {
    ...{ target: place, from },
    emptyDir: path.join(workDir, 'empty'),
    linksDir: path.join(workDir, 'links'),
    listFile: path.join(workDir, 'list.json'),
  };
  const tool = tools[command];
  const processFile = path.join(workDir, 'process');
  const run = { command, install: tool.install, target: name, places, processFile };
  return 'publish' in tool ? wholeTargetOf(tool, run) : targetOf(tool, run, workDir);
}
