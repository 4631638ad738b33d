import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { CheckReport } from '../../src/check/check-corpus.ts';
import { displayPath } from '../../src/cli/command-line.ts';
import { readFolder } from '../support/build-site.ts';
import { htmlProblems } from '../support/html-validity.ts';
import { plainSite, runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const good = (title: string, rest = '') =>
  `---\ntitle: ${title}\ndate: 2026-01-01\nsummary: 摘要\n${rest}---\n${title}的正文。\n`;

/** Each file with the problems that it must be reported for, as `code:line`. */
const wrong: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'a.md': [good('甲', 'source: https://example.com/x\n'), []],
  'b.md': [good('乙', 'source: https://www.example.com/x/\ndraft: true\n'), ['source-duplicate:5']],
  'c.md': [good('甲 ').replace('甲 的', '甲的'), ['title-duplicate:2', 'body-duplicate:6']],
  'd.md': [
    '---\ntitle: 丁\nExclude: "true"\n---\n正文丁。\n',
    ['key-spelling:3', 'flag-as-text:3', 'summary-missing:1'],
  ],
  'e.md': [
    good('戊', 'area: “web”\nstatus: evengreen\nseries: 独一部\ntagz: [x]\n'),
    ['wrapping-quotes:5', 'status-misspelt:6', 'series-of-one:7', 'unknown-key:8'],
  ],
  'f.md': [
    `${good('己')}**版心**（Type area: 排文字\n\n[x](/nowhere/) ![](no.png)\n`,
    ['gloss-unclosed:7', 'link-broken:9', 'image-missing:9'],
  ],
  'g.md': [good('庚', 'draft: maybe\n'), ['wrong-type:5']],
  'h.md': ['----\ntitle: 辛\n----\n', ['front-matter-fence:1']],
};

describe('npm run check', () => {
  const folder = path.join(temporaryFolder(), 'posts');
  const site = plainSite();
  const posts = [...site, '--posts', folder];
  const files = () =>
    [...readFolder(folder)].map(([name, bytes]) => `${name}\n${bytes.toString()}`);
  before(() => {
    writeFiles(
      folder,
      Object.fromEntries(Object.entries(wrong).map(([name, [text]]) => [name, text])),
    );
  });

  it('finds everything at its line, drafts included, and changes nothing', () => {
    const untouched = files();
    const { status, stdout } = runCommand('check', [...posts, '--format', 'json', '--terms']);
    assert.equal(status, 1);
    const report = JSON.parse(stdout) as CheckReport;
    assert.equal(report.posts, 6);
    assert.equal(report.drafts, 1);
    assert.equal(typeof report.terms, 'string');
    for (const [name, [, expected]] of Object.entries(wrong)) {
      const own = report.problems.filter(({ file }) => path.basename(file) === name);
      assert.deepEqual(
        own.map(({ code, line }) => `${code}:${line}`).sort(),
        [...expected].sort(),
        name,
      );
    }
    assert.match(
      report.problems.find(({ code }) => code === 'unknown-key')?.hint ?? '',
      /Did you mean "tags"/,
    );
    assert.deepEqual(files(), untouched);
  });

  it('names the alias file of the content folder by its path', () => {
    const site = temporaryFolder();
    writeFiles(site, {
      'site.config.mjs': "export default { title: '站', url: 'https://example.com' };",
      'posts/a.md': good('甲'),
      '_data/aliases.yaml': 'tagz: {}\n',
    });
    for (const command of ['check', 'build']) {
      const { stdout } = runCommand(command, ['--config', site, '--format', 'json']);
      const { problems } = JSON.parse(stdout) as CheckReport;
      const named = problems.filter(({ file }) => file.endsWith('.yaml')).map(({ file }) => file);
      assert.deepEqual(named, [displayPath(path.join(site, '_data/aliases.yaml'))], command);
    }
  });

  it('writes a report that is one page without scripts or other files', async () => {
    const reports = temporaryFolder();
    const output = path.join(reports, 'report.html');
    const { status, stdout } = runCommand('check', [
      ...posts,
      '--format',
      'html',
      '--output',
      output,
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /Checked 6 posts \(1 draft\): 2 errors, .*report\.html/);
    const html = readFileSync(output, 'utf8');
    assert.ok(html.includes('e.md:5') && html.includes('Did you mean &quot;tags&quot;?'));
    assert.doesNotMatch(html, /<script|src=|href="(?!#)/);
    assert.deepEqual(await htmlProblems(readFolder(reports), ['report.html']), []);
  });

  it('says by its exit code whether something is wrong', () => {
    const own = temporaryFolder();
    const exit = (...args: string[]) =>
      runCommand('check', [...site, '--posts', own, ...args]).status;
    writeFiles(own, { 'a.md': good('甲', 'tagz: x\n') });
    assert.equal(exit('--strict'), 0, 'notices only');
    writeFiles(own, { 'b.md': good('甲'), 'c.md': good('丙', 'draft: true\nlayout: nope\n') });
    assert.equal(exit(), 1, 'a draft with an error');
    assert.equal(exit('--no-drafts'), 0, 'warnings');
    assert.equal(exit('--no-drafts', '--strict'), 1, 'warnings, strictly');
    assert.equal(exit('--format', 'xml'), 2);
    assert.equal(exit('--posts', path.join(own, 'nowhere')), 2);
  });

  it('reports what it knows when code of the site fails', () => {
    const own = temporaryFolder();
    writeFiles(own, {
      'package.json': '{ "type": "module" }',
      'site.config.mjs': "export default { title: '站', url: 'https://a.example' };",
      'posts/a.md': good('甲', 'tagz: x\n'),
      '_includes/slots/head.njk': '{{ broken }}',
      'pages/a.njk': '{{ broken }}',
      '_data/broken.ts': 'export default () => nothing();\n',
    });
    const { status, stdout } = runCommand('check', ['--config', own, '--format', 'json']);
    assert.equal(status, 1);
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    const codes = problems.map(({ code }) => code);
    assert.ok(codes.includes('data-file') && codes.includes('unknown-key'), String(codes));
  });

  it('shows a diff before it corrects, and corrects after a yes', () => {
    const untouched = files();
    const shown = runCommand('check', [...posts, '--fix']);
    assert.equal(shown.status, 0, shown.stderr);
    assert.match(
      shown.stdout,
      /^-area: “web”\n-status: evengreen\n\+area: web\n\+status: evergreen$/m,
    );
    assert.match(shown.stdout, /Nothing was written; --yes corrects 6 things in 3 files/);
    assert.deepEqual(files(), untouched);

    const corrected = runCommand('check', [...posts, '--fix', '--yes']);
    assert.match(corrected.stdout, /Corrected 6 things in 3 files/);
    assert.equal(
      readFileSync(path.join(folder, 'd.md'), 'utf8'),
      '---\ntitle: 丁\nexclude: true\n---\n正文丁。\n',
    );
    const changed = files().filter((text, index) => text !== untouched[index]);
    assert.deepEqual(
      changed.map((text) => text.split('\n')[0]),
      ['d.md', 'e.md', 'h.md'],
    );
    assert.match(runCommand('check', [...posts, '--fix', '--yes']).stdout, /Nothing to correct/);
  });
});
