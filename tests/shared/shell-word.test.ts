import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { it } from 'node:test';
import { shellWord } from '../../src/shared/shell-word.ts';

it('shellWord quotes what a shell would read as more than a word', () => {
  assert.equal(shellWord('../my-site/写作.md'), '../my-site/写作.md');
  for (const text of ['', 'my site', "it's", '$HOME', '`a`', 'a"b', '~', 'a\\b', '*', '#a', '!']) {
    const said = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    assert.equal(said, text);
  }
});
