import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openStaging, OutputError } from '../../src/build/staging.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const marker = { '.inkstone': '' };

/** A folder with a published site in `site/`. */
function published(): { folder: string; output: string } {
  const folder = temporaryFolder();
  const output = path.join(folder, 'site');
  writeFiles(output, { ...marker, 'index.html': 'old', 'gone.html': 'old' });
  return { folder, output };
}

/** A process id that no process has: the system's limit is far lower. */
const deadPid = 2 ** 30;

describe('openStaging', () => {
  it('puts the new site in the place of the old one as a whole', async () => {
    const { folder, output } = published();
    const staging = await openStaging(output, []);
    writeFiles(staging.dir, { 'index.html': 'new' });
    writeFiles(staging.workDir, { 'bodies.html': 'work' });
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
    await staging.commit();
    await staging.discard();
    assert.deepEqual(readdirSync(output).sort(), ['.inkstone', 'index.html']);
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['site']);
  });

  it('leaves the published site as it was when a build is given up', async () => {
    const { folder, output } = published();
    const staging = await openStaging(output, []);
    writeFiles(staging.dir, { 'index.html': 'half' });
    await staging.discard();
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['site']);
  });

  it('makes the output folder and its parents', async () => {
    const output = path.join(temporaryFolder(), 'a/b/site');
    const staging = await openStaging(output, []);
    await staging.commit();
    assert.deepEqual(readdirSync(output), ['.inkstone']);
  });

  it('clears what a killed build left, and leaves a running one its folder', async () => {
    const { folder, output } = published();
    mkdirSync(path.join(folder, `site.staging-${deadPid}`, 'site'), { recursive: true });
    mkdirSync(path.join(folder, `site.staging-${process.ppid}`));
    for (const draft of ['', 'takeover.', 'takeover.takeover.']) {
      writeFileSync(path.join(folder, `site.lock.${draft}${deadPid}.0`), 'dead');
    }
    const staging = await openStaging(output, []);
    await staging.commit();
    assert.deepEqual(readdirSync(folder).sort(), ['site', `site.staging-${process.ppid}`]);
  });

  it('does not publish what a killed build with the same process id left', async () => {
    const { folder, output } = published();
    writeFiles(folder, { [`site.staging-${process.pid}/site/stale.html`]: 'stale' });
    const staging = await openStaging(output, []);
    await staging.commit();
    assert.equal(existsSync(path.join(output, 'stale.html')), false);
  });

  it('puts back the site that a build killed in the swap had moved aside', async () => {
    const folder = temporaryFolder();
    const output = path.join(folder, 'site');
    writeFiles(`${output}.previous`, { ...marker, 'index.html': 'old' });
    const staging = await openStaging(output, []);
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
    await staging.discard();
    assert.deepEqual(readdirSync(folder), ['site']);
  });

  it('removes the old site that a build killed after the swap had left', async () => {
    const { folder, output } = published();
    writeFiles(`${output}.previous`, { ...marker, 'index.html': 'older' });
    await (await openStaging(output, [])).discard();
    assert.deepEqual(readdirSync(folder), ['site']);
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
  });

  it('accepts an empty folder, and refuses one that holds anything else', async () => {
    const folder = temporaryFolder();
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    await (await openStaging(empty, [])).commit();
    assert.deepEqual(readdirSync(empty), ['.inkstone']);

    const foreign = path.join(folder, 'foreign');
    writeFiles(foreign, { 'thesis.doc': 'dear' });
    await assert.rejects(openStaging(foreign, []), (error) => {
      assert.ok(error instanceof OutputError);
      assert.ok(error.message.includes(foreign));
      assert.match(error.hint, /--output/);
      return true;
    });
    assert.deepEqual(readdirSync(foreign), ['thesis.doc']);
    assert.deepEqual(readdirSync(folder).sort(), ['empty', 'foreign']);
  });

  it('refuses a file', async () => {
    const file = path.join(temporaryFolder(), 'site');
    writeFileSync(file, 'dear');
    await assert.rejects(openStaging(file, []), OutputError);
    assert.equal(readFileSync(file, 'utf8'), 'dear');
  });

  it('refuses to replace protected folders or what contains them', async () => {
    const folder = temporaryFolder();
    const posts = path.join(folder, 'project/posts');
    writeFiles(posts, { 'a.md': 'dear' });
    for (const output of [posts, path.join(folder, 'project'), folder]) {
      await assert.rejects(openStaging(output, [posts]), OutputError, output);
    }
    await (await openStaging(path.join(folder, 'project/posts-site'), [posts])).commit();
    assert.equal(readFileSync(path.join(posts, 'a.md'), 'utf8'), 'dear');
  });
});

describe('an output that is a symbolic link', () => {
  const linked = () => {
    const folder = temporaryFolder();
    writeFiles(path.join(folder, 'first'), { ...marker, 'index.html': 'old' });
    const output = path.join(folder, 'site');
    symlinkSync('first', output);
    return { folder, output };
  };
  const publish = async (output: string, text: string) => {
    const staging = await openStaging(output, []);
    writeFiles(staging.dir, { 'index.html': text });
    await staging.commit();
  };

  it('is pointed at each new site, and keeps no earlier one that a build made', async () => {
    const { folder, output } = linked();
    for (const text of ['second', 'third']) {
      await publish(output, text);
      assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), text);
      assert.ok(lstatSync(output).isSymbolicLink());
      const names = readdirSync(folder).sort();
      assert.deepEqual(names, ['first', 'site', path.basename(realpathSync(output))]);
    }
    assert.equal(readFileSync(path.join(folder, 'first/index.html'), 'utf8'), 'old');
  });

  it('may point to nothing yet', async () => {
    const output = path.join(temporaryFolder(), 'site');
    symlinkSync('nowhere', output);
    await publish(output, 'new');
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'new');
  });

  it('is cleared of what a build left that was killed before or after the swap', async () => {
    const { folder, output } = linked();
    writeFiles(path.join(folder, 'site.release-dead'), { ...marker, 'index.html': 'dead' });
    writeFiles(path.join(folder, 'site.release-notes'), { 'notes.txt': 'dear' });
    symlinkSync('site.release-dead', `${output}.next`);
    const staging = await openStaging(output, []);
    await staging.discard();
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder).sort(), ['first', 'site', 'site.release-notes']);
  });
});

describe('two builds of one output', () => {
  it('lets one write and tells the other who does', async () => {
    const { output } = published();
    const first = await openStaging(output, []);
    await assert.rejects(openStaging(output, []), (error) => {
      assert.ok(error instanceof OutputError);
      const rival = `Another build or deploy \\(process ${process.pid}\\)`;
      assert.match(error.message, new RegExp(rival));
      assert.match(error.hint, /Wait/);
      return true;
    });
    writeFiles(first.dir, { 'index.html': 'first' });
    await first.commit();
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'first');
    await (await openStaging(output, [])).discard();
  });

  it('publishes nothing when the lock was deleted meanwhile', async () => {
    const { folder, output } = published();
    const staging = await openStaging(output, []);
    rmSync(`${output}.lock`);
    await assert.rejects(staging.commit(), OutputError);
    await staging.discard();
    assert.equal(readFileSync(path.join(output, 'index.html'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['site']);
  });
});
