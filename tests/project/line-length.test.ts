import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { projectDir } from '../support/program.ts';

/** Most characters of a line. A Han character counts as one. */
const columns = 100;
const mostExceptions = 60;
const checked = /\.(?:[cm]?[jt]s|njk|css|ya?ml|sh|md)$|^\.ci\/run$/;
/** Articles and test data are what they are. */
const unchecked = /^(?:posts|tests\/fixtures)\//;
const nunjucksTag = /\{\{.*?\}\}|\{%.*?%\}/;

function trackedFiles(): readonly string[] {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: projectDir, encoding: 'utf8' });
  return names
    .split('\0')
    .filter((name) => checked.test(name) && !unchecked.test(name))
    .filter((name) => existsSync(path.join(projectDir, name)));
}

/**
 * Whether a line cannot be broken: it is a row of a Markdown table, or a part without a place to
 * break is too long by itself. Templates break at tags only, as white space outside tags is output.
 */
function isUnbreakable(file: string, line: string): boolean {
  if (file.endsWith('.md') && line.startsWith('|')) return true;
  const text = line.trimStart();
  const room = columns - (line.length - text.length);
  const parts = text.split(file.endsWith('.njk') ? nunjucksTag : /\s+/);
  return parts.some((part) => lengthOf(part) > room);
}

function lengthOf(text: string): number {
  return [...text].length;
}

test(`no line is longer than ${columns} columns, unless it cannot be broken`, (context) => {
  const long = trackedFiles().flatMap((file) =>
    readFileSync(path.join(projectDir, file), 'utf8')
      .split('\n')
      .map((line, at) => ({ line, file, place: `${file}:${at + 1}` }))
      .filter(({ line }) => lengthOf(line) > columns),
  );
  const exceptions = long.filter(({ file, line }) => isUnbreakable(file, line));
  const others = long.filter((one) => !exceptions.includes(one));
  assert.deepEqual(
    others.map(({ place }) => place),
    [],
  );
  context.diagnostic(`${exceptions.length} lines cannot be broken.`);
  assert.ok(exceptions.length <= mostExceptions, exceptions.map(({ place }) => place).join('\n'));
});
