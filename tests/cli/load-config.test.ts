import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { UsageError } from '../../src/cli/command-line.ts';
import { loadConfig, requirePosts } from '../../src/cli/load-config.ts';
import { ProblemError } from '../../src/content/problem.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const sound = "title: '站', url: 'https://example.com'";

describe('loadConfig', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'sound.ts': `export default { ${sound} };`,
    'wrong.mjs':
      `export default { ${sound}, titel: 1, minimumPosts: 3, font: 'comic', ` +
      "about: ['a', 1], search: { enabld: true }, feed: { limit: 0 }, limits: 'none' };",
    'links.mjs':
      `export default { ${sound}, navigation: ['home', 'aera', { page: 'xyzxyz' }, ` +
      "{ href: '/' }, { label: 'a', href: 'javascript:a' }, " +
      "{ label: 'a', href: 'b/' }], footer: ['tags'] };",
    'fields.mjs':
      `export default { ${sound}, fields: { level: { type: 'choise' }, title: { type: 'text' }, ` +
      "a: { type: 'choice' }, b: { type: 'text', lable: 'B' }, " +
      "c: { type: 'text', values: ['a'] }, d: { type: 'day', place: 'top' } } };",
    'own-title.mjs': `export default { ${sound}, fields: { title: { type: 'text' } } };`,
    'none.ts': 'export const site = 1;',
    'broken.ts': `export default {\n  ${sound},\n  font: ;\n};`,
    'broken.mjs': `export default {\n  ${sound},\n  font: ;\n};`,
    'throws.ts': `const none: any = null;\nexport default { ${sound}, font: none.font };`,
    'throws.mjs': `const none = null;\nexport default { ${sound}, font: none.font };`,
    'a file.md': '',
  });
  /** Each problem as `name:line:column message`. */
  const problemsOf = async (name: string): Promise<readonly string[]> => {
    const error: unknown = await loadConfig(path.join(folder, name)).catch(
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ProblemError, String(error));
    return error.problems.map(({ file, line, column, message }) =>
      [path.basename(file), line, `${String(column)} ${message}`]
        .join(':')
        .replace('::undefined', ''),
    );
  };

  it('reads and checks a settings file', async () => {
    assert.equal((await loadConfig(path.join(folder, 'sound.ts'))).title, '站');
  });

  it('names what is wrong with own fields', async () => {
    assert.deepEqual((await problemsOf('fields.mjs')).toSorted(), [
      'fields.mjs fields.a.values is missing.',
      'fields.mjs fields.b.lable is no setting; did you mean fields.b.label?',
      'fields.mjs fields.c.values must be left out, as the type is no "choice", not ["a"].',
      'fields.mjs fields.d.place must be "facts" or "end" or "hidden", not "top".',
      'fields.mjs fields.level.type must be "text" or "number" or "flag" or "day" or "list" or ' +
        '"url" or "choice", not "choise"; did you mean choice?',
    ]);
    assert.deepEqual(await problemsOf('own-title.mjs'), [
      'own-title.mjs fields.title is a field of Inkstone\'s, "title"; choose another name.',
    ]);
  });

  it('names every wrong setting by its path, and what it may be', async () => {
    assert.deepEqual((await problemsOf('wrong.mjs')).toSorted(), [
      'wrong.mjs about[1] must be a text, not 1.',
      'wrong.mjs feed.limit must be at least 1, not 0.',
      'wrong.mjs font must be "serif" or "sans", not "comic".',
      'wrong.mjs limits must be an object, not "none".',
      'wrong.mjs minimumPosts is no setting; did you mean terms.minimumPosts?',
      'wrong.mjs search.enabld is no setting; did you mean search.enabled?',
      'wrong.mjs titel is no setting; did you mean title?',
    ]);
    const [problem = ''] = await problemsOf('none.ts');
    assert.match(problem, /^none\.ts The file must export its settings/);
  });

  it('says which of the words of a setting was probably meant', async () => {
    const text = "export default { title: '站', url: 'https://a.example', host: 'github' };";
    writeFiles(folder, { 'host.mjs': text });
    const [problem = ''] = await problemsOf('host.mjs');
    assert.match(problem, /not "github"; did you mean github-pages\?$/);
  });

  it('names wrong entries of the navigation', async () => {
    assert.deepEqual(await problemsOf('links.mjs'), [
      'links.mjs navigation[3] must be the name of a page, { page, label } or { label, href }, ' +
        'not {"href":"/"}.',
    ]);
    const file = path.join(folder, 'links.mjs');
    writeFiles(folder, {
      'names.mjs': readFileSync(file, 'utf8').replace("{ href: '/' }, ", ''),
    });
    const [first, second = '', ...rest] = await problemsOf('names.mjs');
    assert.equal(
      first,
      'names.mjs navigation[1] names no kind of page: "aera"; did you mean area?',
    );
    assert.match(second, /navigation\[2\] names no kind of page: "xyzxyz"; there are tag, area, /);
    const demand = 'must be an address of this site, /now/, or of another, https://example.com';
    assert.deepEqual(rest, [
      `names.mjs navigation[3].href ${demand}, not "javascript:a".`,
      `names.mjs navigation[4].href ${demand}, not "b/".`,
      'names.mjs footer[0] names no kind of page: "tags"; did you mean tag?',
    ]);
  });

  it('names the place of a wrong syntax, and of an error at run time', async () => {
    for (const name of ['broken.ts', 'broken.mjs']) {
      assert.deepEqual(await problemsOf(name), [`${name}:3:9 Unexpected ";"`]);
    }
    for (const name of ['throws.ts', 'throws.mjs']) {
      const [problem = ''] = await problemsOf(name);
      assert.match(problem, /^throws\.m?[tj]s:2:\d+ Cannot read properties of null/);
    }
  });

  it('asks for a settings file that is not there', async () => {
    await assert.rejects(loadConfig(path.join(folder, 'absent.ts')), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /absent\.ts\. --config takes .* site\.config\.mjs, or/);
      return true;
    });
    await assert.rejects(loadConfig(path.join(folder, 'site.config.ts')), (error: Error) => {
      assert.ok(error.message.startsWith(`There are no settings in ${folder}: no site.config.ts`));
      assert.match(error.message, /site\.config\.mjs, or site\.config\.js\. .*--config/);
      return true;
    });
    const other = temporaryFolder();
    writeFiles(other, { 'site.config.mjs': '' });
    await assert.rejects(loadConfig(path.join(other, 'site.config.ts')), (error: Error) => {
      assert.match(error.message, /site\.config\.ts, but there is site\.config\.mjs\. /);
      return true;
    });
  });

  it('ends a command with 2, without usage and without a stack', () => {
    const config = path.join(folder, 'wrong.mjs');
    const { status, stdout, stderr } = runCommand('build', ['--config', config]);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^7 errors:\n {2}\S*wrong\.mjs {2}/);
    assert.doesNotMatch(stderr, /Usage|^\s+at /m);
  });

  it('asks for a folder of posts', () => {
    requirePosts(folder);
    assert.throws(() => requirePosts(path.join(folder, 'absent')), UsageError);
    assert.throws(() => requirePosts(path.join(folder, 'a file.md')), UsageError);
  });
});
