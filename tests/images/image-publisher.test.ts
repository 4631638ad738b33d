import assert from 'node:assert/strict';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { findImageSources } from '../../src/images/find-image-sources.ts';
import { publishImages } from '../../src/images/image-publisher.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('findImageSources', () => {
  it('finds local pictures with their lines, each once', () => {
    const body =
      '文\n\n![甲](a.png "题")\n![乙](<b c.jpg>)\n<img src="d.webp" alt="">\n![](a.png)\n';
    assert.deepEqual(findImageSources(body), [
      { src: 'a.png', line: 3 },
      { src: 'b c.jpg', line: 4 },
      { src: 'd.webp', line: 5 },
    ]);
  });

  it('leaves addresses alone', () => {
    const body =
      '![](https://example.com/a.png) ![](/b.png) ![](data:image/png;base64,x) ![](//h/c.png)';
    assert.deepEqual(findImageSources(body), []);
  });
});

describe('publishImages', () => {
  const folder = temporaryFolder();
  const options = {
    postsDir: path.join(folder, 'posts'),
    outputDir: path.join(folder, 'site'),
    cacheDir: path.join(folder, 'cache'),
    pathPrefix: '/notes/',
  };
  const publish = (body: string) =>
    publishImages(body, 10, 'deep/post.md', 'posts/deep/post.md', options);

  before(async () => {
    const picture = (width: number) =>
      sharp({ create: { width, height: width / 2, channels: 3, background: '#a2361f' } })
        .png()
        .toBuffer();
    writeFiles(options.postsDir, {
      'deep/wide.png': await picture(2000),
      'deep/小图.png': await picture(100),
      'deep/broken.png': 'not a picture',
      'deep/drawing.svg': '<svg onload="alert(1)"/>',
    });
    writeFiles(folder, { 'secret.png': await picture(10) });
    symlinkSync(path.join(folder, 'secret.png'), path.join(options.postsDir, 'deep/link.png'));
  });

  it('writes variants of a wide picture, with the size of the largest', async () => {
    const { images, problems } = await publish('![](wide.png)');
    assert.deepEqual(problems, []);
    const image = images['wide.png'];
    assert.deepEqual([image?.width, image?.height], [1600, 800]);
    const hrefs = (image?.srcset ?? '').split(', ').map((entry) => entry.split(' ')[0] ?? '');
    assert.equal(hrefs.length, 3);
    for (const href of [...hrefs, image?.src ?? '']) {
      assert.ok(href.startsWith('/notes/assets/images/wide-'), href);
      assert.ok(existsSync(path.join(options.outputDir, decodeURI(href.slice('/notes/'.length)))));
    }
  });

  it('never enlarges a picture, and takes it from the cache the second time', async () => {
    const { images } = await publish('![](小图.png)');
    const cached = readdirSync(options.cacheDir).sort();
    assert.deepEqual([images['小图.png']?.width, images['小图.png']?.srcset], [100, undefined]);
    assert.deepEqual((await publish('![](%E5%B0%8F%E5%9B%BE.png)')).problems, []);
    assert.deepEqual(readdirSync(options.cacheDir).sort(), cached);
  });

  it('names what cannot be published, with its line, and nothing outside the posts folder', async () => {
    const { images, problems } = await publish(
      '![](missing.png)\n![](broken.png)\n![](drawing.svg)\n![](../../secret.png)',
    );
    assert.deepEqual(images, {});
    assert.deepEqual(
      problems.map(({ code, line }) => `${code}:${line}`),
      ['image-missing:10', 'image-unreadable:11', 'image-format:12', 'image-missing:13'],
    );
  });

  it('does not follow a link out of the posts folder', async () => {
    const { images, problems } = await publish('![](link.png)');
    assert.deepEqual(images, {});
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['image-missing'],
    );
  });
});
