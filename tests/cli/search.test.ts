import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound } from '../support/build-site.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** What `--format json` prints. */
interface Found {
  readonly count: { readonly value: number };
  readonly results: readonly {
    readonly title: string;
    readonly href: string;
    readonly date?: string;
    readonly passage: string;
    readonly hits: readonly string[];
  }[];
}

describe('search', () => {
  const folder = temporaryFolder();
  const outputDir = path.join(folder, 'site');
  const search = (...args: readonly string[]) =>
    runCommand('search', [...args, '--output', outputDir]);

  before(async () => {
    writeFiles(path.join(folder, 'posts'), {
      'a.md': '---\ntitle: 拣字房\ndate: 2026-01-02\narea: 印刷\n---\n\n标点怎么办？两个标点。\n',
      'b.md': '---\ntitle: 直排\ndate: 2026-02-03\narea: 阅读\n---\n\n直行里的标点 punctuation\n',
      'c.md': '---\ntitle: "\\e[31m红"\n---\n\n控制字符\n',
    });
    await buildSound(path.join(folder, 'posts'), { outputDir });
  });

  it('prints articles that hold the words, with a passage, and where they are', () => {
    const { status, stdout } = search('标点', '--order', 'newest');
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^直排\n {2}\/posts\/b\/ · 2026-02-03 · 阅读\n {2}直行里的标点 punctuation/,
    );
    assert.match(stdout, /\n拣字房\n/);
    // Hits are bold in a terminal alone.
    assert.equal(stdout.includes('\u001b'), false);
  });

  it('answers for machines, with filters and a limit', () => {
    const { status, stdout } = search('标点 area:印刷', '--format', 'json');
    assert.equal(status, 0);
    const { count, results } = JSON.parse(stdout) as Found;
    assert.equal(count.value, 1);
    assert.deepEqual(
      results.map(({ title, href, date, hits }) => [title, href, date, hits[0]]),
      [['拣字房', '/posts/a/', '2026-01-02', '标点']],
    );
    assert.match(results[0]?.passage ?? '', /标点怎么办/);

    const first = search('标点', '--limit', '1');
    assert.match(first.stdout, /2 in all; --limit prints more\.\n$/);
  });

  it('cannot steer the terminal', () => {
    for (const format of ['text', 'json']) {
      const { status, stdout } = search('控制字符', '--format', format);
      assert.equal(status, 0);
      assert.ok(!stdout.includes('\u001b') && stdout.includes('红'), stdout);
    }
  });

  it('tells nothing found from a search that cannot be made', () => {
    const none = search('没有这样的话');
    assert.equal(none.status, 1);
    assert.equal(none.stdout, 'Nothing is found for 没有这样的话.\n');
    const empty = search('。');
    assert.equal(empty.status, 2);
    assert.match(empty.stdout, /nothing to look up/);
    for (const [args, message] of [
      [[], /Name what to search for/],
      [['a', '--limit', '0'], /--limit is "0"/],
      [['a', '--order', 'best'], /must be relevance or newest/],
    ] as const) {
      const { status, stderr } = search(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
    rmSync(path.join(outputDir, 'search-index'), { recursive: true });
    const { status, stderr } = search('标点');
    assert.equal(status, 2);
    assert.match(stderr, /There is no site with a search in .*Make it first: .*build/);
  });
});
