import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { startDev, type DevProcess } from '../support/dev-process.ts';
import { eleventyConfig } from '../support/own-site.ts';
import { commandOfProgram } from '../support/program.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const settings = (title: string) =>
  `export default {\n  title: '${title}',\n  url: 'https://example.com',\n};\n`;

/** A dev server for some tests, and what they do with it. */
function devServer(start: () => Promise<DevProcess>) {
  let dev: DevProcess;
  // Registered before the removal of folders, so that the server ends first.
  after(() => dev.end());
  before(async () => {
    dev = await start();
  });
  return {
    dev: () => dev,
    shows: async (address: string, text: string) =>
      dev.until(`${text} on /${address}`, async () => (await dev.page(address)).includes(text)),
    /** Waits until browsers are told a text that they had not been told before. */
    tells: async (text: string, change: () => void) => {
      const before = dev.told().length;
      change();
      await dev.until(`word of ${text}`, () => dev.told().slice(before).includes(text));
    },
  };
}

const replaceIn = (folder: string) => (file: string, from: string, to: string) => {
  const name = path.join(folder, file);
  const text = readFileSync(name, 'utf8');
  assert.ok(text.includes(from), `${file} has no ${from}`);
  writeFileSync(name, text.replace(from, to));
};

describe('the dev server, when anything of the site but posts changes', () => {
  const { dev, shows, tells } = devServer(() => {
    writeFiles(site, {
      'site.config.mjs': settings('旧名'),
      'posts/one.md': '---\ntitle: 一\ndate: 2026-01-02\ntags: [甲]\n---\n\n正文\n',
      'package.json': '{ "type": "module" }',
      '_data/text.json': '{ "word": "json-1" }',
      '_data/code.ts': 'export default () => "ts-1";\n',
      'pages/now.md': '{{ text.word }} {{ code }} {{ global }}\n',
      'pages/made.11ty.js': 'export const render = () => "js-1";\n',
      '.eleventy.ts': eleventyConfig("eleventyConfig.addGlobalData('global', 'g-1');"),
    });
    return startDev(site, [], commandOfProgram);
  });
  const site = temporaryFolder();
  const replaceOwn = replaceIn(site);

  it('starts again with new settings, on the same port', async () => {
    await shows('', '旧名');
    writeFiles(site, { 'site.config.mjs': settings('新名') });
    await shows('', '新名');
    assert.match(dev().said(), /site\.config\.mjs has changed: the dev server starts again/);
    assert.equal(
      new Set(
        dev()
          .said()
          .match(/Serving at \S+/g),
      ).size,
      1,
    );
  });

  it('keeps the site while the settings are wrong, and says where', async () => {
    await tells('site.config.mjs  titel is no setting', () =>
      writeFiles(site, { 'site.config.mjs': settings('x').replace('title', 'titel') }),
    );
    await shows('', '新名');
    await tells('site.config.mjs:2:', () =>
      writeFiles(site, { 'site.config.mjs': settings("x'") }),
    );
    // A saved post is shown all the same.
    writeFiles(site, {
      'posts/two.md': '---\ntitle: 二\ndate: 2026-01-03\n---\n\n后来写的\n',
    });
    await shows('posts/two/', '后来写的');
    writeFiles(site, { 'site.config.mjs': settings('再名') });
    await shows('', '再名');
    await shows('posts/two/', '后来写的');
  });

  it('starts again with a new hook, and with what a hook imports', async () => {
    writeFiles(site, {
      'hooks/stamp.ts':
        "import { word } from './word.ts';\n" +
        'export default (html: string) => `${html}<p>${word}</p>`;\n',
      'hooks/word.ts': "export const word: string = 'hook-1';\n",
      'site.config.mjs': settings('再名').replace(
        '};',
        "  hooks: { transformArticle: './hooks/stamp.ts' },\n};",
      ),
    });
    await shows('posts/one/', 'hook-1');
    replaceOwn('hooks/word.ts', 'hook-1', 'hook-2');
    await shows('posts/one/', 'hook-2');
    await tells('hooks/stamp.ts:2:', () => replaceOwn('hooks/stamp.ts', '=>', '=> >'));
    await shows('posts/one/', 'hook-2');
    replaceOwn('hooks/stamp.ts', '=> >', '=>');
    replaceOwn('hooks/word.ts', 'hook-2', 'hook-3');
    await shows('posts/one/', 'hook-3');
    // Without a hook, its file is code no more.
    writeFiles(site, { 'site.config.mjs': settings('再名') });
    await dev().until('no hook', async () => !(await dev().page('posts/one/')).includes('hook-'));
  });

  it('starts again with new code of data and of pages', async () => {
    for (const text of ['json-1', 'ts-1', 'g-1']) await shows('now/', text);
    replaceOwn('.eleventy.ts', 'g-1', 'g-2');
    await shows('now/', 'g-2');
    replaceOwn('_data/code.ts', 'ts-1', 'ts-2');
    await shows('now/', 'ts-2');
    replaceOwn('pages/made.11ty.js', 'js-1', 'js-2');
    await shows('made/', 'js-2');
  });

  it('reads data and names of terms again without a new process', async () => {
    replaceOwn('_data/text.json', 'json-1', 'json-2');
    await shows('now/', 'json-2');
    writeFiles(site, { '_data/aliases.yaml': 'tag:\n  乙: [甲]\n' });
    await shows('posts/one/', '乙');
  });

  it('shows styles, static files and partials of the site', async () => {
    await tells('data: {}', () => writeFiles(site, { 'static/one.txt': 'static-1' }));
    await shows('one.txt', 'static-1');
    await tells('data: {}', () => writeFiles(site, { 'styles/own.css': ':root { --own: 1px }' }));
    await shows('assets/style.css', '--own');
    writeFiles(site, { '_includes/slots/before-footer.njk': '<i>slot-1</i>' });
    await shows('posts/one/', 'slot-1');
    rmSync(path.join(site, 'static/one.txt'));
    await dev().until('the end of the file', async () => (await dev().page('one.txt')) === '');
  });

  it('says which page of the site\u2019s own fails, and keeps all others fresh', async () => {
    await tells('pages/bad.njk:1:4', () => writeFiles(site, { 'pages/bad.njk': '{% nope %}' }));
    await shows('problems/', 'pages/bad.njk:1:4');
    writeFiles(site, { 'posts/one.md': '---\ntitle: 改名\ndate: 2026-01-02\n---\n\n正文\n' });
    await shows('', '改名');
    assert.match(await dev().page('problems/'), /pages\/bad\.njk/);
    rmSync(path.join(site, 'pages/bad.njk'));
    await dev().until('the end of the problem', async () => {
      return !(await dev().page('problems/')).includes('bad.njk');
    });
  });
});

describe('npm run dev, when the program changes', () => {
  const { dev, shows, tells } = devServer(() => {
    copyProgram(program);
    writeFiles(site, {
      'package.json': '{ "type": "module" }',
      'site.config.mjs': settings('再名'),
      'posts/one.md': '---\ntitle: 一\ndate: 2026-01-02\n---\n\n正文\n',
    });
    return startDev(program, ['--config', site]);
  });
  const folder = temporaryFolder();
  const program = path.join(folder, 'program');
  const site = path.join(folder, 'site');
  const replace = replaceIn(program);

  it('starts again with its new code', async () => {
    replace('src/views/home-view.ts', 'config.title', '`${config.title} 新码`');
    await shows('', '再名 新码');
    assert.match(dev().said(), /home-view\.ts has changed/);
  });

  it('keeps the last good styles and scripts, and says what is wrong', async () => {
    await tells('src/client/main.ts:1:9', () =>
      replace('src/client/main.ts', 'import', 'let x = ; import'),
    );
    assert.notEqual(await dev().page('assets/main.js'), '');
    await tells('"problems":""', () => replace('src/client/main.ts', 'let x = ; ', ''));
  });

  it('tries a new process again when any file that it failed for is mended', async () => {
    const layout = '_includes/layouts/base.njk';
    const before = dev().said().length;
    replace(layout, '</body>', '{% nope %}</body>');
    replace('src/views/home-view.ts', '新码', '新二');
    await dev().until('the failure', () =>
      dev().said().slice(before).includes('The site is shown as it was'),
    );
    await shows('', '再名 新码');
    replace(layout, '{% nope %}', '');
    await shows('', '再名 新二');
  });
});
