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
});
