import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { IDIOMS } from '../../src/markdown/index.ts';

/*
 * The contract in docs/architecture.md has a row for each idiom and each repair, with links to its
 * code and its fixture.
 */
const ROOT = new URL('../../', import.meta.url);
const contract = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8');
const links = [...contract.matchAll(/^\| .*\(\.\.\/src\/markdown\/(.+?)\.ts\).*\|$/gm)].map(
  ([row, code = '']) => ({
    code,
    fixture: /\(\.\.\/tests\/fixtures\/markdown\/(.+?)\.txt\)/.exec(row)?.[1],
  }),
);

test('each row of the contract links the fixture of its code', () => {
  assert.ok(links.length > IDIOMS.length);
  for (const { code, fixture } of links) assert.equal(fixture, code.replace('plugins/', ''));
});

test('each plugin that is registered has a row', () => {
  const rows = new Set(links.map(({ code }) => code));
  for (const { name } of IDIOMS) {
    const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    assert.ok(rows.has(`plugins/${file}`), `docs/architecture.md: no row links plugins/${file}.ts`);
  }
});

test('each fixture is that of a row', () => {
  const linked = new Set(links.map(({ fixture }) => `${fixture ?? ''}.txt`));
  const folder = new URL('tests/fixtures/markdown/', ROOT);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.txt'))) {
    assert.ok(linked.has(file), `docs/architecture.md: no row links ${file}`);
  }
});
