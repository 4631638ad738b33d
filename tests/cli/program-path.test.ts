import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { copyProgram } from '../support/copy-program.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const post = '---\ntitle: 甲\ntags: [a]\n---\n\n正文\n\n```bash\nls\n```\n';

describe('a program in a folder with an odd name', () => {
  const programIn = (name: string) => {
    const program = path.join(temporaryFolder(), name, 'program');
    writeFiles(program, { 'posts/a?*#%20.md': post });
    return copyProgram(program);
  };

  it('builds a site', () => {
    const program = programIn(" [g]{h}(i)! 中文 &+@,;='$~^");
    const { status, stdout, stderr } = runCommand('build', [], program);
    assert.equal(status, 0, stdout + stderr);
    assert.ok(existsSync(path.join(program, '_site/index.html')));
  });

  for (const name of ['a*b', 'a#b', 'a%20b']) {
    it(`says that it cannot build: ${name}`, () => {
      const { status, stderr } = runCommand('build', [], programIn(name));
      assert.equal(status, 2);
      assert.match(stderr, /^Inkstone is in .*Move it, or rename the folder/);
    });
  }
});
