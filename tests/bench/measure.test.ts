import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { XMLValidator } from 'fast-xml-parser';
import { charts } from '../../bench/measure/chart.ts';
import { childSeconds, runMeasured } from '../../bench/measure/command.ts';
import { projectDirectory } from '../../bench/measure/contestants.ts';
import { makeHugoProject } from '../../bench/measure/hugo-project.ts';
import { listOutput, siteChanges, sizeByPhase, sizeOf } from '../../bench/measure/output-tree.ts';
import { postChanges } from '../../bench/measure/post-changes.ts';
import { ratioLine, resultTable, scalingTable } from '../../bench/measure/table.ts';
import type { Result } from '../../bench/measure/summary.ts';

const result: Result = {
  contestant: 'inkstone',
  mode: 'cold',
  corpus: { name: 'small', posts: 200, bytes: 1_000 },
  wallSeconds: 2,
  cpuSeconds: 3,
  peakMemoryBytes: 200e6,
  millisecondsPerPost: 10,
  pages: 250,
  files: 300,
  bytes: 4e6,
  phases: [{ name: 'read', seconds: 0.5, output: { files: 3, bytes: 2e6 } }],
  runs: [],
};
const other: Result = { ...result, contestant: 'other', wallSeconds: 1, phases: [] };

void describe('runMeasured', () => {
  void it('keeps output, exit code and what the command cost', async () => {
    const work = 'let n = 0; for (let i = 0; i < 3e8; i += 1) n += i; console.log("done")';
    const run = await runMeasured([process.execPath, '-e', work], { cwd: process.cwd() });
    assert.equal(run.exitCode, 0);
    assert.equal(run.stdout, 'done\n');
    assert.ok(run.cost.cpuSeconds > 0);
    assert.ok(run.cost.wallSeconds > 0);
  });

  void it('reports a failure instead of throwing', async () => {
    const script = 'console.error("no"); process.exit(3)';
    const run = await runMeasured([process.execPath, '-e', script], { cwd: process.cwd() });
    assert.equal(run.exitCode, 3);
    assert.equal(run.stderrEnd, 'no\n');
  });

  void it('reads the times of all children', () => {
    assert.equal(childSeconds('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n'), 62.75);
  });
});

void describe('the charts', () => {
  const at = (posts: number, wallSeconds: number, contestant = 'inkstone'): Result => ({
    ...result,
    contestant,
    corpus: { ...result.corpus, posts },
    wallSeconds,
  });

  void it('are well-formed and name every contestant, even where lines meet', () => {
    const files = charts([
      at(1_000, 5),
      at(10_000, 40),
      at(1_000, 5, 'a & <b>'),
      at(10_000, 40, 'a & <b>'),
    ]);
    assert.deepEqual([...files.keys()], ['time.svg', 'memory.svg']);
    const time = files.get('time.svg') ?? '';
    assert.equal(XMLValidator.validate(time), true);
    assert.match(time, />inkstone<.*>a &amp; &lt;b></s);
    const places = [...time.matchAll(/<text x="500" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    assert.equal(places.length, 2);
    assert.ok(Math.abs((places[0] ?? 0) - (places[1] ?? 0)) >= 15);
    assert.doesNotMatch(time, /NaN|Infinity/);
  });

  void it('leave out builds that failed', () => {
    const failed = { ...at(50_000, 1), failure: 'out of memory' };
    const time = charts([at(1_000, 5), at(10_000, 40), failed]).get('time.svg') ?? '';
    assert.doesNotMatch(time, /50,000/);
  });
});

void describe('what a build left', () => {
  void it('is counted below all folders, pages by themselves', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'index.html': 'one', 'a/b/page.html': 'two', 'a/style.css': 'three' });
    assert.deepEqual(sizeOf(await listOutput(folder)), { pages: 2, files: 3, bytes: 11 });
    assert.deepEqual(await listOutput(path.join(folder, 'none')), []);
  });

  void it('is compared with the site before', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      ...{ 'old/a/same': 'one', 'old/changed': 'two', 'old/longer': '', 'old/gone': 'four' },
      ...{ 'new/a/same': 'one', 'new/changed': 'TWO', 'new/longer': 'three', 'new/b/more': '12' },
    });
    const [before, after] = [path.join(folder, 'old'), path.join(folder, 'new')];
    assert.deepEqual(await siteChanges(before, after), {
      added: { files: 1, bytes: 2 },
      changed: { files: 2, bytes: 8 },
      removed: { files: 1, bytes: 4 },
    });
  });

  void it('belongs to the phase in which it was written', () => {
    const files = [10, 20, 21, 40].map((changedAt) => ({ name: 'page', bytes: 5, changedAt }));
    assert.deepEqual(sizeByPhase(files, [20, 30, 35]), [
      { files: 2, bytes: 10 },
      { files: 1, bytes: 5 },
      { files: 1, bytes: 5 },
    ]);
  });
});

void describe('what is done to posts before a build', () => {
  const post = (day: string) => `---\ntitle: 题\ndate: ${day}\ndraft: true\n---\n\n文\n`;
  const posts = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `${at}.md`,
      post(`2026-01-${String(at + 1).padStart(2, '0')}`),
    ]),
  );

  for (const [mode, change] of Object.entries(postChanges)) {
    void it(`is taken back (${mode})`, () => {
      const folder = temporaryFolder();
      writeFiles(folder, posts);
      const before = readFolder(folder);
      const restore = change(folder);
      assert.notDeepEqual(readFolder(folder), before);
      restore();
      assert.deepEqual(readFolder(folder), before);
    });
  }

  void it('is what an hour brings: 12 posts of the newest day, 3 longer, 1 gone', () => {
    const folder = temporaryFolder();
    writeFiles(folder, posts);
    const before = readFolder(folder);
    postChanges.hourly(folder);
    const after = readFolder(folder);
    const added = [...after].filter(([name]) => !before.has(name));
    assert.equal(added.length, 12);
    for (const [, text] of added) assert.match(text.toString(), /^date: '?2026-01-30'?$/m);
    assert.equal([...before.keys()].filter((name) => !after.has(name)).length, 1);
    const longer = [...before].filter(
      ([name, text]) => (after.get(name)?.length ?? 0) > text.length,
    );
    assert.equal(longer.length, 3);
  });
});

void describe('the Hugo project', () => {
  const corpus = temporaryFolder();
  const post = (title: string, tags: string, more = '') =>
    `---\ntitle: ${title}\ndate: 2026-01-02\ntags: ${tags}\n${more}---\n\nText {{< figure >}} 文\n`;
  const project = (minimum: number) => {
    const folder = path.join(temporaryFolder(), 'project');
    makeHugoProject(path.join(projectDirectory, 'bench/hugo'), corpus, folder, minimum);
    return (name: string) => readFileSync(path.join(folder, 'content/posts', name), 'utf8');
  };

  void it('holds every listed post with normalised front matter and no shortcodes', () => {
    writeFiles(corpus, {
      'a/one.md': post('One', 'shared，own'),
      'two.md': post('Two', '[Shared]'),
      'hidden.md': post('Hidden', '[]', 'exclude: true\n'),
    });
    const read = project(1);
    const [matter = '', body = ''] = read('a-one.md').split('\n\n');
    const { title, tags, years, months } = JSON.parse(matter) as Record<string, unknown>;
    assert.deepEqual(
      { title, tags, years, months },
      { title: 'One', tags: ['shared', 'own'], years: ['2026'], months: ['2026-01'] },
    );
    assert.doesNotMatch(body, /\{\{</);
    assert.throws(() => read('hidden.md'), /ENOENT/);
  });

  void it('can leave out rare terms', () => {
    assert.match(project(2)('a-one.md'), /"shared"/);
    assert.doesNotMatch(project(2)('a-one.md'), /"own"/);
  });
});

void describe('the tables', () => {
  void it('align figures and add phases', () => {
    const table = resultTable([result, other]);
    assert.match(table, /^wall +2\.00 s +1\.00 s$/m);
    assert.match(table, /^pages +250 +250$/m);
    assert.match(table, /^ {2}read +0\.50 s +25 % +3 files +2 MB$/m);
    assert.equal(
      ratioLine(result, other),
      'inkstone / other: wall 2.00 · CPU 1.00 · peak RSS 1.00 · output 1.00',
    );
  });

  void it('say what has to be uploaded, where that is known', () => {
    assert.doesNotMatch(resultTable([result, other]), /files added/);
    const none = { files: 0, bytes: 0 };
    const changes = { added: { files: 3, bytes: 2e6 }, changed: none, removed: none };
    const table = resultTable([result, { ...other, changes }]);
    assert.match(table, /^files added +3, 2 MB$/m);
    assert.match(table, /^files removed +0, 0 MB$/m);
  });

  void it('show the growth per post against the first size of the same contestant', () => {
    const larger = { ...result, corpus: { ...result.corpus, posts: 800 }, millisecondsPerPost: 11 };
    assert.match(
      scalingTable([result, larger]),
      /^800 +inkstone +cold +2\.00 s +11\.00 ms +1\.10 /m,
    );
  });

  void it('name a failure', () => {
    assert.match(
      resultTable([{ ...result, failure: 'exit code 1: boom' }]),
      /inkstone FAILED: exit code 1: boom/,
    );
  });
});
