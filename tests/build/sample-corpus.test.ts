import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { build, readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { htmlFiles, htmlProblems } from '../support/html-validity.ts';
import { walkLinks } from '../support/link-walker.ts';

/** A sample of a real corpus, where there is one beside the project. */
const corpus = path.join(projectDir, '../shared/corpus');
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    )
  : [];

if (files.length > 0) {
  describe('the sample of the real corpus', () => {
    it('is published whole but for the posts that are reported', async () => {
      const { report, output } = await build(corpus, {
        drafts: true,
        keepGoing: true,
        now: new Date('2026-12-01T04:00:00Z'),
      });
      const rejected = new Set(
        report.problems.filter(({ severity }) => severity === 'error').map(({ file }) => file),
      );
      assert.ok(report.ok);
      assert.equal(report.posts, files.length - rejected.size);
      assert.ok(rejected.size <= 3, [...rejected].join(', '));

      const site = readFolder(output);
      assert.deepEqual(walkLinks(site).problems, []);
      const pages = htmlFiles(site).filter((_, index) => index % 40 === 0);
      assert.ok(pages.length > 20);
      assert.deepEqual(await htmlProblems(site, pages), []);
    });
  });
}
