import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { launchBrowser } from '../support/browser.ts';
import { startDev } from '../support/dev-process.ts';
import { installPackage, packProgram, type PackedPackage } from '../support/packed-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Bytes of the tarball; docs/dependencies.md names them. */
const mostBytes = 640_000;

/** What the tarball holds: files, and folders with all that is in them. */
const packed = [
  ...['package.json', 'README.md', 'LICENSE', 'dist/', '_includes/'],
  ...['deploy/Caddyfile', 'deploy/nginx.conf', '.github/workflows/deploy.yml'],
];
const isPacked = (name: string) =>
  packed.some((one) => (one.endsWith('/') ? name.startsWith(one) : name === one));

describe('the npm package', () => {
  const folder = temporaryFolder();
  const site = path.join(folder, 'my-site');
  const bin = 'node_modules/inkstone/dist/cli/inkstone.js';
  let tarball: PackedPackage;
  const run = (...args: readonly string[]) =>
    startCommand(['npx', 'inkstone', ...args], { cwd: site }).finished;
  const sound = async (...args: readonly string[]) => {
    const { code, output } = await run(...args);
    assert.equal(code, 0, output);
    return output;
  };

  before(async () => {
    tarball = packProgram(folder);
    // As `npm install ../inkstone-*.tgz` leaves an empty folder.
    writeFiles(site, { 'package.json': '{ "dependencies": { "inkstone": "file:../i.tgz" } }' });
    installPackage(path.join(folder, tarball.filename), site);
    await sound('init', '.');
    await sound('new', '你好', '--public');
  });

  it('is small, and holds neither tests nor the demo', () => {
    assert.ok(tarball.size < mostBytes, `${tarball.size} bytes`);
    const names = tarball.files.map((file) => file.path);
    assert.deepEqual(
      names.filter((name) => !isPacked(name)),
      [],
    );
    assert.ok(names.includes('dist/index.d.ts') && names.includes('_includes/post.njk'));
  });

  it('says how its commands are run', async () => {
    assert.match(await sound('--help'), /^Usage: npx inkstone COMMAND \[options\]\n/);
    assert.match(await sound('publish', '--help'), /^Usage: npx inkstone publish FILE… /);
    const { code, output } = await run('biuld');
    assert.equal(code, 2);
    assert.match(output, /^There is no command biuld\. Did you mean build\?/);
    const again = await run('new', '你好');
    assert.equal(again.code, 1, again.output);
  });

  it('makes a site that is a project of its own', () => {
    const read = (name: string) => readFileSync(path.join(site, name), 'utf8');
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    assert.deepEqual(manifest['dependencies'], { inkstone: 'file:../i.tgz' });
    assert.equal(manifest['type'], 'module');
    assert.equal(manifest['scripts']?.['build'], 'inkstone build');
    const workflow = readFileSync(path.join(projectDir, '.github/workflows/deploy.yml'), 'utf8');
    assert.equal(read('.github/workflows/publish.yml'), workflow);
    for (const [, script = ''] of workflow.matchAll(/run: npm run (?:--if-present )?(\w+)/g)) {
      assert.ok(script in (manifest['scripts'] ?? {}), script);
    }
    assert.match(read('README.md'), /`npx inkstone dev`/);
  });

  it('builds the same bytes as the sources do, and checks them', async () => {
    assert.match(await sound('build'), /Published 2 posts to _site/);
    const other = path.join(folder, 'other');
    for (const name of ['posts', '_data', 'site.config.mjs']) {
      cpSync(path.join(site, name), path.join(other, name), { recursive: true });
    }
    const args = ['--config', other, '--cache', path.join(folder, 'cache')];
    const { code, output } = await startCommand(buildCommand(args)).finished;
    assert.equal(code, 0, output);
    const [ours, theirs] = [site, other].map((one) => readFolder(path.join(one, '_site')));
    assert.ok(ours && theirs && ours.size > 20);
    assertSameContent(ours, theirs, 'the package');
    assert.match(await sound('check'), /你好\.md:\d+ {2}The article has no text/);
  });

  it('serves the site while it is written', async () => {
    const dev = await startDev(site, [], [bin]);
    const browser = await launchBrowser();
    try {
      assert.match(await dev.page('posts/你好/'), /<h1[^>]*>你好<\/h1>/);
      const page = await browser.newPage();
      await page.goto(dev.url);
      assert.equal(await page.getByRole('link', { name: '你好' }).first().isVisible(), true);
      writeFiles(site, { 'posts/hello.md': '---\ntitle: 改过的\n---\n\n新的正文\n' });
      await dev.until('the saved post', async () =>
        (await dev.page('posts/hello/')).includes('新的正文'),
      );
    } finally {
      await browser.close();
      await dev.end();
    }
  });

  it('runs TypeScript of a site, and Eleventy with its plugin, types included', async () => {
    const typed = path.join(folder, 'typed');
    writeFiles(typed, {
      'package.json': '{ "type": "module" }',
      'lib/title.ts': 'export const title: string = "题";\n',
      'site.config.ts':
        "import { defineSite } from 'inkstone';\nimport { title } from './lib/title.ts';\n" +
        "export default defineSite({ title: title as string, url: 'https://example.com' });\n",
      '_data/count.ts':
        "import type { DataFile } from 'inkstone';\n" +
        'const count: DataFile = ({ corpus }) => corpus.articles.length * 12345;\n' +
        'export default count;\n',
      '.eleventy.ts':
        "import { inkstone, type EleventyConfig } from 'inkstone';\n" +
        "export { eleventyOptions as config } from 'inkstone';\n" +
        'export default (eleventyConfig: EleventyConfig) => {\n' +
        '  eleventyConfig.addPlugin(inkstone);\n' +
        "  eleventyConfig.addFilter('grouped', (n: number) => n.toLocaleString('en'));\n};\n",
      'pages/now.md': '{{ count | grouped }}\n',
      'posts/a.md': '---\ntitle: 甲\n---\n\n正文\n',
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          ...{ module: 'nodenext', target: 'es2024', strict: true, noEmit: true },
          ...{ skipLibCheck: true, allowImportingTsExtensions: true, types: ['node'] },
        },
        include: ['site.config.ts', '.eleventy.ts', '_data'],
      }),
    });
    installPackage(path.join(folder, tarball.filename), typed);
    const built = await startCommand(['npx', 'inkstone', 'build'], { cwd: typed }).finished;
    assert.equal(built.code, 0, built.output);
    assert.ok(existsSync(path.join(typed, '_site/posts/a/index.html')));
    assert.match(readFileSync(path.join(typed, '_site/now/index.html'), 'utf8'), /12,345/);
    const compiler = [process.execPath, 'node_modules/typescript/bin/tsc'];
    const checked = await startCommand(compiler, { cwd: typed }).finished;
    assert.equal(checked.code, 0, checked.output);
  });

  it('publishes pictures as they are where sharp is missing, and says so once', async () => {
    const plain = path.join(folder, 'plain');
    const picture = { width: 600, height: 400, channels: 3, background: '#b5432a' } as const;
    writeFiles(plain, {
      'site.config.mjs': "export default { title: '题', url: 'https://example.com' };\n",
      'posts/a.md': '---\ntitle: 甲\ncover_image: dot.png\n---\n\n![点](dot.png)\n',
      'posts/b.md': '---\ntitle: 乙\n---\n\n![点](dot.png)\n',
      'posts/dot.png': await sharp({ create: picture }).png().toBuffer(),
    });
    installPackage(path.join(folder, tarball.filename), plain, ['sharp', '@img']);
    const { code, output } = await startCommand(['npx', 'inkstone', 'build'], { cwd: plain })
      .finished;
    assert.equal(code, 0, output);
    assert.equal(output.match(/sharp is not there/g)?.length, 1, output);
    assert.match(output, /npm install sharp/);
    const page = readFileSync(path.join(plain, '_site/posts/a/index.html'), 'utf8');
    const [, src = ''] =
      /<img loading="lazy" decoding="async" src="([^"]+\.png)" alt="点">/.exec(page) ?? [];
    assert.match(page, new RegExp(`<img class="cover" alt="[^"]*" src="${src}" decoding="async">`));
    assert.match(page, /property="og:image" content="[^"]+\.png">/);
    const published = readFileSync(path.join(plain, '_site', src));
    assert.ok(published.equals(readFileSync(path.join(plain, 'posts/dot.png'))));
  });
});
