import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { frontMatterSchema, isDraft } from '../../src/content/front-matter-schema.ts';
import type { FrontMatterFields } from '../../src/content/front-matter-schema.ts';

function fieldsOf(data: Record<string, unknown>): FrontMatterFields {
  return frontMatterSchema.parse({ title: 'a', ...data });
}

function wrongKeys(data: Record<string, unknown>): unknown[] {
  const result = frontMatterSchema.safeParse({ title: 'a', ...data });
  return result.success ? [] : result.error.issues.map(({ path }) => path[0]);
}

describe('frontMatterSchema', () => {
  it('takes every way to write nothing as nothing', () => {
    for (const nothing of ['', '  ', null, undefined, '[]', ' [] ']) {
      const fields = fieldsOf({
        summary: nothing,
        tags: nothing,
        draft: nothing,
        lang: nothing,
        series: nothing,
        title: nothing,
      });
      assert.equal(fields.summary, undefined);
      assert.deepEqual(fields.tags, []);
      assert.deepEqual(fields.series, []);
      assert.equal(fields.draft, false);
      assert.equal(fields.lang, undefined);
      assert.equal(fields.title, '');
    }
    assert.deepEqual(fieldsOf({ tags: [] }).tags, []);
    assert.deepEqual(fieldsOf({ tags: ['', null, '[]', ' '] }).tags, []);
  });

  it('splits texts where lists are expected on Latin and Chinese commas', () => {
    assert.deepEqual(fieldsOf({ tags: 'a, b，c、 d ,' }).tags, ['a', 'b', 'c', 'd']);
    assert.deepEqual(fieldsOf({ speaker: '张三' }).speaker, ['张三']);
  });

  it('leaves commas inside the entries of a list alone', () => {
    assert.deepEqual(fieldsOf({ media_books: ['Guns, Germs, and Steel'] }).media_books, [
      'Guns, Germs, and Steel',
    ]);
  });

  it('strips quotes that wrap a whole value, and only those', () => {
    const cases: [string, string][] = [
      ['“tech-engineering”', 'tech-engineering'],
      ['"finance-wealth"', 'finance-wealth'],
      ["'a b'", 'a b'],
      ['「红楼梦」', '红楼梦'],
      ['“A”和“B”', '“A”和“B”'],
      ['《红楼梦》', '《红楼梦》'],
      ['他说“好”', '他说“好”'],
      ['"', '"'],
      ['\\"《第二座山》：人生\\"', '《第二座山》：人生'],
    ];
    for (const [written, meant] of cases) {
      assert.deepEqual(fieldsOf({ tags: [written] }).tags, [meant]);
      assert.equal(fieldsOf({ title: written }).title, meant);
    }
  });

  it('drops repetitions after cleaning', () => {
    assert.deepEqual(fieldsOf({ tags: ['a', ' a ', '“a”', 'A'] }).tags, ['a', 'A']);
  });

  it('reads numbers as texts', () => {
    assert.equal(fieldsOf({ title: 1984 }).title, '1984');
    assert.equal(fieldsOf({ year: 1972 }).year, '1972');
    assert.deepEqual(fieldsOf({ tags: [2026, 'x'] }).tags, ['2026', 'x']);
    assert.deepEqual(fieldsOf({ tags: 80 }).tags, ['80']);
  });

  it('reads flags as booleans or their spellings, and nothing else', () => {
    for (const yes of [true, 'true', ' TRUE ']) assert.equal(fieldsOf({ draft: yes }).draft, true);
    for (const no of [false, 'false', 'False']) assert.equal(fieldsOf({ draft: no }).draft, false);
    for (const wrong of ['yes', 'no', 'on', 1, 0, 'treu', ['true'], {}]) {
      assert.deepEqual(wrongKeys({ draft: wrong }), ['draft'], JSON.stringify(wrong));
      assert.deepEqual(wrongKeys({ exclude: wrong }), ['exclude'], JSON.stringify(wrong));
    }
  });

  it('refuses wrong types', () => {
    assert.deepEqual(wrongKeys({ title: ['a'] }), ['title']);
    assert.deepEqual(wrongKeys({ title: true }), ['title']);
    assert.deepEqual(wrongKeys({ summary: { a: 1 } }), ['summary']);
    assert.deepEqual(wrongKeys({ tags: { a: 1 } }), ['tags']);
    assert.deepEqual([...new Set(wrongKeys({ tags: [['a']] }))], ['tags']);
    assert.deepEqual(wrongKeys({ date: ['2026-01-01'] }), ['date']);
    assert.deepEqual(wrongKeys({ lang: 'not a language' }), ['lang']);
  });

  it('accepts language tags', () => {
    for (const lang of ['zh-Hans', 'zh-Hant', 'en', 'ar'])
      assert.equal(fieldsOf({ lang }).lang, lang);
  });

  it('cleans lists of any texts: no empty, repeated or untrimmed entry is left', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (tags) => {
        const clean = fieldsOf({ tags }).tags;
        assert.equal(new Set(clean).size, clean.length);
        for (const tag of clean)
          assert.ok(tag !== '' && tag === tag.trim() && tag === tag.normalize('NFC'));
      }),
    );
  });
});

describe('isDraft', () => {
  it('tells drafts whatever else is wrong', () => {
    assert.equal(isDraft({ draft: 'true', title: ['x'] }), true);
    assert.equal(isDraft({ draft: 'yes' }), false);
    assert.equal(isDraft({}), false);
  });
});
