import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/shared/text-edits.ts';

describe('applyEdits', () => {
  it('replaces ranges in any order and keeps the rest', () => {
    const edits = [
      { start: 6, end: 9, text: 'two' },
      { start: 0, end: 0, text: '> ' },
      { start: 2, end: 5, text: '' },
    ];
    assert.equal(applyEdits('a one 222 b', edits), '> a  two b');
  });

  it('leaves out an edit that overlaps an earlier one', () => {
    const edits = [
      { start: 0, end: 4, text: 'x' },
      { start: 2, end: 6, text: 'y' },
    ];
    assert.equal(applyEdits('abcdef', edits), 'xef');
  });
});
