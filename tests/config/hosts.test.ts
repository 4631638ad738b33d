import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { hosts, limitsOf, linkedFileBytes, type Host } from '../../src/config/hosts.ts';
import { parseSiteConfig } from '../../src/config/site-config.ts';
import { amountOf } from '../../src/report/limit-use.ts';
import { projectDir } from '../support/program.ts';

const sound = { title: '站', url: 'https://example.com' };

describe('limitsOf', () => {
  it('takes those of the host, and in their place those of the settings', () => {
    const config = parseSiteConfig({ ...sound, host: 'cloudflare-pages' });
    assert.deepEqual(limitsOf(config), hosts['cloudflare-pages'].limits);
    const own = { ...sound, host: 'cloudflare-pages', limits: { files: 100_000, bytes: 5 } };
    assert.deepEqual(limitsOf(parseSiteConfig(own)), {
      ...hosts['cloudflare-pages'].limits,
      files: 100_000,
      bytes: 5,
    });
  });

  it('bounds nothing but files where no host is named', () => {
    assert.deepEqual(limitsOf(parseSiteConfig(sound)), { files: 20_000 });
    assert.deepEqual(limitsOf(parseSiteConfig({ ...sound, limits: { files: undefined } })), {
      files: 20_000,
    });
    assert.deepEqual(limitsOf(parseSiteConfig({ ...sound, host: 's3' })), {});
  });

  it('bounds linked files where the host does not', () => {
    for (const host of [undefined, 's3', 'netlify'] as const) {
      assert.equal(linkedFileBytes(parseSiteConfig({ ...sound, host })), 25 * 1024 ** 2);
    }
    assert.equal(linkedFileBytes({ host: 's3', limits: { fileBytes: 5000 } }), 5000);
  });
});

describe('the setting', () => {
  it('names a known host', () => {
    assert.throws(() => parseSiteConfig({ ...sound, host: 'github' }), /"github-pages"/);
  });
});

describe('docs/publishing.md', () => {
  const docs = readFileSync(path.join(projectDir, 'docs/publishing.md'), 'utf8');

  it('has the limits of each host', () => {
    const rows = Object.entries<Host>(hosts).map(([key, { limits, lacks }]) => {
      const { bytes, files, fileBytes, folderFiles, redirects } = limits;
      const cells = [
        bytes === undefined ? '' : amountOf('bytes', bytes),
        files === undefined ? '' : files.toLocaleString('en-US'),
        fileBytes === undefined ? '' : amountOf('fileBytes', fileBytes),
        folderFiles === undefined ? '' : folderFiles.toLocaleString('en-US'),
        redirects === undefined ? '' : redirects.toLocaleString('en-US'),
        lacks.join(', '),
      ].map((cell) => cell.padStart(1));
      return `| \`${key}\` | ${cells.join(' | ')} |`;
    });
    const table = docs.replace(/ {2,}/g, ' ');
    for (const row of rows) assert.ok(table.includes(row.replace(/ {2,}/g, ' ')), row);
  });
});
