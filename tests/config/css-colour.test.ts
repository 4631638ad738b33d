import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrastOf, readColour } from '../../src/config/css-colour.ts';

function contrast(one: string, two: string): number {
  const [a, b] = [readColour(one), readColour(two)];
  assert.ok(a && b, `${one}, ${two}`);
  return contrastOf(a, b);
}

describe('colours of CSS', () => {
  it('have the contrast that WCAG defines', () => {
    assert.equal(contrast('#000', '#ffffff'), 21);
    assert.equal(contrast('#777', '#fff').toFixed(2), '4.48');
    assert.equal(contrast('#fff', '#777').toFixed(2), '4.48');
  });

  it('are the same in each notation', () => {
    for (const [hex, others] of [
      ['#a2361f', ['rgb(162, 54, 31)', 'rgb(162 54 31)', 'hsl(10.5deg, 67.9%, 37.8%)']],
      ['#ff0000', ['#F00', 'rgb(100% 0% 0%)', 'hsl(0 100% 50%)', 'oklch(62.8% 0.2577 29.23)']],
      ['#1f5fa2', ['rgb(31 95 162)', 'hsl(211 67.9% 37.8%)']],
    ] as const) {
      for (const other of others) assert.ok(contrast(hex, other) < 1.02, `${hex} ${other}`);
    }
  });

  it('are nothing else', () => {
    for (const text of [
      ...['', 'red', '#12', '#12345', '#1234', '#a2361f80', 'rgb(1 2 3 / 50%)', 'rgb(1 2)'],
      ...['rgb(1 2% 3)', 'hsl(1 2 3)', 'oklch(1 2 3%)', '#fff; }', 'url(x)', 'var(--ink)'],
      ...['rgb(1 2 3)\n', 'rgb(1 2 3); --x: y'],
    ]) {
      assert.equal(readColour(text), undefined, text);
    }
  });
});
