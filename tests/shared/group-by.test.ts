import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addToGroup, groupBy } from '../../src/shared/group-by.ts';

describe('groups', () => {
  it('keep the order of their first items, and of the items in them', () => {
    const groups = groupBy(['beta', 'alpha', 'bravo'], (word) => word[0]);
    assert.deepEqual(
      [...groups],
      [
        ['b', ['beta', 'bravo']],
        ['a', ['alpha']],
      ],
    );
  });

  it('begin with their first item', () => {
    const groups = new Map<string, number[]>();
    addToGroup(groups, 'odd', 1);
    addToGroup(groups, 'odd', 3);
    assert.deepEqual([...groups], [['odd', [1, 3]]]);
  });
});
