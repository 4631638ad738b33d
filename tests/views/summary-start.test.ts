import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { summaryStart } from '../../src/views/summary-start.ts';

describe('the start of a summary', () => {
  it('is a short summary itself', () => {
    assert.equal(summaryStart('一句话。'), '一句话。');
    assert.equal(summaryStart('字'.repeat(80)), '字'.repeat(80));
  });

  it('ends with a sentence that fills half of the room', () => {
    const sentence = `${'字'.repeat(50)}。`;
    assert.equal(summaryStart(sentence.repeat(3)), sentence);
    const english = `${'word '.repeat(20)}end.`;
    assert.equal(summaryStart(`${english} ${english}`), english);
  });

  it('is cut, with a mark, where sentences are long', () => {
    assert.equal(summaryStart('字'.repeat(81)), `${'字'.repeat(79)}…`);
    assert.equal(summaryStart(`短。${'字'.repeat(100)}`), `短。${'字'.repeat(77)}…`);
  });

  it('never says what the summary does not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('字', '。', 'a', '.', ' ', '😀') }), (text) => {
        const start = summaryStart(text);
        assert.ok(text.startsWith(start.replace(/…$/, '')));
        assert.ok(start.isWellFormed());
      }),
    );
  });
});
