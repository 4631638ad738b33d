import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectDir } from '../support/program.ts';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const read = (name: string) => readFileSync(path.join(projectDir, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const packages = Object.entries(lock.packages).filter(([name]) => name !== '');

/** Licences of what may be used and passed on with MIT code (https://opensource.org/licenses). */
const permissive = new Set(
  (
    'MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Python-2.0 PSF-2.0 ' +
    'Unlicense CC0-1.0'
  ).split(' '),
);
/**
 * Packages of libvips, which sharp loads as a library of its own. Its use asks nothing of who calls
 * it (LGPL-3.0, section 4).
 */
const loadedLibrary = 'node_modules/@img/sharp-';
/** Licences of what only the tests use, unchanged: nothing of it is passed on. */
const testsOnly = new Set(['MPL-2.0']);

describe('dependencies', () => {
  it('have licences that agree with MIT', () => {
    const wrong = packages.filter(([name, { license = 'none', dev }]) => {
      const parts = license.replace(/[()]/g, '').split(/ AND | OR /);
      if (name.startsWith(loadedLibrary)) {
        return !parts.every((part) => permissive.has(part) || part === 'LGPL-3.0-or-later');
      }
      return !parts.every((part) => permissive.has(part) || (dev === true && testsOnly.has(part)));
    });
    assert.deepEqual(
      wrong.map(([name, { license }]) => `${name}: ${license}`),
      [],
    );
    assert.ok(packages.length > 100, 'The lock file was read.');
  });

  it('stand in docs/dependencies.md, each with its licence', () => {
    const doc = read('docs/dependencies.md');
    const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
    const direct = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
    const missing = direct.filter((name) => {
      const licence = lock.packages[`node_modules/${name}`]?.license ?? '';
      return !doc.includes(`| ${name} | ${licence} |`);
    });
    assert.deepEqual(missing, []);
  });

  it('install without running anything where nobody looks on', () => {
    for (const name of [
      '.ci/run',
      '.github/workflows/deploy.yml',
      '.github/workflows/release.yml',
    ]) {
      const installs = read(name).match(/\bnpm ci\b.*/g) ?? [];
      assert.ok(installs.length > 0, name);
      for (const install of installs) assert.equal(install, 'npm ci --ignore-scripts', name);
    }
  });

  it('run nothing when they are installed, but for esbuild, which looks for its program', () => {
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    assert.deepEqual(
      running.map(([name]) => name),
      ['node_modules/esbuild'],
    );
  });

  it('are locked without addresses, so that a mirror serves as well', () => {
    assert.deepEqual(
      packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name),
      [],
    );
  });
});
