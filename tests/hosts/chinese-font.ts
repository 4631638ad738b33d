import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { findFont } from '../../src/editions/find-font.ts';
import { drawSocialImage } from '../../src/output/social-images.ts';

// Run by `npm run test:hosts`: it needs a font with Chinese characters (Debian: fonts-noto-cjk).
describe('social images in Chinese', () => {
  const font = findFont(undefined);
  assert.ok(
    font !== undefined,
    'No Chinese font: apt-get install --no-install-recommends fonts-noto-cjk',
  );

  /** Width and height of the ink of a title, in pixels. */
  async function inkOf(title: string): Promise<{ width: number; height: number }> {
    const image = await drawSocialImage({ title, site: '站' }, font ?? '');
    // The middle of the picture, which holds the title without rule and footer.
    const middle = sharp(image).extract({ left: 40, top: 140, width: 1100, height: 340 });
    const { info } = await sharp(await middle.png().toBuffer())
      .trim({ background: '#faf8f3' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height };
  }

  it('have real characters, not boxes', async () => {
    const one = await inkOf('一');
    assert.ok(one.height < one.width / 2, JSON.stringify(one));
    const ten = await inkOf('十');
    assert.ok(ten.height > ten.width * 0.8, JSON.stringify(ten));
  });

  it('wrap long titles to at most three lines', async () => {
    const line = (await inkOf('汉')).height;
    const { width, height } = await inkOf('汉字'.repeat(200));
    assert.ok(width <= 1020);
    assert.ok(height > line * 3 && height < line * 5, `${height} of ${line}`);
  });
});
