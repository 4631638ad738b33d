import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sharedData } from '../../src/eleventy/data-files.ts';
import { postText, servedSite } from '../support/dev-site.ts';

it('hands layouts nothing that changes with every post', async () => {
  const { site } = await servedSite({ 'one.md': postText('一', '正文') });
  const { views } = site.site;
  assert.deepEqual(
    [...(await sharedData(site.site))],
    [
      ['site', views.site],
      ['ui', views.ui],
    ],
  );
});
