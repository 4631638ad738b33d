import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFrontMatter } from '../../src/content/front-matter.ts';
import { linesOfNames } from '../../src/content/name-lines.ts';

describe('linesOfNames', () => {
  const linesOf = (yaml: string, names: readonly string[]) => {
    const matter = parseFrontMatter(`---\n${yaml}\n---\n`, 'a.md');
    assert.ok(!('code' in matter));
    return linesOfNames(matter, 'aliases', names);
  };

  it('finds each name of a list, however the list is written', () => {
    const names = ['/a', '/a/b', '/旧文/'];
    assert.deepEqual(
      linesOf('title: /a\naliases:\n  - /a/b\n  # why\n  - "/a"\n  - /旧文/ # c\nx: 1', names),
      [6, 4, 7],
    );
    assert.deepEqual(linesOf('aliases: [/a, "/a/b",\n  /旧文/]\nslug: /a', names), [2, 2, 3]);
    assert.deepEqual(linesOf('lang: en\naliases: /a、/a/b，/旧文/', names), [3, 3, 3]);
    assert.deepEqual(linesOf('aliases:\n- /a\n- /a/b\n- /旧文/', names), [3, 4, 5]);
  });

  it('names the line of the key for a name that is written otherwise', () => {
    assert.deepEqual(linesOf('x: 1\naliases: ["/a\\x62"]\ny: /ab', ['/ab']), [3]);
    assert.deepEqual(linesOf('"aliases" : /a', ['/b']), [2]);
  });
});
