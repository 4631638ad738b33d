import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { buildSound, readFolder } from '../support/build-site.ts';
import type { FolderContent } from '../support/build-site.ts';
import { findMarkers, pictureColours, plainly } from '../support/marker-scan.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/**
 * What no file may show: a Latin word, Han characters that are rare also as pinyin, and a colour of
 * its own.
 */
interface Secret {
  readonly word: string;
  readonly han: string;
  readonly colour: { readonly r: number; readonly g: number; readonly b: number };
  readonly fields: string;
}

const secrets = [
  {
    word: 'qzdraftzq',
    han: '龘靐齉爩',
    colour: { r: 224, g: 32, b: 32 },
    fields: 'draft: true\ndate: 2026-01-01',
  },
  {
    word: 'qzquotedzq',
    han: '麤驫鱻羴',
    colour: { r: 32, g: 224, b: 32 },
    fields: 'draft: " TRUE "\ndate: 2026-01-02',
  },
  {
    word: 'qzfuturezq',
    han: '犇猋骉淼',
    colour: { r: 32, g: 32, b: 224 },
    fields: 'date: 2099-01-01',
  },
] as const satisfies readonly Secret[];

/** Published, but in no list: its own page may say everything. */
const unlisted = {
  word: 'qzhiddenzq',
  han: '焱飝灥厵',
  colour: { r: 224, g: 32, b: 224 },
  fields: 'exclude: true\ndate: 2026-01-03',
} as const satisfies Secret;

const open = {
  word: 'qzpubliczq',
  han: '鑫垚森晶',
  colour: { r: 32, g: 224, b: 224 },
  fields: 'date: 2026-01-04',
} as const satisfies Secret;

const everything = [...secrets, unlisted, open];

/** A post that holds its markers wherever a post can hold anything. */
function post({ word, han, fields }: Secret, copy: number): string {
  // Enough tags for the index to have a filter with its list.
  const many = Array.from({ length: 40 }, (_, at) => `${word}many${copy}x${at}`).join(', ');
  const list = (kind: string) => `[${word}${kind}, ${han}${kind}, ${word}own${kind}${copy}]`;
  return `---
title: ${word}title${han} & "quoted"
${fields}
area: ${word}area${han}
category: ${word}category${han}
project: ${list('project')}
series: ${word}series${han}
speaker: ${word}speaker${han}
guest: ${word}guest${han}
author: ${word}author${han}
channel: ${word}channel${han}
source: https://${word}.example/${encodeURIComponent(han)}?v=${word}
publisher: ${word}publisher
status: ${word}status
tags: [shared, 检索增强生成, ${word}term, ${many}, ${list('tag').slice(1)}
people: ${list('person')}
companies_orgs: ${list('org')}
products_models: ${list('product')}
media_books: ${list('media')}
aliases: [${word}alias${copy}, ${han}alias${copy}]
summary: ${word}summary${han}
description: ${word}description
insight: ${word}insight${han}
file_name: ${word}file
${word}unknown: ${word}
---
## ${word}heading${han}

${word}body${han} **${word}term**（${word}name: ${word}definition${han}）、**${han}**（RAG ${word}: \
${han}）、**检索增强生成**（${word}RAG: ${word}）

<details><summary>View Original English</summary><p class="english-text">${word} original</p>\
</details>

**${word}voice**: ${han}[^1] 和 \`${word}code\` 和 $${word}$

![${word}alt${han}](${word}picture.png "${word}caption")

[[public]]、[[${open.word}1]]、[公开](${open.word}1.md)

[^1]: ${word}note${han}
`;
}

const picture = ({ colour, word }: Secret) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .withExif({ IFD0: { ImageDescription: word, Copyright: word } })
    .png()
    .toBuffer();

async function plant(posts: string, planted: readonly Secret[]): Promise<void> {
  for (const secret of planted) {
    // Two of each: a term with two posts has a page.
    for (const copy of [1, 2]) {
      writeFiles(posts, { [`${secret.word}${copy}.md`]: post(secret, copy) });
    }
    const han = `---\ntitle: ${secret.han}\n${secret.fields}\nslug: \
${secret.han}\n---\n${secret.han}\n`;
    writeFiles(posts, {
      [`${secret.word}/${secret.han}.md`]: han,
      [`${secret.word}picture.png`]: await picture(secret),
    });
  }
  // A public post with every kind of link that names only the address of what is not public.
  // Excluded posts are left out: a link to one is its author's wish, and leads there.
  const links = [...secrets, open].flatMap(({ word, han }) => [
    `[[${word}1|见]]`,
    `[[${word}alias1|见]]`,
    `[[${word}title${han} & "quoted"|见]]`,
    `[[${han}|见]]`,
    `[见](${word}1.md)`,
    `[见](/posts/${word}2/)`,
    `[见](${word}/${encodeURIComponent(han)}.md)`,
  ]);
  writeFiles(posts, {
    'public.md': `---\ntitle: 公开\ndate: 2026-02-01\ntags: [shared]\n---\n${links.join('、')}\n`,
  });
}

const hiddenMarkers = secrets.flatMap(({ word, han }) => [word, han]);
const allowed = new Set([
  `posts/${unlisted.word}1/index.html`,
  `posts/${unlisted.word}2/index.html`,
  `posts/${unlisted.han}/index.html`,
]);

/** Asserts that a site shows nothing of what is not public, and everything of what is. */
async function assertNothingLeaks(site: FolderContent): Promise<void> {
  assert.deepEqual(await findMarkers(site, hiddenMarkers), []);

  const places = await findMarkers(site, [unlisted.word, unlisted.han]);
  assert.ok(places.length > 0, 'An excluded post has a page.');
  const elsewhere = places
    .map((place) => place.slice(0, place.lastIndexOf(': ')))
    .filter((file) => !allowed.has(file) && !isOwnFile(file));
  assert.deepEqual(elsewhere, []);

  const colours = [...(await pictureColours(site)).values()];
  const colourOf = ({ colour: { r, g, b } }: Secret) =>
    [r, g, b].map((value) => Math.round(value / 16)).join();
  for (const secret of secrets) assert.ok(!colours.includes(colourOf(secret)), secret.word);
  assert.ok(colours.includes(colourOf(open)), 'Public pictures are published.');

  const inPublic = await findMarkers(site, [open.word]);
  const publicPlaces = inPublic.map((place) => place.slice(0, place.lastIndexOf(': ')));
  for (const place of ['index.html', 'feed.xml', 'feed.json', 'sitemap.xml', 'tags/terms.json']) {
    assert.ok(publicPlaces.includes(place), `The scan sees ${place}.`);
  }
  for (const [what, place] of [
    ['Markdown', /^posts\/.+\.md$/],
    ['feeds of terms', /^tags\/.+\.xml$/],
    ['llms.txt', /^llms.*\.txt$/],
  ] as const) {
    assert.ok(
      publicPlaces.some((name) => place.test(name)),
      `The scan sees ${what}.`,
    );
  }
  for (const part of ['words', 'documents', 'names', 'texts']) {
    assert.ok(publicPlaces.includes(`search-index/ ${part}`), `The scan sees ${part}.`);
  }
}

/**
 * Whether a file belongs to an excluded post alone: its pictures, and its page in other formats.
 */
function isOwnFile(file: string): boolean {
  const word = plainly(file);
  return (
    word.startsWith(`assets/images/${unlisted.word}`) ||
    (/^(?:posts|og)\//.test(file) && /\.(?:md|png)$/.test(file) && word.includes(unlisted.word))
  );
}

describe('what is not public, wherever a post can say something', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const outputDir = path.join(folder, 'site');
  const cacheDir = path.join(folder, 'cache');
  const config = {
    feed: { content: 'full', limit: 200 },
    editions: {
      ...{ termFeeds: 1000, llms: true, markdown: true, socialImages: true },
      ...{ webManifest: true, serviceWorker: true, redirectPages: true },
    },
  } as const;
  const build = async (source = posts, options = {}) =>
    readFolder((await buildSound(source, { outputDir, cacheDir, ...options }, config)).output);

  before(() => plant(posts, everything));

  it('is found by the scan in every encoding', async () => {
    const word = 'qzdraftzq';
    const han = '龘靐齉爩';
    const codes = [...han].map((char) => char.charCodeAt(0));
    const planted = {
      'a.html': word.toUpperCase(),
      'b.html': encodeURIComponent(han),
      'c.html': encodeURIComponent(encodeURIComponent(han)).toLowerCase(),
      'd.json': codes.map((code) => `\\u${code.toString(16)}`).join(''),
      'e.html': codes.map((code) => `&#${code};`).join(''),
      'f.xml': codes.map((code) => `&amp;#x${code.toString(16)};`).join(''),
      'g.html': [...word].join('\u00ad'),
      'h.js': [...word].map((char) => `\\x${char.charCodeAt(0).toString(16)}`).join(''),
    };
    const site = new Map(
      Object.entries(planted).map(([name, text]) => [name, Buffer.from(`x ${text} y`)]),
    );
    site.set('i.bin', Buffer.from(`x${han}`, 'utf16le').subarray(0));
    site.set(`${word}.html`, Buffer.from('nothing'));
    const files = (await findMarkers(site, [word, han])).map((place) => place.split(':')[0]);
    assert.deepEqual(files, [...site.keys()].sort());
    const slug = new Map([['tags/da-bing-nang-yu/index.html', Buffer.from('')]]);
    assert.equal((await findMarkers(slug, [han])).length, 1);
  });

  it('stands nowhere after a first build', async () => {
    await assertNothingLeaks(await build());
  });

  it('stands nowhere after a build that published everything into the same folder', async () => {
    const all = await build(posts, { drafts: true, future: true });
    for (const { word, han } of secrets) {
      assert.ok(
        (await findMarkers(all, [word, han])).length > 50,
        `${word} is public with --drafts.`,
      );
    }
    await assertNothingLeaks(await build());
  });

  it('stands nowhere once a public post is withdrawn, and a withdrawn one deleted', async () => {
    const live = path.join(folder, 'live', 'posts');
    cpSync(posts, live, { recursive: true });
    for (const secret of secrets) {
      for (const copy of [1, 2]) {
        const published = post({ ...secret, fields: `date: 2026-01-0${copy}` }, copy);
        writeFiles(live, { [`${secret.word}${copy}.md`]: published });
      }
    }
    const target = path.join(folder, 'live', 'site');
    const before = await build(live, { outputDir: target });
    assert.ok((await findMarkers(before, hiddenMarkers)).length > 50);

    cpSync(posts, live, { recursive: true });
    await assertNothingLeaks(await build(live, { outputDir: target }));

    for (const { word } of secrets) {
      for (const name of [`${word}1.md`, `${word}2.md`, word, `${word}picture.png`]) {
        rmSync(path.join(live, name), { recursive: true });
      }
    }
    await assertNothingLeaks(await build(live, { outputDir: target }));
  });
});
