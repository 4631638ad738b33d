import assert from 'node:assert/strict';
import path from 'node:path';
import { it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import { htmlFiles } from '../support/html-validity.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
writeFiles(folder, {
  'site.config.mjs': "export default { title: '站', url: 'https://example.com' };\n",
  'posts/a.md': '---\ntitle: 甲\nslug: a\ndate: 2026-01-02\naliases: [/old/]\n---\n\n正文\n',
  'posts/b.md': '---\ntitle: 乙\nslug: b\nlayout: book-note.njk\ndate: 2026-01-03\n---\n\n正文\n',
});

/** Builds the site with the cache of the builds before. */
async function built(config: Partial<SiteConfigInput>) {
  const { report, output } = await buildSound(
    path.join(folder, 'posts'),
    { outputDir: path.join(folder, '_site'), cacheDir: path.join(folder, 'cache') },
    config,
  );
  const files = readFolder(output);
  return { report, files, read: (name: string) => String(files.get(name)) };
}

it('settings of services change all pages of a kept site, and leave nothing behind', async () => {
  const plain = await built({});
  assert.doesNotMatch(plain.read('posts/a/index.html'), /comments|defer/);
  assert.ok([...plain.files.keys()].every((name) => !name.includes('comments')));

  const settings: readonly [Partial<SiteConfigInput>, source: string][] = [
    [
      { comments: { provider: 'script', src: 'https://talk.example.com/a.js' } },
      'https://talk.example.com/a.js',
    ],
    [
      { analytics: { provider: 'plausible', host: 'https://count.example.com' } },
      'https://count.example.com/api/event',
    ],
    [{ csp: { 'img-src': ['https://pics.example.com'] } }, 'https://pics.example.com'],
  ];
  for (const [config, source] of settings) {
    const { files, read } = await built(config);
    const [, header = ''] = /Content-Security-Policy: (.*)/.exec(read('_headers')) ?? [];
    assert.ok(header.split(/;? /).includes(source), header);
    const policy = header.replace("; frame-ancestors 'none'", '');
    for (const file of htmlFiles(files)) {
      const [, meta = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(read(file)) ?? [];
      assert.equal(meta.replaceAll('&#39;', "'"), policy, file);
    }
    for (const server of ['nginx', 'caddy']) {
      const { stdout, stderr } = runCommand('host-config', [server, '--config', folder]);
      assert.ok(stdout.includes(header), stderr);
    }
    const pagesWith = (text: string) =>
      htmlFiles(files).filter((file) => read(file).includes(text));
    assert.deepEqual(
      pagesWith('data-comments='),
      config.comments ? ['posts/a/index.html', 'posts/b/index.html'] : [],
    );
    const [script = ''] = /[^"]+\/comments\.\w+\.js/.exec(read('posts/a/index.html')) ?? [];
    assert.equal(files.has(script.slice(1)), config.comments !== undefined);
    assert.equal(
      pagesWith('<script defer src="https://count.example.com/js/script.js"').length > 3,
      config.analytics !== undefined,
    );
  }

  assert.deepEqual((await built({})).files, plain.files);
});

it('a build warns of sources that take the protection away', async () => {
  for (let round = 0; round < 2; round++) {
    const { report } = await built({ csp: { 'style-src': ["'unsafe-inline'"] } });
    const [problem] = report.problems.filter(({ code }) => code === 'csp-weak');
    assert.equal(problem?.severity, 'warning');
    assert.match(problem.message, /^csp\.style-src 'unsafe-inline' lets whatever gets into a page/);
  }
});
