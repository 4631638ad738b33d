import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Problem } from '../content/problem.ts';
import { lockOutput, OutputError } from '../build/staging.ts';
import { readMarker } from '../build/site-marker.ts';
import {
  changesOf,
  forgetBytes,
  isEmpty,
  nothingDeployed,
  whileChanging,
  type Changes,
} from './changes.ts';
import {
  damagedRecord,
  firstDeploy,
  isPreview,
  noSite,
  otherDeploy,
  outputBusy,
  unfinishedDeploy,
} from './deploy-problems.ts';
import { foldersAbove, readManifest, type Manifest } from './manifest.ts';
import { readRecord, writeChanges, writeRecord, type DeployRecord } from './record.ts';
import type { Target, WholeTarget } from './target.ts';
import { uploadSteps } from './upload-order.ts';

/** One deploy: what goes where. */
export interface DeployOptions {
  /** Absolute path of the built site. */
  readonly outputDir: string;
  /** The target, as the user named it. */
  readonly targetName: string;
  readonly target: Target | WholeTarget;
  /** Absolute path of the file that says what the target holds. */
  readonly recordFile: string;
  /** Absolute path of the file that gets what changes. */
  readonly changesFile: string;
  /** Only find out what would be done. */
  readonly dryRun: boolean;
  /** Upload everything, whatever is known, and delete all else. */
  readonly all: boolean;
  /** Is told what begins. @param files how many files it is about. */
  readonly progress?: (step: string, files: number) => void;
}

/** What a deploy has done, or would do. */
export interface Deployment {
  readonly changes: Changes;
  /** What is worth knowing; no errors. */
  readonly problems: readonly Problem[];
}

/**
 * Makes a target the same as a built site: what is new or has changed is uploaded, what is gone is
 * deleted. It may be killed at any moment: before the target changes, the record says which paths
 * are about to, and the next deploy takes them for unknown.
 * @throws {DeployError} when it cannot be done, or has not been.
 */
export async function deploySite(options: DeployOptions): Promise<Deployment> {
  const { outputDir, targetName, target, changesFile, dryRun, all } = options;
  return withSite(outputDir, async (site) => {
    await target.settle();
    const { known, problems } = await recall(options);
    const changes = changesOf(known, site);
    writeChanges(changesFile, targetName, changes);
    if ('publish' in target) {
      if (!dryRun) await publish(options, target, site);
      return { changes, problems };
    }
    target.checkNames([...site.keys()]);
    if (!dryRun && (all || !isEmpty(changes))) await bring(options, target, known, changes, site);
    return { changes, problems };
  });
}

/**
 * Compares a built site with what the last deploy from here has left at a target, without looking
 * there, and writes it down for other programs.
 * @throws {DeployError} when the site is not one to deploy.
 */
export function findChanges({
  outputDir,
  targetName,
  recordFile,
  changesFile,
}: Pick<
  DeployOptions,
  'outputDir' | 'targetName' | 'recordFile' | 'changesFile'
>): Promise<Changes> {
  return withSite(outputDir, (site) => {
    const changes = changesOf(readRecord(recordFile) ?? nothingDeployed, site);
    writeChanges(changesFile, targetName, changes);
    return changes;
  });
}

/** Reads a site, and keeps builds from it as long as something is done with it. */
async function withSite<Result>(
  outputDir: string,
  use: (site: Manifest) => Result | Promise<Result>,
): Promise<Result> {
  if (!existsSync(outputDir)) throw noSite(outputDir);
  const lock = await lockOutput(outputDir).catch((error: unknown) => {
    throw error instanceof OutputError ? outputBusy(outputDir, error.message, error.hint) : error;
  });
  try {
    requireFinished(outputDir);
    return await use(await readManifest(outputDir));
  } finally {
    await lock.release();
  }
}

/** Hands a site to a host that takes it whole. */
async function publish(
  { targetName, recordFile, progress }: DeployOptions,
  target: WholeTarget,
  site: Manifest,
): Promise<void> {
  progress?.('the site', site.size);
  await target.publish();
  writeRecord(recordFile, targetName, { ids: [], files: site, unknown: new Set() });
}

/** Brings the changes to a target, and keeps the record true at every moment. */
async function bring(
  { targetName, recordFile, all, progress }: DeployOptions,
  target: Target,
  known: DeployRecord,
  changes: Changes,
  site: Manifest,
): Promise<void> {
  // The target is of either deploy until it holds the new id, and then of this one.
  const id = randomUUID();
  const pending = whileChanging(known, changes);
  writeRecord(recordFile, targetName, { ids: [...known.ids, id], ...pending });
  await target.writeId(id);
  for (const { name, paths } of uploadSteps(changes)) {
    progress?.(name, paths.length);
    await target.upload(paths);
  }
  const removed = changes.removed.map(({ path }) => path);
  if (removed.length > 0) {
    progress?.('deletions', removed.length);
    const folders = new Set([...site.keys()].flatMap(foldersAbove));
    await target.remove(removed, (path) => site.has(path) || folders.has(path));
  }
  if (all) await target.removeOthers();
  writeRecord(recordFile, targetName, { ids: [id], files: site, unknown: new Set() });
}

/** @throws {DeployError} when the site is not whole, or not for everybody. */
function requireFinished(outputDir: string): void {
  const preview = readMarker(outputDir);
  if (!preview) throw noSite(outputDir);
  const { drafts, future } = preview;
  const options = [...(drafts ? ['--drafts'] : []), ...(future ? ['--future'] : [])];
  if (options.length > 0) throw isPreview(outputDir, options.join(' and '));
}

/** Finds out what a target holds. */
async function recall(options: DeployOptions): Promise<{
  readonly known: DeployRecord;
  readonly problems: readonly Problem[];
}> {
  const { target, targetName, recordFile, all } = options;
  const read = readRecord(recordFile);
  const record = read ?? { ...nothingDeployed, ids: [] };
  // Such a host knows itself what it has.
  if ('publish' in target) return { known: record, problems: [] };

  const id = await target.readId();
  const isSame = id !== undefined && record.ids.includes(id);
  const known = {
    ...(isSame && !all ? record : forgetBytes(record)),
    ids: id === undefined ? [] : [id],
  };
  if (all) return { known, problems: [] };
  if (!read) return { known, problems: [damagedRecord(recordFile)] };
  const pending = record.unknown.size;
  if (isSame) {
    return { known, problems: pending > 0 ? [unfinishedDeploy(targetName, pending)] : [] };
  }
  const isFirst = id === undefined && record.files.size + pending === 0;
  return { known, problems: [isFirst ? firstDeploy(targetName) : otherDeploy(targetName)] };
}
