import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectDir } from '../support/build-site.ts';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
}

const read = (name: string) => readFileSync(path.join(projectDir, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const packages = Object.entries(lock.packages).filter(([name]) => name !== '');

/** May be used and passed on together with MIT code (https://opensource.org/licenses). */
const permissive = new Set(
  (
    'MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Python-2.0 PSF-2.0 ' +
    'Unlicense CC0-1.0'
  ).split(' '),
);
/**
 * libvips, which sharp loads as a library of its own: using it asks nothing of those who call it
 * (LGPL-3.0, section 4).
 */
const loadedLibrary = 'node_modules/@img/sharp-';
/** Used by the tests only, unchanged: nothing of it is passed on. */
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
    const direct = ['dependencies', 'devDependencies'].flatMap((kind) =>
      Object.keys(manifest[kind] ?? {}),
    );
    const missing = direct.filter((name) => {
      const licence = lock.packages[`node_modules/${name}`]?.license ?? '';
      return !doc.includes(`| ${name} | ${licence} |`);
    });
    assert.deepEqual(missing, []);
  });

  it('install without running anything', () => {
    assert.match(read('.npmrc'), /^ignore-scripts=true$/m);
  });

  it('are locked to no address: a mirror serves as well', () => {
    assert.deepEqual(
      packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name),
      [],
    );
  });
});
