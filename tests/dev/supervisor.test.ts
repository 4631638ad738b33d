import assert from 'node:assert/strict';
import { it } from 'node:test';
import { supervisedFolder } from '../../src/dev/supervisor.ts';

it('dev servers on two ports have folders of their own', () => {
  assert.notEqual(supervisedFolder('/dev', 8080), supervisedFolder('/dev', 8081));
});
