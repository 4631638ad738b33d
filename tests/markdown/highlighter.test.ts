import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHighlight } from '../../src/markdown/plugins/highlighter.ts';

/** Code that holds code of other languages. */
const samples = [
  ['markdown', '# a\n\n```python\nreturn "a"\n```\n\n```ruby\nputs "a"\n```\n\n<b>a</b>\n'],
  ['html', '<style>a { color: red }</style><script>const a = `b${1}`;</script>'],
  ['php', '<?php $a = 1; ?>\n<b>a</b><script>let b;</script>'],
  ['ruby', 'a = <<~SQL\n  SELECT 1\nSQL\nputs "b #{1 + 1}"'],
  ['cpp-macro', '#define A(a) a##b\nint main() { return 0; }'],
  ['py', 'def f(x): return "a" # b'],
  ['sh', 'for i in 1 2; do echo "$i"; done'],
  ['json', '{"a": [1, true, null]}'],
] as const;

describe('colours of code', () => {
  it('does not depend on what was coloured before', async () => {
    const alone = await Promise.all(
      samples.map(async ([language, code]) => (await createHighlight())(code, language)),
    );
    for (const order of [samples, samples.toReversed()]) {
      const highlight = await createHighlight();
      const html = new Map(order.map(([language, code]) => [language, highlight(code, language)]));
      assert.deepEqual(
        samples.map(([language]) => html.get(language)),
        alone,
      );
    }
    for (const html of alone) assert.match(html ?? '', /<span class="tok-/);
  });

  it('colours languages inside Markdown', async () => {
    const html = (await createHighlight())(samples[0][1], 'markdown') ?? '';
    assert.match(html, /<span class="tok-keyword">return<\/span>/);
  });

  it('leaves languages alone that it does not know', async () => {
    const highlight = await createHighlight();
    assert.equal(highlight('graph TD', 'mermaid'), undefined);
    assert.equal(highlight('a', 'constructor'), undefined);
  });
});
