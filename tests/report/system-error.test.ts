import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { systemRefusal } from '../../src/report/system-error.ts';

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  assert.fail('It threw nothing.');
}

/** An error as Node makes them (https://nodejs.org/api/errors.html#class-systemerror). */
function systemError(code: string, place: { path?: string; port?: number }): Error {
  return Object.assign(new Error(`${code}: words of the system`), { code, ...place });
}

describe('systemRefusal', () => {
  it('puts errors of files into words, with the path that the system names', () => {
    const here = import.meta.filename;
    assert.deepEqual(systemRefusal(errorOf(() => readdirSync(here))), {
      code: 'ENOTDIR',
      message: 'A file lies where a folder should.',
      hint: 'Move the file away.',
      file: here,
    });
    const none = `${here}.none`;
    const missing = systemRefusal(errorOf(() => readFileSync(none)));
    assert.deepEqual([missing?.code, missing?.file], ['ENOENT', none]);
    for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE']) {
      const refusal = systemRefusal(systemError(code, { path: '/a' }));
      assert.equal(refusal?.file, '/a');
      assert.ok(refusal.message.endsWith('.') && refusal.hint.endsWith('.'), code);
    }
  });

  it('names a port that is taken, or not open to the user', () => {
    assert.match(systemRefusal(systemError('EADDRINUSE', { port: 8080 }))?.message ?? '', /8080/);
    const closed = systemRefusal(systemError('EACCES', { port: 80 }));
    assert.match(closed?.message ?? '', /Port 80 is not open/);
    assert.equal(closed?.file, undefined);
  });

  it('leaves other errors alone', () => {
    for (const error of [new Error('EACCES'), new TypeError('x'), systemError('EPIPE', {}), 'x']) {
      assert.equal(systemRefusal(error), undefined);
    }
  });
});
