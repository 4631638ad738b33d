import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { context } from './render-context.ts';

const render = await createRenderer();

function problemsOf(body: string): string[] {
  return render(body, { ...context, bodyLine: 11 }).problems.map(
    ({ code, line, severity }) => `${severity} ${code} ${String(line)}`,
  );
}

test('a sound body has no problems', () => {
  assert.deepEqual(
    problemsOf(
      '## 节\n\n正文。\n\n<details>\n<summary>Original English</summary>\n\nText.\n</details>',
    ),
    [],
  );
});

test('each kind of repair is reported once, at its first line, with a count', () => {
  assert.deepEqual(problemsOf('一\n\n<!-- 未\n\n二\n\n<!-- 又'), [
    'warning body-comment-unclosed 13',
  ]);
  assert.deepEqual(problemsOf('一\n\n```\ncode\n\n后文'), ['warning body-fence-unclosed 13']);
  assert.deepEqual(problemsOf('一\n\n[BODY_END]'), ['warning body-residue 13']);
  assert.deepEqual(problemsOf('一\n\n二**三'), ['notice body-emphasis-unpaired 13']);
  assert.deepEqual(problemsOf(' \n\n'), ['warning body-empty 11']);
  assert.deepEqual(problemsOf('一\n\n<details>\n<summary>Original English</summary>\n</details>'), [
    'notice body-details-empty 13',
  ]);
  const { problems } = render('一\n</details>\n二\n</details>', context);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['2 bilingual blocks with wrong tags; shown as meant.'],
  );
});

test('padding after an unclosed comment is left out, prose stays', () => {
  const htmlOf = (body: string) => render(body, context).html;
  const padding = 'padding to meet the floor of characters '.repeat(100);
  assert.doesNotMatch(htmlOf(`一\n\n<!-- ${padding}padding to\n\n二`), /padding/);
  assert.match(htmlOf(`一\n\n<!-- ${padding}\n\n二`), /二/);
  assert.match(htmlOf(`一\n\n<!-- ${padding}和别的话\n\n二`), /和别的话/);
  assert.match(htmlOf('一\n\n<!-- 好好好好好好\n\n二'), /好好好好好好/);
});
