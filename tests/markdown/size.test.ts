import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRenderer } from '../../src/markdown/index.ts';
import { context } from './render-context.ts';

const render = await createRenderer();

/**
 * Texts that make a naive parser quadratic or overflow its stack, each grown to `size` characters.
 */
const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  'one line of Han': (n) => '汉字很多，'.repeat(n / 5),
  'nested quotes': (n) => '>'.repeat(n) + ' 文',
  'nested quotes with spaces': (n) => '> '.repeat(n / 2) + '文',
  'nested lists on one line': (n) => '- '.repeat(n / 2) + '文',
  'opening tags': (n) => '<b>'.repeat(n / 3) + '文',
  'tags that never end': (n) => '<a '.repeat(n / 3) + '文',
  'opening comments': (n) => '<!-- '.repeat(n / 5) + '文',
  'opening details': (n) => '<details>\n'.repeat(n / 10) + '文',
  'opening tables': (n) => '<table>\n'.repeat(n / 8) + '文',
  'opening lists': (n) => '<ul><li>\n'.repeat(n / 9) + '文\n' + '</ul>'.repeat(n / 20),
  'fences that never close': (n) => '```js\n'.repeat(n / 6) + '文',
  'a run of backticks': (n) => '<!-- ** ' + '`'.repeat(n) + ' <b>**字',
  'runs of backticks': (n) =>
    Array.from({ length: Math.sqrt(n * 2) }, (_, i) => '`'.repeat(i)).join('字**<!-- '),
  backticks: (n) => '`a``b'.repeat(n / 5) + '文',
  'stars in Han': (n) => '**字'.repeat(n / 3),
  'stars and spaces': (n) => '字** 字 '.repeat(n / 6),
  'runs of stars': (n) => '*'.repeat(n / 2) + '字' + '*'.repeat(n / 2),
  dollars: (n) => '$a_1 '.repeat(n / 5),
  'opening math': (n) => '\\(a_1 '.repeat(n / 6),
  'opening brackets': (n) => '[a]('.repeat(n / 4) + '文',
  'glosses that never end': (n) => '**词**（Term: 定义'.repeat(n / 13),
  'brackets that never end': (n) => '“词”（Term: 定'.repeat(n / 11),
  'speaker labels': (n) => '**甲**: 好\n\n'.repeat(n / 10),
  'time stamps': (n) => '[1:02] '.repeat(n / 7),
  'labels in brackets': (n) => '[a]: 文\n'.repeat(n / 7),
  'note definitions': (n) => '[^a]: 文\n'.repeat(n / 8),
  alerts: (n) => '> [!NOTE]\n\n'.repeat(n / 11),
  'marks of other programs': (n) => '==字 %%字 ![[字 <iframe '.repeat(n / 22),
  residue: (n) => '[AI_META_START]\n'.repeat(n / 16),
  'table cells': (n) => '|a'.repeat(n / 2) + '\n' + '|-'.repeat(n / 2),
  spaces: (n) => 'a' + ' '.repeat(n) + 'b',
  'white space lines': (n) => (' '.repeat(100) + '\n').repeat(n / 101) + '文',
};

for (const [name, shape] of Object.entries(SHAPES)) {
  test(`stays linear: ${name}`, { timeout: 60_000 }, () => {
    const small = timed(shape(100_000));
    const large = timed(shape(400_000));
    // Four times the text may cost four times the time; quadratic work would cost 16 times.
    assert.ok(
      large < 1500 || large < small * 8,
      `${small.toFixed(0)} ms, then ${large.toFixed(0)} ms`,
    );
  });
}

/**
 * Milliseconds of processor time, the lesser of two measurements. A busy machine lengthens them,
 * and time on the clock even more.
 */
function timed(body: string): number {
  return Math.min(...Array.from({ length: 2 }, () => timedOnce(body)));
}

function timedOnce(body: string): number {
  const start = process.cpuUsage();
  const { html } = render(body, context);
  const { user, system } = process.cpuUsage(start);
  assert.ok(html !== '' || body.includes('META'));
  return (user + system) / 1000;
}
