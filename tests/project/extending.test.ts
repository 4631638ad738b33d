import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

it('builds a site of every snippet in docs/extending.md', async () => {
  const folder = temporaryFolder();
  const program = copyProgram(path.join(folder, 'inkstone'));
  const site = path.join(folder, 'site');
  const text = readFileSync(path.join(projectDir, 'docs/extending.md'), 'utf8');
  const snippets = [...text.matchAll(/^`([^`\n]+)`:\n\n(`{3,})\w*\n(.*?)^\2$/gms)];
  const others = snippets.reduce((rest, [snippet]) => rest.replace(snippet, ''), text);
  assert.doesNotMatch(others, /^```/m, 'each snippet has a file');
  const files = snippets.map(([, file = '', , content = '']) => [file, content] as const);
  const settings = files.filter(([file]) => file === 'site.config.mjs');
  writeFiles(site, {
    'package.json': '{ "type": "module" }',
    'posts/a.md':
      '---\ntitle: 甲\ndate: 2026-01-02\narea: tech-engineering\n---\n\n' +
      '[外](https://example.org)\n',
    'posts/b.md': '---\ntitle: 乙\ndate: 2026-01-03\narea: tech-engineering\n---\n\n正文\n',
    'papers/one.pdf': 'pdf',
    ...Object.fromEntries(files.filter(([file]) => file !== 'site.config.mjs')),
    // Each shows some settings of one site.
    ...Object.fromEntries(settings.map(([, content], index) => [`settings-${index}.mjs`, content])),
    'site.config.mjs': [
      ...settings.map((_, index) => `import part${index} from './settings-${index}.mjs';`),
      `export default { ${settings.map((_, index) => `...part${index}`).join(', ')} };\n`,
    ].join('\n'),
  });
  const { code, output: said } = await startCommand(buildCommand(['--config', site], program), {
    cwd: program,
  }).finished;
  assert.equal(code, 0, said);
  assert.match(said, /No problems/);
  const read = (name: string) => readFileSync(path.join(site, '_site', name), 'utf8');
  assert.match(read('now/index.html'), /在读《文心雕龙》。全站已有 12,345 篇文章。/);
  assert.match(read('now/index.html'), /<a href="\/now\/" aria-current="page">近况<\/a>/);
  assert.match(read('posts/a/index.html'), /<a href="\/about\/">关于我<\/a>/);
  assert.match(
    read('posts/a/index.html'),
    /<a href="https:\/\/example\.org" rel="noopener external">/,
  );
  assert.match(
    read('recent/index.html'),
    /"\/posts\/b\/">乙<[^]*"\/posts\/a\/">甲<[^]*<li>2026 a</,
  );
  assert.match(read('posts/a/index.html'), /class="reply"><a href="[^"]+subject=%E7%94%B2">来信/);
  assert.match(read('posts/a/index.html'), /<footer class="site-footer">我的站 · 版权所有/);
  assert.match(
    read('posts/a/index.html'),
    /<section class="comments" [^]+?me\/notes[^]+?class="reply"/,
  );
  assert.match(read('index.html'), /<script defer src="https:\/\/gc\.zgo\.at\/count\.js"/);
  assert.match(read('_headers'), /img-src 'self' data: https:\/\/pics\.example\.com;/);
  const area = /<a [^>]*href="\/areas\/tech-engineering\/"[^>]*>科技与工程<\/a>/;
  assert.match(read('posts/a/index.html'), area);
  assert.match(read('areas/tech-engineering/index.html'), /<h1[^>]*>科技与工程<\/h1>/);
  const [header = '', end = ''] = read('posts/lute/index.html').split('先学持琴');
  assert.match(header, /<dt>难度<\/dt><dd><span>易<\/span>/);
  assert.match(end, /<dt>赞助<\/dt><dd><span>丝竹社<\/span>/);
  const callout = read('posts/callout/index.html');
  assert.match(
    callout,
    /<aside class="callout callout-note" role="note">\s*<p class="callout-title">/,
  );
  assert.match(callout, /行长<\/p>\s*<p>一行 <strong>三十八<\/strong> 字。<\/p>[^]*<\/aside>/);
  assert.match(callout, /<figure class="diagram"><pre[^>]*>graph TD; 写 --&gt; 读;\n<\/pre>/);
  assert.match(callout, /<p class="stamp">完<\/p>/);
  assert.match(read('posts.txt'), /^提示与图 https:\/\/example\.com\/posts\/callout\/$/m);
  assert.equal(read('CNAME'), 'notes.example.com\n');
  assert.ok(existsSync(path.join(site, '_site/papers/one.pdf')));
  const [, style = ''] = /href="\/(assets\/style[^"]+)"/.exec(read('index.html')) ?? [];
  assert.match(read(style), /@layer theme\{:root\{--accent: ?light-dark\(#1b6b4a/);
  assert.match(read(style), /@layer site\{:root\{--accent: ?light-dark\(#1f5fa2/);

  const content = readFolder(path.join(site, '_site'));
  // As a site finds the package that it depends on.
  writeFiles(path.join(site, 'node_modules/inkstone'), {
    'package.json': '{ "name": "inkstone", "type": "module", "exports": "./index.js" }',
    'index.js': `export * from '${pathToFileURL(path.join(program, 'src/index.ts')).href}';\n`,
  });
  const cmd = path.join(projectDir, 'node_modules/@11ty/eleventy/cmd.cjs');
  const eleventy = [process.execPath, '--import', import.meta.resolve('tsx'), cmd];
  const again = await startCommand([...eleventy, '--config=.eleventy.ts'], { cwd: site }).finished;
  assert.equal(again.code, 0, again.output);
  assert.deepEqual(readFolder(path.join(site, '_site')), content);
});
