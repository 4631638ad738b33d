import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ingestPosts } from '../../src/ingest/ingest.ts';
import { repairedMarkdown } from '../../src/markdown/source/repaired-markdown.ts';
import { linkMarkdown } from '../../src/output/markdown-links.ts';
import { workerSettings } from '../../src/build/read-posts.ts';
import { context } from '../markdown/render-context.ts';
import { makeConfig } from '../support/articles.ts';
import { pathologicalTexts } from '../support/pathological-texts.ts';
import type { PathologicalText } from '../support/pathological-texts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWhole = process.env['PATHOLOGICAL_TEXTS'] === 'all';

/** For 400 KB, quadratic time falls to a sixth, and so does the budget. */
const [bytes, postSeconds] = isWhole ? [1_000_000, 60] : [400_000, 10];

/** A part of the texts and those that were slow, or all with `PATHOLOGICAL_TEXTS=all`. */
const texts = pathologicalTexts.filter(
  ({ wasSlow }, index) => index % 15 === 0 || wasSlow || isWhole,
);

/** Texts that may use up their time, as a library reads them slowly: here the grammar of shiki. */
const allowed: ReadonlySet<string> = new Set(['code of brackets']);

function longTextOf({ make }: PathologicalText): string {
  const sample = make(1000);
  return make((bytes * sample.length) / Buffer.byteLength(sample));
}

test(
  'texts made to keep a parser busy become pages, but for a few',
  { timeout: 900_000 },
  async () => {
    assert.ok(texts.length > 50);
    const folder = temporaryFolder();
    const postsDir = path.join(folder, 'posts');
    mkdirSync(postsDir);
    const sound = Array.from({ length: 40 }, (_, i) => `${i}-sound.md`);
    const files = texts.map((_, i) => `${i}.md`);
    const write = (file: string, body: string) =>
      writeFileSync(path.join(postsDir, file), `---\ntitle: 题\ndate: 2026-01-02\n---\n\n${body}`);
    for (const file of sound) write(file, '正文');
    for (const [i, text] of texts.entries()) write(`${i}.md`, longTextOf(text));
    const settings = await workerSettings(
      makeConfig({ limits: { postSeconds } }),
      { postsDir, postsLabel: 'posts', drafts: false, future: false, now: new Date('2026-06-01') },
      { outputDir: path.join(folder, 'site'), cacheDir: path.join(folder, 'cache') },
    );
    const results = await ingestPosts([...files, ...sound].sort(), settings);
    assert.equal(results.length, files.length + sound.length);
    for (const { file, article, problems } of results) {
      const { name } = texts[files.indexOf(file)] ?? { name: file };
      const errors = problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
      const isSlow = errors.length === 1 && errors[0] === 'post-too-slow' && allowed.has(name);
      assert.ok(isSlow || (article && errors.length === 0), `${name}: ${JSON.stringify(problems)}`);
    }
  },
);

test(
  'their Markdown editions are written without delay, as the main thread writes them',
  { timeout: 300_000 },
  () => {
    const options = { labels: context.labels, images: context.images ?? {}, siteUrl: '' };
    const links = [{ kind: 'link', target: 'x', href: '/x/', line: 1, at: 0 }] as const;
    for (const text of texts) {
      const repaired = repairedMarkdown(longTextOf(text), options);
      const markdown = linkMarkdown(repaired, links, ['/x/'], { siteUrl: '', pathPrefix: '/' });
      assert.ok(markdown.endsWith('\n'), text.name);
    }
  },
);
