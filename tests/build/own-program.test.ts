import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { ownPost, ownSite } from '../support/own-site.ts';
import { projectDir } from '../support/program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Replaces a text of a file of the program, which must be there. */
function edited(file: string, from: string, to: string): string {
  const text = readFileSync(path.join(projectDir, file), 'utf8');
  assert.ok(text.includes(from), `${file} has no ${from}`);
  return text.replace(from, to);
}

describe('a site with templates, data files and code of its own', () => {
  const layout = '_includes/layouts/base.njk';
  const site = (data: Readonly<Record<string, string>>, printed: string) =>
    ownSite({
      'posts/a.md': ownPost('甲', '2026-01-02'),
      [layout]: edited(layout, '</main>', `${printed}</main>`),
      ...data,
    });

  it('prints what its data files say of posts, however little has changed', async () => {
    const data =
      'export default ({ corpus }) => corpus.articles.reduce((sum, { words }) => sum + ' +
      'words.han, 0);\n';
    const { built, read, write } = site({ '_data/han.ts': data }, '<i>{{ han }} han</i>');
    await built();
    assert.match(read('index.html'), /<i>2 han<\/i>/);
    write({ 'posts/a.md': ownPost('甲', '2026-01-02', '正文三字') });
    await built();
    assert.match(read('index.html'), /<i>4 han<\/i>/);
  });

  it('prints whatever data a layout names, as it is now', async () => {
    const data = 'export default ({ corpus }) => corpus.articles.length;';
    const { built, read, write } = site(
      { '_data/count.ts': data },
      '<b>{{ count }}</b>{{ tags.index[0].lead }}',
    );
    // A page that has changed in nothing else.
    await built();
    assert.match(read('about/index.html'), /<b>1<\/b><\/main>/);
    write({ 'posts/b.md': ownPost('乙', '2026-01-03', '正文', 'tags: [纸]\n') });
    await built();
    assert.match(read('about/index.html'), /<b>2<\/b>共 1 个/);
    write({ 'posts/a.md': ownPost('甲', '2026-01-02', '正文', 'tags: [墨]\n') });
    await built();
    assert.match(read('about/index.html'), /<b>2<\/b>共 2 个/);
  });

  it('prints cards as its code makes them', async () => {
    const folder = temporaryFolder();
    const program = copyProgram(path.join(folder, 'program'));
    const [posts, output] = [path.join(folder, 'posts'), path.join(folder, 'site')];
    writeFiles(posts, { 'a.md': ownPost('甲', '2026-01-02') });
    const built = async () => {
      const args = ['--posts', posts, '--output', output];
      const command = startCommand(buildCommand(args, program), { cwd: program });
      const { code, output: said } = await command.finished;
      assert.equal(code, 0, said);
      return readFileSync(path.join(output, 'index.html'), 'utf8');
    };
    assert.doesNotMatch(await built(), /<h4/);
    const file = 'src/eleventy/printed-parts.ts';
    const code = edited(file, '{ post, heading }', "{ post, heading: 'h4' }");
    writeFileSync(path.join(program, file), code);
    // With the cache of the build before.
    assert.match(await built(), /<h4/);
  });
});
