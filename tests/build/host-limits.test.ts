import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostUse, limitProblems } from '../../src/build/host-limits.ts';
import { sizeOf } from '../../src/build/site-size.ts';
import type { HostSettings } from '../../src/config/hosts.ts';

const mebibyte = 1024 ** 2;

/** A site with so many files of a byte each in one folder. */
const filled = (count: number, redirects = 0) =>
  sizeOf(new Map(Array.from({ length: count }, (_, at) => [`a/${at}`, 1])), [], redirects);

const told = (config: HostSettings, size = filled(10)) =>
  limitProblems(config, size).map(({ severity, code }) => `${severity} ${code}`);

describe('hostUse', () => {
  it('says how far a site is from each limit, and in which file or folder', () => {
    const size = sizeOf(new Map([['a/b', mebibyte]]), [], 20);
    assert.deepEqual(hostUse({ host: 'cloudflare-pages', limits: { folderFiles: 4 } }, size), {
      name: 'cloudflare-pages',
      lacks: ['ranges'],
      limits: [
        { limit: 'files', used: 1, allowed: 20_000, percent: 0 },
        { limit: 'fileBytes', used: mebibyte, allowed: 25 * mebibyte, percent: 4, path: 'a/b' },
        { limit: 'folderFiles', used: 1, allowed: 4, percent: 25, path: 'a' },
        { limit: 'redirects', used: 20, allowed: 2000, percent: 1 },
      ],
    });
    assert.equal(hostUse({ limits: {} }, size), undefined);
  });
});

describe('limitProblems', () => {
  it('warns from nine tenths on', () => {
    const at = (files: number) => told({ host: 'server', limits: { files } });
    assert.deepEqual(
      [at(12), at(11), at(10)],
      [[], ['warning near-limit'], ['warning near-limit']],
    );
  });

  it('does not warn of a site that editions fill up', () => {
    const names = ['a', ...Array.from({ length: 9 }, (_, at) => `llms/${at}`)];
    const size = sizeOf(new Map(names.map((name) => [name, 1])), [], 0);
    assert.deepEqual(told({ host: 'server', limits: { files: 10, bytes: 10 } }, size), []);
  });

  it('refuses what the host does', () => {
    assert.deepEqual(told({ host: 'server', limits: { files: 9, bytes: 9, folderFiles: 9 } }), [
      'error too-many-bytes',
      'error too-many-files',
      'error folder-too-full',
    ]);
  });

  it('warns of rules that the host does not read', () => {
    assert.deepEqual(told({ host: 'gitlab-pages', limits: {} }, filled(1, 1001)), [
      'warning too-many-redirects',
    ]);
  });

  it('names each file that is too large', () => {
    const size = sizeOf(new Map([['a', 1], ['b', 6], ['c', 7]]), [], 0); // prettier-ignore
    const problems = limitProblems({ host: 's3', limits: { fileBytes: 5 } }, size);
    assert.deepEqual(
      problems.map(({ message }) => /^The file (\S+)/.exec(message)?.[1]),
      ['b', 'c'],
    );
  });

  it('says whose limit it is', () => {
    const [ofHost] = limitProblems({ host: 'gitlab-pages', limits: {} }, filled(1, 950));
    assert.match(
      ofHost?.message ?? '',
      /^The file _redirects has 950 rules, 95 % of the 1,000 rules that GitLab Pages takes\.$/,
    );
    const [own] = limitProblems({ host: 'gitlab-pages', limits: { files: 9 } }, filled(10));
    assert.match(
      own?.message ?? '',
      /^The site has 10 files, more than the 9 files of limits\.files/,
    );
  });

  it('only warns, and only of files, where no host is named', () => {
    assert.deepEqual(told({ limits: { files: 10, bytes: 1, folderFiles: 1 } }), []);
    assert.deepEqual(told({ limits: { files: 9 } }), ['warning too-many-files']);
  });
});
