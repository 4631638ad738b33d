import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneOf } from '../../../src/markdown/text/one-of.ts';

test('words stand for themselves, expressions for what they match', () => {
  const pattern = new RegExp(`^${oneOf(['p.s. note', /step \d/])}$`);
  for (const text of ['p.s.', 'note', 'step 1']) assert.match(text, pattern);
  for (const text of ['pxsx', 'p.s. note', 'step', 'notes']) assert.doesNotMatch(text, pattern);
});
