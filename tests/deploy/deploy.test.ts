import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { markerFile, markerText } from '../../src/build/site-marker.ts';
import { deploySite, type DeployOptions } from '../../src/deploy/deploy.ts';
import { readRecord } from '../../src/deploy/record.ts';
import type { Target } from '../../src/deploy/target.ts';
import { readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const outputDir = path.join(folder, 'site');
const cache = path.join(folder, 'cache');
const recordFile = path.join(cache, 'deployed', 'model.json');

type Files = Readonly<Record<string, string>>;

/** Replaces the built site. */
function build(files: Files, preview = { drafts: false, future: false }): void {
  rmSync(outputDir, { recursive: true, force: true });
  writeFiles(outputDir, { ...files, [markerFile]: markerText(preview) });
}

class Killed extends Error {}
class Unreachable extends Error {}

/** A target in memory that fails after some actions: each file, and the end of a call, is one. */
class ModelTarget implements Target {
  readonly files = new Map<string, string>();
  readonly log: string[] = [];
  id: string | undefined;
  /** Actions that are left; whatever comes then is not done, as in a killed process. */
  left = Infinity;
  isReachable = true;

  settle = () => Promise.resolve();
  checkNames = () => undefined;
  readId = () => (this.isReachable ? Promise.resolve(this.id) : Promise.reject(new Unreachable()));

  writeId = async (id: string) => {
    await this.#act(() => (this.id = id));
    await this.#act();
  };

  upload = async (paths: readonly string[]) => {
    for (const name of paths) {
      // A file that was written in part is there too.
      await this.#act(() => this.files.set(name, 'half'));
      await this.#act(() => {
        this.log.push(name);
        this.files.set(name, readFileSync(path.join(outputDir, name), 'utf8'));
      });
    }
    await this.#act();
  };

  remove = async (paths: readonly string[]) => {
    for (const name of paths) {
      await this.#act(() => {
        this.log.push(`-${name}`);
        this.files.delete(name);
      });
    }
    await this.#act();
  };

  removeOthers = async () => {
    const site = readFolder(outputDir);
    await this.remove([...this.files.keys()].filter((name) => !site.has(name)));
  };

  #act(action: () => unknown = () => undefined): Promise<void> {
    if (this.left <= 0) return Promise.reject(new Killed());
    this.left--;
    action();
    return Promise.resolve();
  }
}

function deploy(target: Target, options: Partial<DeployOptions> = {}) {
  return deploySite({
    ...{ outputDir, targetName: 'model', target, recordFile },
    changesFile: path.join(cache, 'changes.json'),
    ...{ dryRun: false, all: false, ...options },
  });
}

function siteFiles(): Map<string, string> {
  const files = [...readFolder(outputDir)].filter(([name]) => name !== markerFile);
  return new Map(files.map(([name, bytes]) => [name, bytes.toString()]));
}

const sorted = (files: ReadonlyMap<string, string>) => [...files].sort();

function forget(): void {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache);
}

const names = ['index.html', 'posts/a/index.html', 'assets/x.css', '__proto__', '404', '汉 字.md'];

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('build' as const),
      files: fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2', '3'), {
        noNullPrototype: true,
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deploy' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('killed' as const), left: fc.nat(20) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unreachable' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('keep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

describe('deploys', () => {
  it('make a target right, whatever was killed or forgotten before', async () => {
    const history = fc.array(step, { minLength: 1, maxLength: 14 });
    const check = async (steps: readonly Step[]) => {
      forget();
      build({ 'index.html': '0' });
      const target = new ModelTarget();
      const kept = path.join(folder, 'kept');
      rmSync(kept, { recursive: true, force: true });
      mkdirSync(kept);
      let isForgotten = false;
      for (const one of steps) {
        if (one.kind === 'build') build(one.files);
        if (one.kind === 'keep') {
          rmSync(kept, { recursive: true, force: true });
          cpSync(cache, kept, { recursive: true });
        }
        if (one.kind === 'restore') {
          // An old copy of the cache, as a job gets it that follows one that has saved none.
          isForgotten = true;
          rmSync(cache, { recursive: true, force: true });
          cpSync(kept, cache, { recursive: true });
        }
        if (one.kind === 'killed') {
          target.left = one.left;
          await deploy(target).catch((error: unknown) => assert.ok(error instanceof Killed));
          target.left = Infinity;
        }
        if (one.kind === 'unreachable') {
          const known = readRecord(recordFile);
          target.isReachable = false;
          await assert.rejects(deploy(target), Unreachable);
          await assert.rejects(deploy(target, { dryRun: true }), Unreachable);
          target.isReachable = true;
          assert.deepEqual(readRecord(recordFile), known);
        }
        if (one.kind !== 'deploy') continue;
        await deploy(target);
        assertSame(target, isForgotten);
      }
      await deploy(target);
      assertSame(target, isForgotten);
      await deploy(target, { all: true });
      assertSame(target, false);
      target.log.length = 0;
      await deploy(target);
      assert.deepEqual(target.log, [], 'Nothing is uploaded twice.');
    };
    await fc.assert(fc.asyncProperty(history, check), { numRuns: 60 });
  });

  /** @param isForgotten whether files may be there that nobody remembers. */
  function assertSame(target: ModelTarget, isForgotten: boolean): void {
    const site = siteFiles();
    const there = isForgotten
      ? new Map([...target.files].filter(([name]) => site.has(name)))
      : target.files;
    assert.deepEqual(sorted(there), sorted(site));
  }

  it('go in an order in which every page finds what it needs', async () => {
    forget();
    const target = new ModelTarget();
    build({ 'index.html': '1', 'assets/a.css': '1', 'old/index.html': '1', 'feed.xml': '1' });
    await deploy(target);
    target.log.length = 0;
    build({
      ...{ 'index.html': '2', 'assets/b.css': '2', 'new/index.html': '2', 'feed.xml': '2' },
      ...{ 'search-index/pack-1.bin': '2', 'search-index/manifest.bin': '2', 'sw.js': '2' },
    });
    await deploy(target);
    assert.deepEqual(target.log, [
      ...['assets/b.css', 'search-index/pack-1.bin'],
      ...['new/index.html', 'index.html'],
      ...['search-index/manifest.bin', 'sw.js', 'feed.xml'],
      ...['-assets/a.css', '-old/index.html'],
    ]);
  });

  it('upload everything again, once, where somebody else has deployed', async () => {
    forget();
    const target = new ModelTarget();
    build({ 'index.html': '1' });
    assert.deepEqual(codes(await deploy(target)), ['deploy-first']);
    target.id = 'another';
    target.files.set('index.html', 'theirs');
    assert.deepEqual(codes(await deploy(target)), ['deploy-other']);
    assert.equal(target.files.get('index.html'), '1');
    assert.deepEqual(codes(await deploy(target)), []);
  });

  it('leave what only another machine has deployed, unless they are to delete it', async () => {
    forget();
    const target = new ModelTarget();
    const theirs = { recordFile: path.join(cache, 'theirs.json') };
    build({ 'index.html': '1' });
    await deploy(target);
    build({ 'index.html': '2', 'posts/theirs/index.html': '2' });
    await deploy(target, theirs);
    build({ 'index.html': '3' });
    assert.deepEqual(codes(await deploy(target)), ['deploy-other']);
    const there = ['index.html', 'posts/theirs/index.html'];
    assert.deepEqual([...target.files.keys()].sort(), there);
    await deploy(target, { all: true });
    assert.deepEqual([...target.files.keys()], ['index.html']);
  });

  it('say that the last one has not finished', async () => {
    forget();
    const target = new ModelTarget();
    build({ 'index.html': '1', 'a.html': '1' });
    await deploy(target);
    build({ 'index.html': '2', 'a.html': '1' });
    target.left = 3;
    await assert.rejects(deploy(target), Killed);
    target.left = Infinity;
    const { problems, changes } = await deploy(target);
    assert.deepEqual(codes({ problems }), ['deploy-unfinished']);
    assert.deepEqual(
      changes.changed.map((file) => file.path),
      ['index.html'],
    );
  });

  it('take a damaged record for none', async () => {
    forget();
    const target = new ModelTarget();
    build({ 'index.html': '1' });
    await deploy(target);
    const text = readFileSync(recordFile, 'utf8');
    writeFiles(path.dirname(recordFile), {
      'model.json': text.replace('"bytes": 1', '"bytes": 2'),
    });
    assert.deepEqual(codes(await deploy(target)), ['deploy-damaged']);
    assert.deepEqual(codes(await deploy(target)), []);
  });

  it('change nothing in a dry run, and write down what they would do', async () => {
    forget();
    const target = new ModelTarget();
    build({ 'index.html': '1', 'old.html': '1' });
    await deploy(target);
    build({ 'index.html': '22', 'new.html': '1' });
    target.log.length = 0;
    await deploy(target, { dryRun: true });
    assert.deepEqual(target.log, []);
    const changes = JSON.parse(readFileSync(path.join(cache, 'changes.json'), 'utf8')) as Record<
      'added' | 'changed' | 'removed',
      { path: string; hash: string; bytes: number }[]
    >;
    const shown = (kind: keyof typeof changes) =>
      changes[kind].map(({ path: name, hash, bytes }) => [name, hash.length, bytes]);
    assert.deepEqual(shown('added'), [['new.html', 32, 1]]);
    assert.deepEqual(shown('changed'), [['index.html', 32, 2]]);
    assert.deepEqual(shown('removed'), [['old.html', 32, 1]]);
  });

  it('refuse what is no finished site, or not for everybody', async () => {
    const target = new ModelTarget();
    build({ 'index.html': '1' }, { drafts: true, future: true });
    await assert.rejects(deploy(target), /built with --drafts and --future/);
    const isUnfinished = /no site that a build of this version has finished/;
    // As an earlier version marked sites, those with drafts, too.
    const [owner = ''] = markerText({ drafts: true, future: false }).split('\n');
    for (const text of [`${owner}\n`, '']) {
      writeFiles(outputDir, { [markerFile]: text });
      await assert.rejects(deploy(target), isUnfinished);
    }
    rmSync(path.join(outputDir, markerFile));
    await assert.rejects(deploy(target), isUnfinished);
    rmSync(outputDir, { recursive: true });
    await assert.rejects(deploy(target), isUnfinished);
    assert.deepEqual(target.log, []);
  });
});

function codes({ problems }: { readonly problems: readonly { readonly code: string }[] }) {
  return problems.map(({ code }) => code);
}
