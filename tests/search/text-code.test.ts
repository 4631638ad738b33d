import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeText } from '../../src/search/decode-text.ts';
import { SearchIndexError } from '../../src/search/errors.ts';
import { encodeText } from '../../src/search/index/encode-text.ts';
import { sealText } from '../../src/search/index/seal-text.ts';
import { openTextBlock } from '../../src/search/text-block.ts';
import { eachCode, tableCount } from '../../src/search/text-code.ts';
import { textCodeTables } from '../../src/search/text-code-tables.ts';
import { unitsOf } from '../../src/search/index/units.ts';

const chinese =
  '检索增强生成让模型在回答之前先去查资料。这样一来，回答就有了出处，读者可以自己核对，作者也不必每次都重新训练。\n';
const english =
  'Retrieval lets a model look things up before it answers, so that every sentence has a ' +
  'source which readers can check.\n';

/** Texts of any kind, with code units that belong to no character. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(...chinese, ...english, '\0', '🙂', '\ufeff', '\ud800'),
    maxLength: 400,
  }),
);

describe('the code of the texts', () => {
  it('has complete tables: every sequence of bits begins with exactly one code', () => {
    assert.equal(textCodeTables.length, tableCount);
    for (const table of textCodeTables) {
      let share = 0;
      const units = new Set<number>();
      eachCode(table, (unit, _code, bits) => {
        share += 2 ** -bits;
        units.add(unit);
      });
      assert.equal(share, 1);
      assert.equal(units.size, table.units.length);
    }
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(text, (written) => {
        const bytes = encodeText(unitsOf(written)).bytes.slice();
        assert.equal(decodeText(bytes, 0, written.length), wellFormed(written));
      }),
    );
  });

  it('takes less than deflate for blocks of Chinese and English', () => {
    for (const written of [chinese, english]) {
      assert.ok(
        encodeText(unitsOf(written)).bytes.length < deflateRawSync(written).length * 0.75,
        written,
      );
    }
  });
});

describe('a block of text', () => {
  it('holds any text with its overlap', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.nat(500), async (written, overlap) => {
        const zone = await openTextBlock(sealText({ units: unitsOf(written), overlap }), 'text');
        assert.deepEqual(zone, { text: wellFormed(written), overlap });
      }),
    );
  });

  it('is deflated where the code was not made for the script', async () => {
    const russian = 'Модель сначала ищет источники, а потом отвечает на вопрос читателя. '.repeat(
      16,
    );
    const block = sealText({ units: unitsOf(russian), overlap: 7 });
    assert.deepEqual(await openTextBlock(block, 'text'), { text: russian, overlap: 7 });
    assert.ok(block.length < encodeText(unitsOf(russian)).bytes.length / 4);
  });

  it('is refused when any byte of it is damaged', async () => {
    for (const written of [chinese + english, 'ひらがな'.repeat(50)]) {
      const block = sealText({ units: unitsOf(written), overlap: 3 });
      for (let at = 0; at < block.length; at++) {
        const damaged = Uint8Array.from(block);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (at & 7));
        await assert.rejects(openTextBlock(damaged, 'text-1.bin'), SearchIndexError);
      }
      for (const length of [0, 3, 4, 5, block.length - 1]) {
        await assert.rejects(openTextBlock(block.slice(0, length), 'text'), SearchIndexError);
      }
    }
  });
});

/** The text with U+FFFD for units that belong to no character, as UTF-8 has it. */
function wellFormed(written: string): string {
  return Buffer.from(written).toString();
}
