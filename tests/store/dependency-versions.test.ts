import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { installedPackages } from '../../src/store/dependency-versions.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const manifest = (name: string, version: string, more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ name, version, ...more });

it('names a package and all that it depends on, as Node finds them', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'site/node_modules/program/package.json': manifest('program', '1.0.0', {
      dependencies: { hoisted: '^1', '@scope/nested': '^2', linked: '^1' },
      optionalDependencies: { absent: '^1' },
    }),
    'site/node_modules/hoisted/package.json': manifest('hoisted', '1.2.3', {
      // A circle, and one of another version than the program's own.
      dependencies: { program: '^1', '@scope/nested': '^1' },
    }),
    'site/node_modules/@scope/nested/package.json': manifest('@scope/nested', '1.0.0'),
    'site/node_modules/program/node_modules/@scope/nested/package.json': manifest(
      '@scope/nested',
      '2.0.0',
    ),
    'site/node_modules/other/package.json': manifest('other', '9.0.0'),
    'store/linked/package.json': manifest('linked', '1.0.0', { dependencies: { beside: '^1' } }),
    'store/node_modules/beside/package.json': manifest('beside', '1.1.0'),
  });
  symlinkSync(path.join(folder, 'store/linked'), path.join(folder, 'site/node_modules/linked'));
  assert.deepEqual(installedPackages(path.join(folder, 'site/node_modules/program')), [
    '@scope/nested@1.0.0',
    '@scope/nested@2.0.0',
    'beside@1.1.0',
    'hoisted@1.2.3',
    'linked@1.0.0',
    'program@1.0.0',
  ]);
});
