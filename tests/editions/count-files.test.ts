import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { editionFacts } from '../../src/build/edition-facts.ts';
import { readAndGatherSite } from '../../src/build/gather-site.ts';
import { loadConfig } from '../../src/cli/load-config.ts';
import { countFiles } from '../../src/editions/count-files.ts';
import { bundleClient } from '../../src/output/bundle-client.ts';
import { inOneGo } from '../../src/shared/cooperative.ts';
import { draftViews } from '../../src/views/views.ts';
import { buildSound, readFolder } from '../support/build-site.ts';
import { projectDir } from '../support/program.ts';
import { htmlFiles } from '../support/html-validity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const postsDir = path.join(projectDir, 'posts');
const now = new Date('2026-12-01T04:00:00Z');

describe('countFiles', () => {
  it('counts every page of the demo, and no file too few without editions', async () => {
    const demo = await loadConfig(path.join(projectDir, 'site.config.ts'));
    const config = {
      ...demo,
      editions: {
        ...demo.editions,
        ...{ termFeeds: 0, markdown: false, socialImages: false, redirectPages: false },
      },
    };
    const { output } = await buildSound(postsDir, { now }, config);
    const built = readFolder(output);
    const outputDir = path.join(temporaryFolder(), 'site');
    const { corpus, articles } = await readAndGatherSite(
      config,
      { postsDir, postsLabel: 'posts', drafts: false, future: false, now },
      await bundleClient({ outputDir, pathPrefix: '/' }),
      { outputDir, cacheDir: temporaryFolder(), workDir: temporaryFolder() },
    );
    const { files } = inOneGo(draftViews(config, corpus));
    const lists = [...built.keys()].filter((name) => name.endsWith('/terms.json'));
    assert.equal(files, htmlFiles(built).length + lists.length);
    const facts = await editionFacts(config, {}, outputDir, articles);
    const counted = countFiles(config, corpus, files, facts);
    assert.ok(counted >= built.size, `${counted} counted, ${built.size} written`);
    assert.ok(counted < built.size + 250, `${counted} counted, ${built.size} written`);
  });
});
