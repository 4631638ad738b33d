import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { keepParts } from '../../../src/search/index/keep-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makePost, sourcesIn } from '../tiny-index.ts';

for (const threads of [0, 2]) {
  test(`an index finds all parts that were kept before, by ${threads} threads`, async () => {
    const posts = Array.from({ length: 40 }, (_, at) => ({
      post: makePost({ title: `题${at}` }, at),
      html: `<p>第${at}篇 number ${at}</p>`,
    }));
    const options = {
      ...sourcesIn(temporaryFolder(), posts),
      ...{ partsDir: temporaryFolder(), workDir: temporaryFolder(), threads },
    };
    await keepParts(options);
    const kept = readdirSync(options.partsDir);
    assert.ok(kept.length > 0);

    const inversion = startInversion({ ...options, outputDir: path.join(temporaryFolder(), 'i') });
    const { documents } = await inversion.complete({
      documents: posts.map(({ post: { title } }, at) => ({ title, href: `/${at}/` })),
      facts: () => ({ documents: posts.map(() => ({ terms: {} })), facetTypes: [], synonyms: [] }),
    });
    assert.equal(documents, 40);
    assert.deepEqual(readdirSync(options.partsDir), kept);
  });
}
