import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { ownPost, ownSite } from '../support/own-site.ts';
import { projectDir } from '../support/program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Replaces a text that must be there. @returns the new text, and the line of the old one. */
function broken(file: string, sound: string, from: string, to: string) {
  assert.ok(sound.includes(from), `${file} has no ${from}`);
  const line = sound.slice(0, sound.indexOf(from)).split('\n').length;
  return { text: sound.replace(from, to), line };
}

describe('a build with broken templates and data files', () => {
  const { folder, write, build, has } = ownSite({ 'posts/one.md': ownPost('一', '2026-01-02') });
  const remove = (name: string) => rmSync(path.join(folder, name), { recursive: true });

  /** Builds with a broken file in the site. */
  const buildWith = async (file: string, sound: string, from: string, to: string) => {
    const { text, line } = broken(file, sound, from, to);
    write({ [file]: text });
    const { code, output: said } = await build('--keep-going');
    remove(file);
    return { code, said, line };
  };

  it('names layout or partial, its line, and a page that it fails on', async () => {
    for (const [file, from, to, message] of [
      // What extends a layout is named by Nunjucks, and the partial that it includes before.
      ['_includes/layouts/base.njk', '<body', '{{ view.nope() }}<body', 'Unable to call `view'],
      ['_includes/post.njk', '{{ content', '{{ content | nope }}{{ content', 'filter not found'],
      ['_includes/post.njk', '<article', '{% nope %}<article', 'unknown block tag: nope'],
      ['_includes/partials/toc.njk', '{%', '{% include "nope.njk" %}{%', 'template not found'],
      ['_includes/partials/post-card.njk', '{{', '{{ post.nope() }}{{', 'Unable to call `post'],
    ] as const) {
      const sound = readFileSync(path.join(projectDir, file), 'utf8');
      const { code, said, line } = await buildWith(file, sound, from, to);
      assert.equal(code, 1, said);
      const places = said.split('\n').filter((text) => text.includes(message));
      assert.equal(places.length, 1, said);
      const place = new RegExp(`^  ${file}:${line}(?::\\d+)?  .*while rendering /`);
      assert.match(places[0] ?? '', place);
      assert.doesNotMatch(said, /of the program/);
    }
  });

  it('names the line of a data file', async () => {
    const dataFile = '\nconst site = ({ views }) => views.site;\n\nexport default site;\n';
    for (const [from, to] of [
      ['=> views.site', '=> views.none.site'],
      ['const site', 'const = site'],
    ] as const) {
      const { code, said, line } = await buildWith('_data/site.ts', dataFile, from, to);
      assert.equal(code, 1, said);
      assert.match(said, new RegExp(`^  _data/site\\.ts:${line}:\\d+  .*\\[data-file\\]$`, 'm'));
    }
  });

  it('leaves out broken pages of the site\u2019s own, and names each', async () => {
    write({
      'pages/近况.md': '---\ntitle: x\n---\n\n{{ nope.nope() }}\n',
      'pages/tag.njk': '{% nope %}',
      'pages/yaml.md': '---\na: 1\nb: [\n---\n',
      'pages/code.11ty.js': 'export const render = () => {\n  throw new Error("none");\n};\n',
      'pages/layout.md': '---\nlayout: layouts/wrong.njk\n---\n',
      '_includes/layouts/wrong.njk': '{{ nope() }}\n',
      'pages/absent.md': '---\nlayout: nope.njk\n---\n',
      'pages/again.md': '---\npermalink: /archive/\n---\n',
      'pages/same[1].md': '---\npermalink: /same/\n---\n',
      'pages/same-2.md': '---\npermalink: /same/\n---\n',
      'pages/sound.md': 'sound',
    });
    const strict = await build();
    assert.equal(strict.code, 1, strict.output);
    assert.match(strict.output, /With --keep-going, the site is published without it\./);
    assert.doesNotMatch(strict.output, /left out/);
    const { code, output: said } = await build('--keep-going');
    remove('pages');
    assert.equal(code, 0, said);
    for (const place of [
      /^ {2}pages\/近况\.md:5:\d+ {2}Unable to call/m,
      /^ {2}pages\/tag\.njk:1:4 {2}unknown block tag/m,
      /^ {2}pages\/yaml\.md:4:1 {2}unexpected end of the stream/m,
      /^ {2}pages\/code\.11ty\.js:2:9 {2}none/m,
      /^ {2}_includes\/layouts\/wrong\.njk:1 .*\(while rendering pages\/layout\.md\)/m,
      /^ {2}pages\/again\.md {2}The page would be archive\/index\.html/m,
      /^ {2}pages\/same\S* {2}The page has the same address as pages\/same\S*\.md\./m,
      /^ {2}_includes\/nope\.njk {2}The layout is missing\. \(while rendering pages\/absent\.md\)/m,
    ]) {
      assert.match(said, place);
    }
    assert.match(said, /^8 errors:/m);
    for (const page of ['sound', 'same', 'about', 'posts/one']) {
      assert.ok(has(`${page}/index.html`), page);
    }
    assert.equal(has('近况'), false);
  });
});

describe('a build of a copy of the program', () => {
  const folder = temporaryFolder();
  const program = copyProgram(path.join(folder, 'program'));
  writeFiles(program, { 'posts/one.md': ownPost('一', '2026-01-02') });
  const build = () => startCommand(buildCommand([], program), { cwd: program }).finished;
  const buildWith = async (file: string, from: string, to: string) => {
    const name = path.join(program, file);
    const sound = readFileSync(name, 'utf8');
    const { text, line } = broken(file, sound, from, to);
    writeFileSync(name, text);
    const { code, output: said } = await build();
    writeFileSync(name, sound);
    return { code, said, line };
  };

  it('names a layout that is not there', async () => {
    const layout = path.join(program, '_includes/layouts/home.njk');
    const text = readFileSync(layout, 'utf8');
    rmSync(layout);
    const { code, output: said } = await build();
    writeFileSync(layout, text);
    assert.equal(code, 1, said);
    assert.match(said, /^ {2}_includes\/layouts\/home\.njk {2}The layout is missing\./m);
  });

  it('names the line of a style that browsers ignore, and of a script that is wrong', async () => {
    const style = await buildWith('src/client/styles/base.css', '{', '{ colr red;');
    assert.equal(style.code, 0, style.said);
    assert.match(
      style.said,
      new RegExp(`^  src/client/styles/base\\.css:${style.line}:\\d+  Expected ":"`, 'm'),
    );
    const script = await buildWith('src/client/main.ts', 'import', 'let x = ; import');
    assert.equal(script.code, 1, script.said);
    assert.match(
      script.said,
      new RegExp(`^  src/client/main\\.ts:${script.line}:9  Unexpected ";"`, 'm'),
    );
  });
});
