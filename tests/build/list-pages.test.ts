import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSound, readFolder, type FolderContent } from '../support/build-site.ts';
import { walkLinks } from '../support/link-walker.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const size = 2;

/** Lists that all posts are on, by the folder of their page. */
const lists = [
  '',
  'archive/2026',
  'archive/2026/05',
  'areas/a',
  'insights',
  'people/ada',
  'tags/t',
];

function post(number: number): string {
  return [
    `---\ntitle: 第${number}篇\ndate: 2026-05-${String(number).padStart(2, '0')}`,
    'tags: [t]\narea: a\npeople: [Ada]\ninsight: 要点',
    // Some posts give Ada another role.
    `${number % 3 === 0 ? 'speaker: Ada\n' : ''}---\n正文\n`,
  ].join('\n');
}

/** `tags/t/page/3/index.html`, or the list's own page. */
function fileOf(list: string, page?: number): string {
  return path.posix.join(list, page === undefined ? '' : `page/${page}`, 'index.html');
}

describe('lists of many pages', () => {
  /** Sites of 12, 13 and 14 posts: 6, 6 and 7 pages of each list. */
  const sites: FolderContent[] = [];

  before(async () => {
    const folder = temporaryFolder();
    const posts = path.join(folder, 'posts');
    const options = { cacheDir: path.join(folder, 'cache') };
    for (let number = 1; number <= 14; number++) {
      writeFiles(posts, { [`p${number}.md`]: post(number) });
      if (number < 12) continue;
      const pagination = { home: size, listings: size };
      sites.push(readFolder((await buildSound(posts, options, { pagination })).output));
    }
  });

  /** Files of lists that differ between two of the sites, or that only the second has. */
  function changed(from: number, to: number): readonly string[] {
    return [...(sites[to] ?? [])]
      .filter(([file, bytes]) => {
        const isOfList = lists.some((list) => file === fileOf(list)) || /(?:^|\/)page\//.test(file);
        return isOfList && !sites[from]?.get(file)?.equals(bytes);
      })
      .map(([file]) => file)
      .sort();
  }

  it('have pages 1 and up below their own, each full, and no other', () => {
    for (const list of lists) {
      const own = [...(sites[0]?.keys() ?? [])].filter((file) =>
        file.startsWith(path.posix.join(list, 'page/')),
      );
      assert.deepEqual(
        own.sort(),
        [1, 2, 3, 4, 5].map((page) => fileOf(list, page)),
      );
    }
  });

  it('change on their own page alone with one more post', () => {
    assert.deepEqual(changed(0, 1), lists.map((list) => fileOf(list)).sort());
  });

  it('change on the pages beside it too when it is full', () => {
    const expected = lists.flatMap((list) => [
      fileOf(list),
      ...[4, 5, 6].map((page) => fileOf(list, page)),
    ]);
    assert.deepEqual(changed(1, 2), expected.sort());
  });

  it('lead to pages that exist', () => {
    for (const site of sites) assert.deepEqual(walkLinks(site).problems, []);
  });
});
