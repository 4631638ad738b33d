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
