import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findKnownValues } from '../../src/authoring/known-values.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('findKnownValues', () => {
  it('gathers values of drafts and public posts, the most frequent first', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'a.md': '---\ntitle: 一\narea: web\ntags:\n  - css\n  - 排版\nseries: "甲: 乙"\n---\n',
      'b.md': '\uFEFF---\r\ntitle: 二\r\ndraft: true\r\nArea: “web”\r\ntag: css, 阅读\r\n---\r\n',
      'c.md':
        '---\ntitle: 三\narea: print\nspeakers:\n- 卢曼\n- 卡片\nproject: [a, b]\n---\narea: body',
      'broken.md': '---\narea: [\n---\n',
      'none.md': 'area: nowhere',
    });
    assert.deepEqual(await findKnownValues(folder), {
      area: ['web', 'print'],
      category: [],
      project: ['a', 'b'],
      series: ['甲: 乙'],
      speaker: ['卡片', '卢曼'],
      tags: ['css', '排版', '阅读'],
    });
  });

  it("gathers those of the site's own texts and lists, and knows its choices", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'a.md': '---\ntitle: 一\n赞助: A, B\ntools: a, b\npages: 3\n---\n',
      'b.md': '---\ntitle: 二\n赞助: A, B\nTools: [b]\nlevel: 易\n---\n',
    });
    const { 赞助, tools, pages, level } = await findKnownValues(folder, {
      赞助: { type: 'text' },
      tools: { type: 'list' },
      pages: { type: 'number' },
      level: { type: 'choice', values: ['难', '易'] },
    });
    assert.deepEqual([赞助, tools, pages, level], [['A, B'], ['b', 'a'], undefined, ['难', '易']]);
  });
});
