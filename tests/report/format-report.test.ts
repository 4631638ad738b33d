import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../src/content/problem.ts';
import { formatProblems, formatSummary } from '../../src/report/format-report.ts';
import type { BuildReport } from '../../src/report/types.ts';

const error: Problem = {
  file: 'posts/a.md',
  line: 3,
  column: 1,
  code: 'wrong-type',
  message: '"tags" must be a list.',
  hint: 'Write a list.',
  severity: 'error',
};

const report: BuildReport = {
  ok: true,
  posts: 1234,
  drafts: 1,
  future: 2,
  excluded: 3,
  rejected: 4,
  pages: 1,
  files: 20,
  bytes: 3 * 1024 * 1024,
  sizes: [
    { kind: 'articles', files: 12, bytes: 2.5 * 1024 * 1024 },
    { kind: 'search', files: 8, bytes: 0.5 * 1024 * 1024 },
  ],
  seconds: 1.25,
  peakMemoryBytes: 100 * 1024 * 1024,
  phases: [
    {
      ...{ name: 'pages', seconds: 1, endedAt: '2026-01-01T00:00:00.000Z' },
      ...{ cpuSeconds: 1.5, peakMemoryBytes: 5e8 },
    },
  ],
  problems: [error, { ...error, severity: 'notice' }],
};

describe('formatProblems', () => {
  it('writes places as links, with message, code and hint, grouped by severity', () => {
    const text = formatProblems([
      error,
      { file: 'b.md', code: 'x', message: 'M.', severity: 'warning' },
    ]);
    assert.equal(
      text,
      [
        '1 error:',
        '  posts/a.md:3:1  "tags" must be a list. [wrong-type]',
        '      Write a list.',
        '',
        '1 warning:',
        '  b.md  M. [x]',
        '',
      ].join('\n'),
    );
  });

  it('says a hint once, below all problems that have it', () => {
    const other = { ...error, file: 'posts/b.md', hint: 'Another.' };
    const text = formatProblems([error, other, { ...error, file: 'posts/c.md' }]);
    assert.deepEqual(text.trimEnd().split('\n').slice(1), [
      '  posts/a.md:3:1  "tags" must be a list. [wrong-type]',
      '  posts/c.md:3:1  "tags" must be a list. [wrong-type]',
      '      Write a list.',
      '  posts/b.md:3:1  "tags" must be a list. [wrong-type]',
      '      Another.',
    ]);
  });

  it('counts what it does not list', () => {
    const many = Array.from({ length: 250 }, (_, line) => ({ ...error, line }));
    const text = formatProblems(many);
    assert.match(text, /^250 errors:/);
    assert.match(text, /… and 50 more; --format json lists all\./);
  });

  it('is empty without problems', () => {
    assert.equal(formatProblems([]), '');
  });
});

describe('formatSummary', () => {
  it('says what was published, left out and spent', () => {
    const text = formatSummary(report, '_site');
    assert.match(text, /^Published 1,234 posts \(3 unlisted\) to _site$/m);
    assert.match(text, /^Left out: 1 draft, 2 in the future, 4 with errors$/m);
    assert.match(text, /^1 page, 20 files, 3\.0 MB in \d\.\d s, peak memory 100\.0 MB$/m);
    assert.match(text, /^pages 1\.0 s$/m);
    assert.match(text, /^Problems: 1 error, 1 notice$/m);
  });

  it('says what the files are', () => {
    const text = formatSummary(report, '_site');
    assert.match(
      text,
      /^ {2}articles {6}12 files {2}2\.5 MB\n {2}search index {3}8 files {2}512 KB$/m,
    );
  });

  it('has numbers of files below each other', () => {
    const sizes = [
      { kind: 'articles', files: 12, bytes: 1024 },
      { kind: 'search', files: 1, bytes: 1024 },
    ] as const;
    const text = formatSummary({ ...report, sizes }, '_site');
    assert.match(text, /^ {2}articles {6}12 files {2}1 KB\n {2}search index {3}1 file {3}1 KB$/m);
  });

  it('does not say 0 % of what is used', () => {
    const limits = [{ limit: 'bytes', used: 1024, allowed: 1024 ** 3, percent: 0 }] as const;
    const host = { name: 'github-pages', limits, lacks: [] } as const;
    assert.match(
      formatSummary({ ...report, host }, '_site'),
      /^For GitHub Pages: 1 KB \(less than 1 % of 1\.0 GB\)$/m,
    );
  });

  it('says how far the site is from the limits of its host', () => {
    const limits = [
      { limit: 'files', used: 18_400, allowed: 20_000, percent: 92 },
      { limit: 'fileBytes', used: 1024 ** 2, allowed: 25 * 1024 ** 2, percent: 4, path: 'a.bin' },
    ] as const;
    const host = { name: 'cloudflare-pages', limits, lacks: ['ranges'] } as const;
    assert.match(
      formatSummary({ ...report, host }, '_site'),
      new RegExp(
        '^For Cloudflare Pages: 18,400 files \\(92 % of 20,000 files\\), ' +
          '1\\.0 MB in the largest file \\(4 % of 25\\.0 MB\\)$',
        'm',
      ),
    );
    const free = { name: 's3', limits: [], lacks: [] } as const;
    assert.equal(formatSummary({ ...report, host: free }, '_site'), formatSummary(report, '_site'));
  });

  it('says that nothing was touched when a build failed', () => {
    const text = formatSummary({ ...report, ok: false, sizes: [] }, '_site');
    assert.equal(text, 'Nothing was published; _site is as it was.\nProblems: 1 error, 1 notice');
  });

  it('says what a site takes that its host has no room for', () => {
    const limits = [{ limit: 'files', used: 20, allowed: 10, percent: 200 }] as const;
    const host = { name: 'server', limits, lacks: [] } as const;
    const text = formatSummary({ ...report, ok: false, host }, '_site');
    assert.match(text, /^Nothing was published.*\n {2}articles {6}12 files/);
    assert.match(text, /^For your server: 20 files \(200 % of 10 files\)$/m);
  });

  it('leaves out what there is none of', () => {
    const text = formatSummary(
      { ...report, drafts: 0, future: 0, rejected: 0, excluded: 0, problems: [] },
      '_site',
    );
    assert.doesNotMatch(text, /Left out|unlisted/);
    assert.match(text, /No problems$/);
  });
});
