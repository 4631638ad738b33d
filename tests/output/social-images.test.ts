import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { drawSocialImage } from '../../src/output/social-images.ts';
import { socialImage, socialImageSize } from '../../src/views/social-image.ts';
import { makeContext, makePost } from '../support/articles.ts';

/** A font that comes with the project; `npm run test:hosts` tries a Chinese one. */
const font = createRequire(import.meta.url).resolve('katex/dist/fonts/KaTeX_Main-Regular.ttf');

describe('drawSocialImage', () => {
  it('draws the size that services expect, the same bytes each time', async () => {
    const text = { title: 'A title', kind: 'Area', site: 'Site', date: '2026-01-01' };
    const first = await drawSocialImage(text, font);
    const { width, height, format } = await sharp(first).metadata();
    assert.deepEqual([width, height, format], [1200, 630, 'png']);
    assert.deepEqual(await drawSocialImage(text, font), first);
    const other = await drawSocialImage({ ...text, title: 'Another' }, font);
    assert.notDeepEqual(other, first);
  });

  it('draws any title as text', async () => {
    for (const title of [
      '</span><b>&amp; & "x"',
      '\u0000\u0007 \ud800 \ufffe',
      ' ',
      'x'.repeat(5000),
      'word '.repeat(500),
      '👩‍👩‍👧‍👦'.repeat(60),
    ]) {
      const { width, height } = await sharp(
        await drawSocialImage({ title, site: 's' }, font),
      ).metadata();
      assert.deepEqual([width, height], [1200, 630]);
    }
  });
});

describe('socialImage', () => {
  const base = makeContext([]);
  const context = { ...base, editions: { ...base.editions, socialImageFont: font } };

  it('is named by what it shows', () => {
    const a = socialImage(context, makePost({ title: '甲' }));
    assert.match(a?.path ?? '', /^assets\/social\/[0-9a-f]{16}\.png$/);
    assert.equal(socialImage(context, makePost({ title: '甲', slug: 'x' }))?.path, a?.path);
    assert.notEqual(socialImage(context, makePost({ title: '乙' }))?.path, a?.path);
    assert.equal(socialImageSize.width / socialImageSize.height > 1.9, true);
  });

  it('is not there for unlisted posts, or when pictures are off', () => {
    assert.equal(socialImage(context, makePost({ visibility: 'unlisted' })), undefined);
    assert.equal(socialImage(base, makePost()), undefined);
  });
});
