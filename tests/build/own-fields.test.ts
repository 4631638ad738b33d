import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { build, buildSound, filesWith, readFolder } from '../support/build-site.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const fields = {
  difficulty: { type: 'choice', values: ['易', '难'], label: '难度' },
  heard: { type: 'day', label: '听于' },
  reviewed: { type: 'flag', label: '审过' },
  players: { type: 'list', label: '演奏' },
  score: { type: 'url', label: '曲谱' },
  sponsor: { type: 'text', label: '赞助 & 谢', place: 'end' },
  internal_id: { type: 'text', place: 'hidden' },
} satisfies SiteConfigInput['fields'];

const post = (...lines: readonly string[]) =>
  ['---', 'title: 一', 'date: 2026-01-02', ...lines, '---', '', '正文', ''].join('\n');

describe("a site's own fields on the page of a post", () => {
  const posts = temporaryFolder();
  const options = { outputDir: path.join(temporaryFolder(), 'site'), cacheDir: temporaryFolder() };
  const page = (slug: string) =>
    readFileSync(path.join(options.outputDir, 'posts', slug, 'index.html'), 'utf8');
  const config = { fields, pathPrefix: '/notes/', editions: { markdown: true } };
  const rows = (slug: string) =>
    [...page(slug).matchAll(/<div data-field="(\w+)"><dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)].map(
      ([, ...parts]) => parts.join(' '),
    );

  before(async () => {
    writeFiles(posts, {
      'all.md': post(
        ...['difficulty: 难', 'heard: 2026-03-06', 'reviewed: true', 'players: [甲, 乙]'],
        ...['score: /scores/一/', 'sponsor: <b>&lt;社', 'internal_id: SECRET-7'],
      ),
      'whole.md': post('score: https://www.example.com/scores/', 'reviewed: false'),
      'end.md': post('sponsor: 甲社'),
      'none.md': post(),
    });
    await buildSound(posts, options, config);
  });

  it('stand with their labels at their places, escaped, without any template', () => {
    assert.deepEqual(rows('all'), [
      'difficulty 难度 <span>难</span>',
      'heard 听于 <time datetime="2026-03-06">2026年3月6日</time>',
      'reviewed 审过 <span>是</span>',
      'players 演奏 <span>甲</span><span class="list-comma">、</span><span>乙</span>',
      'score 曲谱 <a href="/notes/scores/%E4%B8%80/">/notes/scores/一</a>',
      'sponsor 赞助 &amp; 谢 <span>&lt;b&gt;&amp;lt;社</span>',
    ]);
    const [header = '', end = ''] = page('all').split('class="article-body"');
    assert.match(header, /<dl class="facts">\s*<div data-field="difficulty">/);
    assert.match(end, /<dl class="term-groups own-fields"><div data-field="sponsor">/);
    assert.deepEqual(rows('whole'), [
      'score 曲谱 <a href="https://www.example.com/scores/">example.com/scores</a>',
    ]);
  });

  it('are published nowhere when they are hidden', () => {
    assert.deepEqual(filesWith(readFolder(options.outputDir), 'SECRET-7'), []);
  });

  it('leave no empty element on the page of a post without them', () => {
    assert.doesNotMatch(page('end'), /<dl class="facts">/);
    assert.doesNotMatch(page('none'), /class="facts|own-fields/);
  });

  it('stand in the Markdown edition', () => {
    const text = readFileSync(path.join(options.outputDir, 'posts/all/index.md'), 'utf8');
    assert.match(text, /^difficulty: 难$/m);
    assert.match(text, /^sponsor: <b>&lt;社$/m);
  });

  it('are shown anew when a post, a label, a type or a place changes', async () => {
    const change = async (own: SiteConfigInput['fields']) =>
      buildSound(posts, options, { ...config, fields: own });
    writeFiles(posts, { 'end.md': post('sponsor: 乙社') });
    await change(fields);
    assert.match(page('end'), />乙社</);
    await change({ ...fields, sponsor: { type: 'text', label: '感谢', place: 'facts' } });
    assert.deepEqual(rows('end'), ['sponsor 感谢 <span>乙社</span>']);
    await change({ ...fields, sponsor: { type: 'list', place: 'end' } });
    assert.deepEqual(rows('end'), ['sponsor sponsor <span>乙社</span>']);
    await change({ ...fields, sponsor: { type: 'text', place: 'hidden' } });
    assert.deepEqual(rows('end'), []);
    await change({});
    assert.deepEqual(rows('all'), []);
    const said = await build(posts, options, {
      ...config,
      fields: { ...fields, sponsor: { type: 'number' } },
    });
    assert.equal(said.report.ok, false);
    const wrong = said.report.problems.filter(({ code }) => code === 'wrong-type');
    assert.deepEqual(
      wrong.map(({ file, line }) => `${file}:${String(line)}`),
      ['posts/all.md:9', 'posts/end.md:4'],
    );
  });

  it('change no byte of a site that has none', async () => {
    const cacheDir = temporaryFolder();
    const plain = temporaryFolder();
    writeFiles(plain, { 'none.md': post() });
    const first = await buildSound(plain, { cacheDir });
    const kept = readdirSync(path.join(cacheDir, 'pages')).sort();
    const second = await buildSound(plain, { cacheDir }, { fields: {} });
    assert.deepEqual(readFolder(second.output), readFolder(first.output));
    assert.deepEqual(readdirSync(path.join(cacheDir, 'pages')).sort(), kept);
  });
});
