import assert from 'node:assert/strict';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { markerFile } from '../../src/build/site-marker.ts';
import { findChanges } from '../../src/deploy/deploy.ts';
import { readManifest } from '../../src/deploy/manifest.ts';
import { writeRecord } from '../../src/deploy/record.ts';
import type { BuildReport } from '../../src/report/types.ts';
import { buildCache, keepCacheIn } from '../../src/store/cache-folders.ts';
import { anHourPasses } from '../support/age-files.ts';
import { build, readFolder, type FolderContent } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { assertSameContent } from '../support/same-content.ts';
import { EditedSite, firstRound, siteHistory } from '../support/site-history.ts';
import type { History, Round } from '../support/site-history.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * `HISTORY_RUNS=200 npm test -- build/histories` takes an hour. `HISTORY_SEED` names other
 * histories; the usual one has rounds in which only a setting changes, or a label. With
 * `HISTORY_POSTS=250` each site has so many plain posts beside its own, and a tier of its search
 * index fills up on the way.
 */
const runs = Number(process.env['HISTORY_RUNS'] ?? 1);
const seed = Number(process.env['HISTORY_SEED'] ?? 35526);
const plainPosts = Number(process.env['HISTORY_POSTS'] ?? 0);
const isLong = process.env['HISTORY_RUNS'] !== undefined;
const rounds = isLong ? { minLength: 1, maxLength: 5 } : { minLength: 4, maxLength: 4 };

const folder = temporaryFolder();
const at = (name: string) => path.join(folder, name);
const kept = { cacheDir: at('cache'), outputDir: at('output') };
const clean = { cacheDir: at('no-cache'), outputDir: at('clean-output') };
const record = {
  targetName: 'host',
  recordFile: at('record.json'),
  changesFile: at('changes.json'),
};

test('builds with a cache are those without one, whatever has happened to a site', async () => {
  const workingDir = process.cwd();
  // What is made once for all builds of a machine, such as bundles of the program's own code.
  keepCacheIn(path.join(projectDir, '.cache'));
  try {
    await fc.assert(fc.asyncProperty(siteHistory(rounds), check), {
      numRuns: runs,
      seed,
      // Each step towards a shorter history takes seconds: `HISTORY_RUNS=1` goes them.
      endOnFailure: !isLong,
      includeErrorInReport: true,
    });
  } finally {
    process.chdir(workingDir);
  }
});

async function check(history: History): Promise<void> {
  process.chdir(projectDir);
  rmSync(folder, { recursive: true, force: true });
  const site = new EditedSite(at('site'));
  await site.begin(history.posts, plainPosts);
  process.chdir(site.folder);
  let deployed: FolderContent = new Map();
  for (const [number, round] of [firstRound, ...history.rounds].entries()) {
    await site.pass(round);
    takeMemory();
    const facts = await buildIn(kept, site, round);
    const content = readFolder(kept.outputDir);
    // The first cache is a clean one.
    if (number > 0) {
      assert.deepEqual(facts, await buildIn(clean, site, round), `the report of round ${number}`);
      assertSameContent(content, readFolder(clean.outputDir), `the site of round ${number}`);
      assertSameContent(memoryIn(kept), memoryIn(clean), `the memory of round ${number}`);
    }
    if (!round.isPreview) {
      assert.deepEqual(await changes(), differences(deployed, content), `changes of ${number}`);
      deployed = content;
    }
    anHourPasses(kept.cacheDir);
  }
}

/**
 * Leaves the clean build nothing but what the site has published before. That decides which
 * addresses posts and terms have, and which lead on to them: it is input, and no cache.
 */
function takeMemory(): void {
  for (const old of Object.values(clean)) rmSync(old, { recursive: true, force: true });
  const { published } = buildCache(kept.cacheDir);
  if (!existsSync(published)) return;
  cpSync(published, buildCache(clean.cacheDir).published, { recursive: true });
}

function memoryIn({ cacheDir }: typeof kept): FolderContent {
  return readFolder(buildCache(cacheDir).published);
}

/** @returns what the report says that does not differ from run to run. */
async function buildIn(
  folders: typeof kept,
  { folder: siteDir, settings, day }: EditedSite,
  { isPreview, acceptAddresses }: Round,
): Promise<Partial<BuildReport>> {
  const { report } = await build(
    path.join(siteDir, 'posts'),
    {
      ...{ ...folders, acceptAddresses, drafts: isPreview, future: isPreview },
      ...{ keepGoing: true, now: new Date(Date.UTC(2026, 5, day, 4)) },
    },
    settings,
  );
  assert.ok(report.ok, JSON.stringify(report.problems, null, 1));
  const { seconds, peakMemoryBytes, phases, ...facts } = report;
  assert.ok(seconds > 0 && peakMemoryBytes > 0 && phases.length > 0);
  return facts;
}

/** What `--changes` says of a site after its last deploy; then deploys it. */
async function changes(): Promise<ReturnType<typeof differences>> {
  const { outputDir } = kept;
  const { added, changed, removed } = await findChanges({ ...record, outputDir });
  const files = await readManifest(outputDir);
  writeRecord(record.recordFile, record.targetName, { ids: [], files, unknown: new Set() });
  const names = (list: readonly { readonly path: string }[]) => list.map((file) => file.path);
  return { added: names(added), changed: names(changed), removed: names(removed) };
}

function differences(before: FolderContent, after: FolderContent) {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const where = (test: (old?: Buffer, own?: Buffer) => boolean | undefined) =>
    names.filter((name) => name !== markerFile && test(before.get(name), after.get(name)));
  return {
    added: where((old) => !old),
    changed: where((old, own) => old && own && !old.equals(own)),
    removed: where((_, own) => !own),
  };
}
