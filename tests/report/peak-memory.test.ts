import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';

/** Runs a script in a process of its own. */
function run(script: string): string {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

it('peak memory is that of the process itself, not of its parent', () => {
  const own =
    "import('./src/report/peak-memory.ts').then(({ peakMemoryBytes }) => " +
    'console.log(peakMemoryBytes()))';
  const child = `['--import', 'tsx', '--input-type=module', '--eval', ${JSON.stringify(own)}]`;
  const small = Number(run(own));
  const ofLargeParent = Number(
    run(`
      import { spawnSync } from 'node:child_process';
      globalThis.large = Buffer.alloc(400e6, 1);
      console.log(spawnSync(process.execPath, ${child}, { encoding: 'utf8' }).stdout);
    `),
  );
  assert.ok(small > 20e6 && small < 300e6, `${small} bytes`);
  assert.ok(ofLargeParent > 20e6 && ofLargeParent < 300e6, `${ofLargeParent} bytes`);
});
