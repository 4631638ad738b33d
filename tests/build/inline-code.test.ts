import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inlineCode } from '../../src/build/inline-code.ts';
import { siteBuildCommand, startCommand } from '../support/run-build.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const found = (text: string, csp = {}) =>
  inlineCode(text, csp, 'pages/a.md').map(({ line, message }) => `${line} ${message}`);

describe('inlineCode', () => {
  it('finds scripts, handlers and styles that the policy blocks', () => {
    const script = 'The script within the page is blocked by its policy.';
    const handler = 'The handler within the page is blocked by its policy.';
    const style = 'The style within the page is blocked by its policy.';
    assert.deepEqual(found('甲\n\n<script>go()</script>'), [`3 ${script}`]);
    assert.deepEqual(found('<script type="module">go()</script>'), [`1 ${script}`]);
    assert.deepEqual(found('<script async>go()</script>'), [`1 ${script}`]);
    assert.deepEqual(found('<button\n  onclick="go()">走</button>'), [`1 ${handler}`]);
    assert.deepEqual(found('<style>p {}</style><p style="color: red">'), [`1 ${style}`]);
  });

  it('leaves alone what runs nothing, or is allowed', () => {
    for (const text of [
      '<script src="/a.js" defer></script>',
      '<script type="module" src="{{ file }}"></script>',
      '<script type="application/ld+json">{}</script>',
      '<script type="text/plain">text</script>',
      '<p>on = 1, style = 2</p>',
      '`<script>a</script>` 与\n\n```html\n<style>p {}</style>\n```\n',
      '<!-- <style>p {}</style> -->{# <script>a</script> #}',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
    assert.deepEqual(found('<script>a</script>', { 'script-src': ["'sha256-abc'"] }), []);
    assert.deepEqual(found('<p style="a: b">', { 'style-src': ["'unsafe-inline'"] }), []);
  });

  it('is silenced only by what allows the code', () => {
    assert.equal(found('<script>a</script>', { 'script-src': ["'unsafe-eval'"] }).length, 1);
    const handler = inlineCode('<p onclick="a()">', { 'script-src': ["'sha256-abc'"] }, 'a.md');
    assert.doesNotMatch(handler[0]?.hint ?? assert.fail(), /csp/);
  });
});

it('is named with its file by a build', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'site.config.mjs': "export default { title: '站', url: 'https://example.com' };\n",
    'posts/a.md': '---\ntitle: 甲\n---\n\n正文\n',
    'pages/now.md': '# 近况\n\n<script>document.title = "";</script>\n',
    '_includes/slots/head.njk': '<meta name="a">\n<style>p { color: red }</style>\n',
  });
  const { code, output } = await startCommand(siteBuildCommand(['--config', folder])).finished;
  assert.equal(code, 0, output);
  assert.match(output, /pages\/now\.md:3\b.*The script/);
  assert.match(output, /_includes\/slots\/head\.njk:2\b.*The style/);

  // The site is kept, but what it is warned of is found anew.
  writeFiles(folder, { 'pages/now.md': '# 近况\n\n<p onclick="go()">走</p>\n' });
  const again = await startCommand(siteBuildCommand(['--config', folder])).finished;
  assert.match(again.output, /pages\/now\.md:3\b.*The handler/);
  assert.doesNotMatch(again.output, /The script/);
});
