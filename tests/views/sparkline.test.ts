import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../src/i18n/en.ts';
import { zh } from '../../src/i18n/zh.ts';
import { zhHant } from '../../src/i18n/zh-hant.ts';
import { sparklineView } from '../../src/views/sparkline.ts';
import { makeArticle } from '../support/articles.ts';

const dated = (...dates: string[]) => dates.map((date) => makeArticle({ date }));

describe('sparklineView', () => {
  it('draws a bar for each month that has posts, the highest apart', () => {
    const view = sparklineView(zh, dated('2026-01-01', '2026-03-01', '2026-03-02', '2026-04-01'));
    assert.deepEqual(view, {
      width: 47,
      height: 32,
      bars: 'M0 32v-16h11v16zM36 32v-16h11v16z',
      peak: 'M24 32v-32h11v32z',
      description: '从2026年1月到2026年4月，每月一柱；最多的是2026年3月，2 篇。',
      first: '2026年1月',
      last: '2026年4月',
      highest: '2026年3月最多，2 篇',
    });
  });

  it('is absent where no bar stands out', () => {
    assert.equal(sparklineView(zh, dated('2026-01-01', '2026-03-02')), undefined);
    assert.equal(sparklineView(zh, dated('2026-01-01', '2026-01-02')), undefined);
    assert.equal(sparklineView(zh, [makeArticle()]), undefined);
  });

  it('stays small and says what a bar is, however long the time', () => {
    const spans: readonly (readonly [string, string, string])[] = [
      [
        '2016-01-01',
        '从2016年1月到2026年2月，每季一柱；最多的是2026年1月–3月，2 篇',
        'per 3 months',
      ],
      ['1980-01-01', '从1980年到2026年，每年一柱', 'per year'],
      ['0001-01-01', '从1年到2026年，每 50 年一柱；最多的是2000年–2049年', 'per 50 years'],
    ];
    for (const [first, chinese, english] of spans) {
      const articles = dated('2026-02-01', '2026-02-02', first);
      const view = sparklineView(zh, articles);
      assert.ok(view && view.width <= 240 && (view.bars + view.peak).length < 2000);
      assert.ok(view.description.startsWith(chinese), view.description);
      assert.match(sparklineView(en, articles)?.description ?? '', new RegExp(english));
      assert.match(sparklineView(zhHant, articles)?.description ?? '', /^從/);
    }
  });
});
