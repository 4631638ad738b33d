import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { HeadingIds } from '../../src/markdown/plugins/heading-ids.ts';
import { projectDir } from '../support/program.ts';

/**
 * Ids without prefix: on pages without an article, fragments that readers may have linked to; and
 * `main`, which no heading gets.
 */
const publicFragments = new Set([
  ...['main', 'atlas-areas', 'atlas-table', 'atlas-years', 'glossary-top'],
  ...['{{ section.id }}', '{{ group.id }}', '{{ entry.id }}', '{{ entry.id }}'],
]);

function sources(folder: string, ending: RegExp): [file: string, text: string][] {
  const found = readdirSync(path.join(projectDir, folder), {
    recursive: true,
    withFileTypes: true,
  });
  return found
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(projectDir, file), readFileSync(file, 'utf8')]);
}

const templates = sources('_includes', /\.njk$/);
const scripts = sources('src/client', /\.ts$/);

describe('ids of the interface', () => {
  it('have the prefix `ui_` in templates', () => {
    let count = 0;
    for (const [file, text] of templates) {
      for (const [, id = ''] of text.matchAll(/\sid="([^"]+)"/g)) {
        count++;
        assert.ok(id.startsWith('ui_') || publicFragments.has(id), `${file}: ${id}`);
      }
      const references = /\s(?:for|aria-(?:labelledby|describedby|controls))="([^"]+)"/g;
      for (const [, ids = ''] of text.matchAll(references)) {
        for (const id of ids.match(/\{\{.*?\}\}|\S+/g) ?? []) {
          assert.ok(id.startsWith('ui_') || publicFragments.has(id), `${file}: ${id}`);
        }
      }
    }
    assert.ok(count >= 10);
  });

  it('have it in scripts, which look up no id that a body could hold', () => {
    let count = 0;
    const written = [
      /getElementById\(\s*(['"`])(.*?)\1/g,
      /\.id\s*(?:\|\|)?=\s*(['"`])(.*?)\1/g,
      /\bid(?::| =)\s*(['"`])(.*?)\1/g,
      /querySelector(?:All)?(?:<.*?>)?\(\s*(['"`])[^'"`]*?#(.*?)\1/g,
    ];
    for (const [file, text] of scripts) {
      for (const pattern of written) {
        for (const [, , id = ''] of text.matchAll(pattern)) {
          count++;
          assert.ok(id.startsWith('ui_') || id === 'main', `${file}: ${id}`);
        }
      }
    }
    assert.ok(count >= 6);
  });

  it('leave `main`, which article pages have without prefix, to no heading', () => {
    assert.equal(new HeadingIds().take('main'), 'section-main');
  });
});
