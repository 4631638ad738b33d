import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { markerFile, markerText } from '../../src/build/site-marker.ts';
import { idFile } from '../../src/deploy/target.ts';
import { readFolder } from './build-site.ts';
import { commandOfProgram } from './program.ts';
import { startCommand, type StartedCommand, type Surroundings } from './run-build.ts';
import { writeFiles } from './temporary-folder.ts';

/** Names that a shell, a list or a pattern could misread. */
export const oddNames = ['-rf', '--delete', '# x', ';x', ' a ', '*[x]?', '$(x)', '汉 字/"\'.md'];

/** A site as it stands in the output folder, in one of many states that differ. */
export function writeSite(
  outputDir: string,
  state: number,
  odd: readonly string[] = oddNames,
): void {
  rmSync(outputDir, { recursive: true, force: true });
  const some = Array.from({ length: 40 }, (_, index) => index).filter(
    (index) => (index + state) % 5 > 0,
  );
  writeFiles(outputDir, {
    [markerFile]: markerText({ drafts: false, future: false }),
    'index.html': `${state}`,
    'feed.xml': `${state}`,
    'assets/same.css': 'same',
    [`assets/${state}.css`]: `${state}`,
    ...Object.fromEntries(some.map((index) => [`posts/${index}/index.html`, `${index % state}`])),
    ...Object.fromEntries(odd.map((name) => [name, `${state % 3}`])),
    // A file where the last state had a folder.
    [state % 2 === 0 ? 'turn' : 'turn/index.html']: 'x',
  });
}

/** Starts a deploy of a site in `folder/site` with its caches in `folder/cache`. */
export function startDeploy(
  folder: string,
  target: string,
  args: readonly string[] = [],
  surroundings: Surroundings = {},
): StartedCommand {
  const places = ['--output', path.join(folder, 'site'), '--cache', path.join(folder, 'cache')];
  const command = [process.execPath, ...commandOfProgram, 'deploy', '--to', target];
  return startCommand([...command, ...places, ...args], surroundings);
}

/** Deploys a site and asserts that it went well. @returns what it printed. */
export async function deploySound(...start: Parameters<typeof startDeploy>): Promise<string> {
  const { code, output } = await startDeploy(...start).finished;
  assert.doesNotMatch(output, /rsync is not installed/, 'apt-get install rsync');
  assert.equal(code, 0, output);
  return output;
}

/** Asserts that a folder holds a site, byte for byte, and nothing else. */
export function assertDeployed(target: string, outputDir: string, message = target): void {
  const [there, site] = [readFolder(target), readFolder(outputDir)].map((files) => {
    const own = [...files].filter(([name]) => name !== markerFile && name !== idFile);
    return own.map(([name, bytes]) => [name, bytes.toString()]);
  });
  assert.deepEqual(there, site, message);
}

/**
 * Kills deploys to a folder, each at another moment, and asserts that the next one makes it right.
 * @param until waits for the moment of a round, while the deploy runs.
 */
export async function killDeploys(
  folder: string,
  rounds: number,
  until: (round: number, deploy: StartedCommand) => Promise<unknown>,
): Promise<{ readonly halfWay: number }> {
  const target = path.join(folder, 'www');
  const outputDir = path.join(folder, 'site');
  let halfWay = 0;
  for (let round = 0; round < rounds; round++) {
    writeSite(outputDir, 2 * round + 3);
    const deploy = startDeploy(folder, target);
    await until(round, deploy);
    deploy.child.kill('SIGKILL');
    await deploy.finished;
    writeSite(outputDir, 2 * round + 4);
    const output = await deploySound(folder, target);
    if (output.includes('deploy-unfinished')) halfWay++;
    assertDeployed(target, outputDir, `Round ${round}`);
  }
  return { halfWay };
}
