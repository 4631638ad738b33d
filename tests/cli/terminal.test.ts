import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { readFolder } from '../support/build-site.ts';
import { plainSite, runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** What a terminal or a CI runner would obey. */
const steering = /[\0-\x08\v-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]|^\s*::|##\[/m;

const name = 'a\n::warning::b\u001b[31m\u009b2J\u202e##[error].md';
const post =
  '---\ntitle: "c\\e[31m"\ndate: 2026-01-01\n"d\\e]0;x\\a\\n::error::": "e"\n' +
  'draft: "maybe\\e[2J\\n::error::"\ntags: ["f\\e[31m"]\n---\n[x](/g\u001b\u202e/)\n';

describe('what commands print of posts', () => {
  const folder = temporaryFolder();
  const postsDir = path.join(folder, 'posts');
  const posts = [...plainSite(), '--posts', postsDir];
  before(() => writeFiles(postsDir, { [name]: post, 'sound.md': '---\ntitle: 甲\n---\n正文\n' }));

  for (const [command, ...args] of [
    ['check', '--terms', '--all'],
    ['check', '--format', 'json'],
    ['check', '--format', 'html'],
    ['check', '--fix'],
    ['build', '--output', path.join(folder, 'site'), '--cache', path.join(folder, 'cache')],
    ['build', '--output', path.join(folder, 'site'), '--format', 'json'],
    ['publish', path.join(postsDir, name)],
    ['publish', `${name}.none`],
    ['check', '--posts\u001b[31m\n::error::'],
  ] as const) {
    it(`cannot steer the terminal: ${JSON.stringify([command, ...args.slice(-1)])}`, () => {
      assert.ok([...readFolder(postsDir).keys()].includes(name));
      const { stdout, stderr } = runCommand(command, [...args, ...posts]);
      assert.ok(stdout !== '' || stderr !== '');
      assert.doesNotMatch(stdout, steering);
      assert.doesNotMatch(stderr, steering);
    });
  }
});
