import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { BuildReport } from '../../src/report/types.ts';
import { readFolder } from '../support/build-site.ts';
import { plainSite, runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const sound = '---\ntitle: 好文\ndate: 2026-01-01\ntags: [纸]\n---\n正文。\n';

/** Every way in which a post can be wrong, with the problem to be reported as `code:line`. */
const broken: Readonly<Record<string, readonly [content: string | Buffer, expected: string]>> = {
  'unclosed.md': ['---\ntitle: 一\n正文\n', 'front-matter-unclosed:1'],
  'four-hyphens.md': ['----\ntitle: 二\n----\n正文\n', 'front-matter-fence:1'],
  'script-fence.md': ['---js\n{ title: "x" }\n---\n', 'front-matter-fence:1'],
  'bad-yaml.md': ['---\ntitle: 三\ntags: [a\ndate: 2026-01-01\n---\n', 'yaml-syntax:4'],
  'duplicate-key.md': ['---\ntitle: 四\ntitle: 五\n---\n', 'yaml-duplicate-key:3'],
  'wrong-type.md': ['---\ntitle: 六\ntags:\n  a: 1\n---\n', 'wrong-type:3'],
  'draft-maybe.md': ['---\ntitle: 七\ndraft: maybe\n---\n', 'wrong-type:3'],
  'invalid-date.md': ['---\ntitle: 八\ndate: 2026-02-30\n---\n', 'date-invalid:3'],
  'no-title.md': ['---\ndate: 2026-01-01\n---\n正文\n', 'title-missing:1'],
  'same.md': ['---\ntitle: 九\n---\n', ''],
  'folder/same.md': ['---\ntitle: 十\n---\n', ''],
  'latin1.md': [Buffer.from('---\ntitle: caf\xe9\n---\n', 'latin1'), 'encoding:2'],
  'empty.md': ['', 'file-empty:1'],
  'huge.md': [`---\ntitle: 大\n---\n${'字'.repeat(7_000_000)}`, 'post-too-large:1'],
  'no-layout.md': ['---\ntitle: 十一\nlayout: pots.njk\n---\n', 'layout-unknown:3'],
};

function run(args: readonly string[]) {
  const { status, stdout, stderr } = runCommand('build', [...args, '--format', 'json']);
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as BuildReport);
  return { status, stderr, report };
}

describe('broken input', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const output = path.join(folder, 'site');
  const options = [...plainSite(), '--posts', posts];

  before(() => {
    writeFiles(posts, { 'sound.md': sound });
    const first = run([...options, '--output', output]);
    assert.equal(first.status, 0, first.stderr);

    for (const [file, [content]] of Object.entries(broken)) {
      writeFiles(posts, { [file]: content });
    }
    mkdirSync(path.join(posts, 'directory.md'));
    symlinkSync('nowhere.md', path.join(posts, 'link.md'));
  });

  it('is all named in one run with file, line and hint; the published site stays', () => {
    const published = readFolder(output);
    const { status, report } = run([...options, '--output', output]);
    assert.equal(status, 1);
    assert.equal(report?.ok, false);
    const errors = report.problems.filter(({ severity }) => severity === 'error');
    const found = errors.map(({ file, code, line }) => `${path.basename(file)} ${code}:${line}`);
    const expected = Object.entries(broken)
      .filter(([, [, problem]]) => problem !== '')
      .map(([file, [, problem]]) => `${path.basename(file)} ${problem}`);
    assert.deepEqual(
      found.sort(),
      [...expected, 'directory.md post-is-a-folder:1', 'link.md post-unreadable:1'].sort(),
    );
    for (const { hint, message } of errors) {
      assert.ok(hint !== undefined && hint !== '' && message !== '');
    }
    const collision = report.problems.find(({ code }) => code === 'url-collision');
    assert.match(`${collision?.file} ${collision?.message}`, /folder\/same\.md/);
    assert.match(`${collision?.file} ${collision?.message}`, /posts\/same\.md/);
    assert.deepEqual(readFolder(output), published);
  });

  it('does not keep the sound posts from being published with --keep-going', () => {
    const { status, report } = run([...options, '--output', output, '--keep-going']);
    assert.equal(status, 0);
    assert.equal(report?.ok, true);
    assert.equal(report.posts, 3, 'the sound post and the pair of one name');
    assert.ok(existsSync(path.join(output, 'posts/sound/index.html')));
    assert.match(readFileSync(path.join(output, 'posts/sound/index.html'), 'utf8'), /正文。/);
    assert.ok(report.problems.filter(({ severity }) => severity === 'error').length >= 15);
  });

  it('leaves a folder alone that holds something else', () => {
    const foreign = temporaryFolder();
    writeFiles(foreign, { 'thesis.txt': 'years of work' });
    const { status, report } = run([...options, '--output', foreign, '--keep-going']);
    assert.equal(status, 1);
    assert.equal(report?.problems[0]?.code, 'output-folder');
    assert.deepEqual([...readFolder(foreign).keys()], ['thesis.txt']);
  });

  it('answers a wrong command line with exit code 2 and a hint', () => {
    const { status, stderr } = run(['--post', posts]);
    assert.equal(status, 2);
    assert.match(stderr, /no option --post\. Did you mean --posts\?/);
  });
});
