import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { findImageSources } from '../../src/images/find-image-sources.ts';
import { publishSources } from '../../src/images/image-publisher.ts';
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

  it('reads a bare address to its end, and leaves alone what has a space', () => {
    const body = '![](my a.png) ![](b.png =9x9) ![](c(1).png) ![]( d.png  (题) )';
    assert.deepEqual(findImageSources(body), [
      { src: 'c(1).png', line: 1 },
      { src: 'd.png', line: 1 },
    ]);
  });
});

describe('publishSources', () => {
  const folder = temporaryFolder();
  const options = {
    postsDir: path.join(folder, 'posts'),
    outputDir: path.join(folder, 'site'),
    cacheDir: path.join(folder, 'cache'),
    pathPrefix: '/notes/',
    maximumBytes: 100_000,
    maximumPixels: 4_000_000,
  };
  const publish = (body: string) =>
    publishSources(findImageSources(body), 10, 'deep/post.md', 'posts/deep/post.md', options);

  before(async () => {
    const picture = (width: number) =>
      sharp({ create: { width, height: width / 2, channels: 3, background: '#a2361f' } })
        .png()
        .toBuffer();
    writeFiles(options.postsDir, {
      'deep/wide.png': await picture(2000),
      'deep/小图.png': await picture(100),
      'deep/broken.png': (await picture(100)).subarray(0, 60),
      'deep/text.png': 'not a picture',
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

  it('names what cannot be published, with its line, and nothing outside the folder', async () => {
    const { images, problems } = await publish(
      '![](missing.png)\n![](broken.png)\n![](drawing.svg)\n![](../../secret.png)\n![](text.png)',
    );
    assert.deepEqual(images, {});
    assert.deepEqual(
      problems.map(({ code, line }) => `${code}:${line}`),
      [
        ...['image-missing:10', 'image-unreadable:11', 'image-format:12', 'image-missing:13'],
        'image-format:14',
      ],
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

  /** The codes of what is wrong with pictures, each in a post of its own. */
  const refused = async (sources: readonly string[]) => {
    const codes: Record<string, string> = {};
    for (const src of sources) {
      const { images, problems } = await publish(`![](<${src}>)`);
      assert.deepEqual(images, {}, src);
      codes[src] = problems.map(({ code }) => code).join();
    }
    return codes;
  };

  it('reads no FIFO and no device, however a post leads to them', { timeout: 60_000 }, async () => {
    const deep = path.join(options.postsDir, 'deep');
    execFileSync('mkfifo', [path.join(deep, 'fifo.png')]);
    symlinkSync('fifo.png', path.join(deep, 'to-fifo.png'));
    symlinkSync('/dev/zero', path.join(deep, 'zero.png'));
    mkdirSync(path.join(deep, 'folder.png'));
    assert.deepEqual(await refused(['fifo.png', 'to-fifo.png', 'zero.png', 'folder.png']), {
      'fifo.png': 'image-unreadable',
      'to-fifo.png': 'image-unreadable',
      'zero.png': 'image-missing',
      'folder.png': 'image-unreadable',
    });
  });

  it('reports odd paths at most as missing or unreadable pictures', async () => {
    writeFiles(options.postsDir, { 'deep/post.md': '' });
    symlinkSync('loop.png', path.join(options.postsDir, 'deep/loop.png'));
    const sources = [
      ...['%00.png', `${'x'.repeat(260)}.png`, 'post.md/x.png', 'loop.png', '%ff.png', '..', '.'],
      ...[`${'d/'.repeat(480)}x.png`, '%', '../../../../../../../../etc/passwd', '//x.png'],
    ];
    const codes = await refused(sources);
    for (const [src, code] of Object.entries(codes)) {
      assert.ok(['image-missing', 'image-unreadable', ''].includes(code), `${src}: ${code}`);
    }
  });

  it('refuses what is too large, in bytes or in pixels', async () => {
    const background = '#a2361f';
    const blank = { width: 2001, height: 2000, channels: 3, background } as const;
    writeFiles(options.postsDir, {
      'deep/pixels.png': await sharp({ create: blank }).png().toBuffer(),
      'deep/bytes.png': Buffer.alloc(100_001),
    });
    assert.deepEqual(await refused(['pixels.png', 'bytes.png']), {
      'pixels.png': 'image-too-large',
      'bytes.png': 'image-too-large',
    });
  });

  it('refuses what only calls itself a picture', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>';
    writeFiles(options.postsDir, {
      'deep/svg.png': svg,
      'deep/xml.jpg': `<?xml version="1.0"?>${svg}`,
      'deep/pdf.webp': '%PDF-1.4\n%%EOF\n',
      'deep/tiff.gif': await sharp(Buffer.from(svg)).tiff().toBuffer(),
      'deep/empty.avif': '',
    });
    const names = ['svg.png', 'xml.jpg', 'pdf.webp', 'tiff.gif', 'empty.avif'];
    assert.deepEqual(await refused(names), {
      ...Object.fromEntries(names.map((name) => [name, 'image-format'])),
    });
  });

  it('publishes each format, and an animation under the format it has', async () => {
    const drawn = { width: 8, height: 8, channels: 3, background: '#a2361f' } as const;
    const still = sharp({ create: drawn });
    const frames = sharp(Buffer.alloc(8 * 16 * 3, 7).fill(200, 192), {
      raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
    });
    writeFiles(options.postsDir, {
      'deep/a.jpg': await still.clone().jpeg().toBuffer(),
      'deep/a.webp': await still.clone().webp().toBuffer(),
      'deep/a.gif': await still.clone().gif().toBuffer(),
      'deep/a.avif': await still.clone().avif().toBuffer(),
      'deep/moving.png': await frames.gif().toBuffer(),
    });
    const { images, problems } = await publish(
      '![](a.jpg) ![](a.webp) ![](a.gif) ![](a.avif) ![](moving.png)',
    );
    assert.deepEqual(problems, []);
    assert.equal(Object.keys(images).length, 5);
    assert.match(images['moving.png']?.src ?? '', /moving-[0-9a-f]+\.gif$/);
  });

  it('fails when the disk does, instead of refusing the picture', async () => {
    const blocked = { ...options, cacheDir: path.join(options.postsDir, 'deep/wide.png') };
    await assert.rejects(
      publishSources(
        findImageSources('![](小图.png)'),
        10,
        'deep/post.md',
        'posts/deep/post.md',
        blocked,
      ),
    );
  });
});
