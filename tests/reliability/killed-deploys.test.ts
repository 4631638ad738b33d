import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { deploySound, killDeploys, writeSite } from '../support/deploys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** How many deploys are killed; `RELIABILITY_ROUNDS` sets it. */
const rounds = Number(process.env['RELIABILITY_ROUNDS'] ?? 50);

describe('deploys that are killed', () => {
  it(`are made right by the next one, ${rounds} times`, async () => {
    const folder = temporaryFolder();
    writeSite(path.join(folder, 'site'), 1);
    // The second one, of what has changed: a first one loads the program from disk.
    await deploySound(folder, path.join(folder, 'www'));
    writeSite(path.join(folder, 'site'), 2);
    const started = performance.now();
    await deploySound(folder, path.join(folder, 'www'));
    const deployMs = performance.now() - started;
    const { halfWay } = await killDeploys(folder, rounds, (round) =>
      sleep(deployMs * ((round * 0.618) % 1)),
    );
    assert.ok(halfWay > 0 || rounds < 10, 'Some must have been killed while the target changed.');
  });
});
