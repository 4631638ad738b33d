import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

describe('a site with templates, data files and code of its own', () => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  let program = '';

  const edit = (file: string, from: string, to: string) => {
    const name = path.join(program, file);
    const text = existsSync(name) ? readFileSync(name, 'utf8') : '';
    assert.ok(text.includes(from), `${file} has no ${from}`);
    writeFileSync(name, text.replace(from, to));
  };
  /** Builds with the cache of the builds before. @returns a page. */
  const built = async (page = 'index.html') => {
    const output = path.join(folder, 'site');
    const args = ['--posts', posts, '--output', output, '--cache', path.join(folder, 'cache')];
    const command = startCommand(buildCommand(args, program), { cwd: program });
    const { code, output: said } = await command.finished;
    assert.equal(code, 0, said);
    return readFileSync(path.join(output, page), 'utf8');
  };
  const write = (words: string) =>
    writeFiles(posts, { 'a.md': `---\ntitle: 甲\ndate: 2026-01-02\n---\n\n${words}\n` });

  before(() => {
    program = copyProgram(path.join(folder, 'program'));
    write('正文');
  });

  it('prints what its data files say of posts, however little has changed', async () => {
    writeFiles(program, {
      '_data/han.ts':
        'export default ({ corpus }) => corpus.articles.reduce((sum, { words }) => sum + ' +
        'words.han, 0);\n',
    });
    edit('_includes/layouts/base.njk', '</main>', '<i>{{ han }} han</i></main>');
    assert.match(await built(), /<i>2 han<\/i>/);
    write('正文三字');
    assert.match(await built(), /<i>4 han<\/i>/);
  });

  it('prints whatever data a layout names, as it is now', async () => {
    writeFiles(program, {
      '_data/count.ts': 'export default ({ corpus }) => corpus.articles.length;',
    });
    edit(
      '_includes/layouts/base.njk',
      '</main>',
      '<b>{{ count }}</b>{{ tags.index[0].lead }}</main>',
    );
    // A page that has changed in nothing else.
    assert.match(await built('about/index.html'), /<b>1<\/b><\/main>/);
    writeFiles(posts, { 'b.md': '---\ntitle: 乙\ndate: 2026-01-03\ntags: [纸]\n---\n\n正文\n' });
    assert.match(await built('about/index.html'), /<b>2<\/b>共 1 个/);
    writeFiles(posts, { 'a.md': '---\ntitle: 甲\ndate: 2026-01-02\ntags: [墨]\n---\n\n正文\n' });
    assert.match(await built('about/index.html'), /<b>2<\/b>共 2 个/);
  });

  it('prints cards as its code makes them', async () => {
    edit('src/eleventy/printed-parts.ts', '{ post, heading }', "{ post, heading: 'h4' }");
    assert.match(await built(), /<h4/);
  });
});
