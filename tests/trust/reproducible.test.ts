import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { generatePosts } from '../../bench/corpus/corpus.ts';
import { readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import type { FolderContent } from '../support/build-site.ts';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Long posts beside the others. All together are several batches of the workers. */
const generated = 10;

/**
 * Posts in every kind of letter and case, so that an order which depends on the machine's language
 * would show.
 */
async function inputFiles(): Promise<readonly (readonly [string, string | Buffer])[]> {
  const files: [string, string | Buffer][] = [];
  for (const post of generatePosts({ posts: generated, seed: 11 }))
    files.push([post.path, post.text]);
  const posts = path.join(projectDir, 'posts');
  for (const [name, bytes] of readFolder(posts)) files.push([name, bytes]);
  const names = [
    'I',
    'i',
    'İ',
    'ı',
    'Ä',
    'z',
    'Z',
    'å',
    'aa',
    'ch',
    '李',
    '里',
    'É',
    'e',
    'ß',
    'ö',
  ];
  for (const name of [...names, ...names.map((name) => `${name}x`)]) {
    const tags = names.map((tag) => JSON.stringify(`${tag}tag`)).join(', ');
    const file = `names/${Buffer.from(name).toString('hex')}.md`;
    // No date: they must be ordered by something else of their own.
    files.push([
      file,
      `---\ntitle: "${name} INDIGO"\ntags: [${tags}]\npeople: [${name}]\n---\nI ${name}\n`,
    ]);
  }
  const png = await sharp({ create: { width: 900, height: 90, channels: 3, background: '#456' } })
    .png()
    .toBuffer();
  files.push(['p.png', png], ['q.md', '---\ntitle: 图\n---\n![图](p.png)\n']);
  return files;
}

describe('the same input gives the same bytes', () => {
  const folder = temporaryFolder();
  const here = path.join(folder, 'here/posts');
  const there = path.join(folder, 'somewhere else/deeper/内容');
  const plain = { TZ: 'UTC', LC_ALL: 'C', LANG: 'C', INKSTONE_WORKERS: '1' };
  let program: string;
  let other: string;
  let expected: FolderContent;
  let count = 0;

  async function build(posts: string, cwd: string, env: Readonly<Record<string, string>>) {
    const output = path.join(folder, `output-${count++}`);
    const command = buildCommand(['--posts', posts, '--output', output], cwd);
    const { code, output: text } = await startCommand(command, { cwd, env }).finished;
    assert.equal(code, 0, text);
    return readFolder(output);
  }

  before(async () => {
    const files = await inputFiles();
    writeFiles(here, Object.fromEntries(files));
    writeFiles(there, Object.fromEntries([...files].reverse()));
    program = copyProgram(path.join(folder, 'program'));
    other = copyProgram(path.join(folder, 'an other place/程序'));
    expected = await build(here, program, plain);
    assert.ok(expected.size > generated);
    assert.ok(readdirSync(path.join(program, '.cache')).length > 0, 'Pictures are cached.');
  });

  it('with caches that are warm', async () => {
    assertSameContent(await build(here, program, plain), expected, 'warm');
  });

  it('in other folders, from files made in another order, with caches that are cold', async () => {
    assertSameContent(await build(there, other, plain), expected, 'elsewhere');
  });

  it('with several workers', async () => {
    const env = { ...plain, INKSTONE_WORKERS: '3' };
    assertSameContent(await build(here, program, env), expected, 'three workers');
  });

  for (const [zone, locale] of [
    ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
    ['America/Los_Angeles', 'zh_CN.UTF-8'],
    ['Asia/Kathmandu', 'sv_SE.UTF-8'],
  ] as const) {
    it(`in ${zone}, in ${locale}`, async () => {
      const env = { ...plain, TZ: zone, LC_ALL: locale, LANG: locale, INKSTONE_WORKERS: '2' };
      assertSameContent(await build(there, other, env), expected, zone);
    });
  }
});
