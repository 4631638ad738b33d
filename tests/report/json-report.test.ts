import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonReport } from '../../src/report/json-report.ts';

const textOf = (report: object) => [...jsonReport(report)].join('');

describe('jsonReport', () => {
  it('writes what JSON.stringify writes', () => {
    for (const report of [
      { ok: true, problems: [], seconds: 1.5, phases: [{ name: 'a', seconds: 1 }] },
      { problems: [{ file: '甲.md', line: 1, message: '"x"\n\\' }, { file: 'b' }], terms: '' },
      { counts: { a: 1, b: [1, 2] }, terms: undefined, list: [1, [2, 3], 'x'] },
    ]) {
      assert.equal(textOf(report), `${JSON.stringify(report, null, 2)}\n`);
    }
  });

  it('reads as the same values, and cannot steer a terminal', () => {
    const problem = fc.record(
      {
        file: fc.string({ unit: 'binary' }),
        message: fc.constantFrom('\u001b[31m', '\u009b2J\u202e', '##[error]x', '\n::error::x'),
        line: fc.nat(),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(problem), (problems) => {
        const text = textOf({ problems });
        assert.deepEqual(JSON.parse(text), { problems });
        assert.doesNotMatch(text, /[\0-\t\v-\x1F\x7F-\x9F\u202A-\u202E]|^\s*::|##\[/m);
      }),
    );
  });

  it('may be longer than the longest string', () => {
    const problem = { file: 'a.md', message: 'x'.repeat(2 ** 20), code: 'link-broken' };
    let length = 0;
    for (const part of jsonReport({ problems: Array.from({ length: 520 }, () => problem) })) {
      length += part.length;
    }
    assert.ok(length > 2 ** 29);
  });
});
