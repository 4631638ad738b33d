import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { contentFolder } from '../../src/cli/content-folder.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const settings = "export default { title: '站', url: 'https://example.com' };\n";

/** The warnings of a folder with these files, as `name code`. */
function warnings(files: readonly string[], config = '', eleventy?: string): readonly string[] {
  const folder = temporaryFolder();
  writeFiles(folder, Object.fromEntries(files.map((file) => [file, ''])));
  if (eleventy !== undefined) writeFiles(folder, { '.eleventy.ts': eleventy });
  const { siteProblems } = contentFolder({ config: path.join(folder, config) });
  assert.ok(siteProblems.every(({ severity }) => severity === 'warning'));
  return siteProblems.map(({ file, code }) => `${path.basename(file)} ${code}`);
}

describe('files of a site that nothing reads', () => {
  it('are settings beside those that are read, unless a file is named', () => {
    assert.deepEqual(warnings(['site.config.ts']), []);
    const both = ['site.config.ts', 'site.config.mjs'];
    assert.deepEqual(warnings(both), ['site.config.mjs settings-unread']);
    assert.deepEqual(warnings(both, 'site.config.mjs'), []);
  });

  it('are YAML in _data/, but for aliases.yaml and labels.yaml', () => {
    const labels = '_data/labels.yaml';
    assert.deepEqual(warnings(['site.config.mjs', labels]), []);
    const read = ['site.config.mjs', '_data/aliases.yaml', labels, '_data/a.json', '_data/b.ts'];
    assert.deepEqual(warnings(read), []);
    const unread = ['_data/aliases.yml', '_data/labels.yml', '_data/sub/x.yaml'];
    assert.deepEqual(warnings([...read, ...unread]), [
      'aliases.yml data-unread',
      'labels.yml data-unread',
      'x.yaml data-unread',
    ]);
    const reader = "eleventyConfig.addDataExtension('yaml,yml', parse);";
    assert.deepEqual(warnings([...read, ...unread], '', reader), []);
  });

  it('are files in pages/ that are no templates', () => {
    const read = ['site.config.mjs', 'pages/a.md', 'pages/b/c.11ty.js', 'pages/b/b.11tydata.json'];
    assert.deepEqual(warnings(read), []);
    const unread = [...read, 'pages/photo.jpg', 'pages/.hidden'];
    assert.deepEqual(warnings(unread), ['photo.jpg page-unread']);
    const reader = "eleventyConfig.addPassthroughCopy('pages');";
    assert.deepEqual(warnings(unread, '', reader), []);
  });

  it('are slots, parts, styles and configuration under names that are not read', () => {
    const read = ['site.config.mjs', '.eleventy.ts', 'styles/a.css', 'styles/a.woff2'];
    const parts = ['slots/head.njk', 'partials/site-footer.njk', 'partials/mine.njk', 'own.njk'];
    const all = [...read, ...parts.map((part) => `_includes/${part}`)];
    assert.deepEqual(warnings(all), []);
    const unread = ['slots/after-artcle.njk', 'slots/mine.njk', 'partials/site-foter.njk'];
    const others = ['styles/deep/b.scss', 'eleventy.config.js'];
    const named = [...all, ...others, ...unread.map((part) => `_includes/${part}`)];
    assert.deepEqual([...warnings(named)].sort(), [
      'after-artcle.njk template-unread',
      'b.scss style-unread',
      'eleventy.config.js eleventy-unread',
      'mine.njk template-unread',
      'site-foter.njk template-unread',
    ]);
    const folder = temporaryFolder();
    writeFiles(folder, {
      'site.config.mjs': settings,
      '_includes/slots/mine.njk': '',
      '_includes/slots/head.njk': "{% include 'slots/mine.njk' %}",
    });
    assert.deepEqual(contentFolder({ config: folder }).siteProblems, []);
  });

  for (const command of ['build', 'check']) {
    it(`are named once by npm run ${command}`, () => {
      const folder = temporaryFolder();
      writeFiles(folder, {
        'site.config.mjs': settings,
        'site.config.js': settings,
        '_data/aliases.yml': '',
        'posts/a.md': '---\ntitle: 甲\ndate: 2026-01-02\n---\n正文\n',
      });
      const args = ['--config', folder, '--cache', path.join(folder, 'cache')];
      const { status, stdout } = runCommand(command, args);
      assert.match(stdout, /site\.config\.js {2}It is not read: \S*site\.config\.mjs holds/);
      assert.match(stdout, /aliases\.yml {2}It is not read: names that mean the same stand in/);
      assert.match(stdout, /Rename it to aliases\.yaml\./);
      assert.equal(stdout.match(/It is not read/g)?.length, 2);
      assert.equal(status, 0);
    });
  }
});
