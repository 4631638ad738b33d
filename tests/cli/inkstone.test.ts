import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectDir } from '../support/program.ts';
import { runCommand } from '../support/run-command.ts';

describe('inkstone', () => {
  const manifest = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly scripts: Readonly<Record<string, string>>;
  };

  it('lists its commands, and the scripts of this repository are these', () => {
    const { status, stdout } = runCommand('--help', []);
    assert.equal(status, 0);
    const named = [...stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name = '']) => name);
    const run = Object.values(manifest.scripts).flatMap(
      (script) => /src\/cli\/inkstone\.ts ([a-z-]+)$/.exec(script)?.[1] ?? [],
    );
    assert.deepEqual(named.sort(), run.sort());
  });

  it('says its version', () => {
    assert.equal(runCommand('--version', []).stdout, `${manifest.version}\n`);
  });

  it('says what is wrong with the name of a command, and which was meant', () => {
    const { status, stderr } = runCommand('pubish', ['a']);
    assert.equal(status, 2);
    assert.match(stderr, /^There is no command pubish\. Did you mean publish\?\n\nUsage: /);
    assert.match(runCommand('toString', []).stderr, /^There is no command toString\.\n/);
    const unnamed = runCommand('', []);
    assert.equal(unnamed.status, 2);
    assert.match(unnamed.stderr, /^Name a command\.\n/);
  });
});
