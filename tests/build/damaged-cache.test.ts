import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { ownSite } from '../support/own-site.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** What may happen to a file, by name. @param file absolute path. */
const damages: Readonly<Record<string, (file: string) => void>> = {
  empty: (file) => truncateSync(file),
  'cut short': (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  'changed in the middle': (file) => {
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    writeFileSync(
      file,
      bytes.map((byte, at) => (at === middle ? byte ^ 0x15 : byte)),
    );
  },
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(path.join(file, 'inner'), { recursive: true });
  },
  'a FIFO': (file) => {
    rmSync(file);
    execFileSync('mkfifo', [file]);
  },
};

describe('a cache named by --cache', { timeout: 600_000 }, () => {
  const cache = path.join(temporaryFolder(), 'cache');
  const { folder, built } = ownSite({
    'posts/a.md':
      '---\ntitle: 甲\ndate: 2026-01-01\ntags: [同]\n---\n\n正文一。$x^2$ ![图](p.png)\n',
    'posts/b.md': '---\ntitle: 乙\ndate: 2026-01-02\ntags: [同]\n---\n\n```js\nlet a = 1;\n```\n',
  });
  let clean: FolderContent;

  const build = async (): Promise<FolderContent> => {
    await built('--cache', cache);
    return readFolder(path.join(folder, '_site'));
  };
  const assertClean = async (message: string) => assertSameContent(await build(), clean, message);
  const files = () => [...readFolder(cache).keys()];

  before(async () => {
    const blank = { width: 700, height: 40, channels: 3, background: '#a2361f' } as const;
    writeFiles(folder, { 'posts/p.png': await sharp({ create: blank }).png().toBuffer() });
    clean = await build();
  });

  it('holds all that is kept: nothing is written to .cache', () => {
    assert.equal(existsSync(path.join(folder, '.cache')), false);
    const folders = new Set(files().map((name) => name.split('/')[0]));
    for (const name of ['files', 'posts', 'search-parts', 'pages', 'sites', 'search-runs']) {
      assert.ok(folders.has(name), `${name} is not among ${[...folders].join()}`);
    }
  });

  const kinds = Object.keys(damages);
  for (const round of [0, 1]) {
    it(`heals when every file is damaged, each in another way, round ${round + 1}`, async () => {
      for (const [at, file] of files().entries()) {
        const kind = kinds[(at + round * 2) % kinds.length] ?? '';
        damages[kind]?.(path.join(cache, file));
      }
      await assertClean(`every file is damaged, round ${round + 1}`);
    });
  }

  it('heals when one file of each folder is empty or changed', async () => {
    const seen = new Set<string>();
    for (const file of files()) {
      const place = path.dirname(file);
      if (seen.has(place)) continue;
      seen.add(place);
      damages[seen.size % 2 === 0 ? 'empty' : 'changed in the middle']?.(path.join(cache, file));
    }
    assert.ok(seen.size >= 6, [...seen].join());
    await assertClean('one file of each folder is damaged');
  });
});
