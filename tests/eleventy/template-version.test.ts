import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesInTags, templateVersion } from '../../src/eleventy/template-version.ts';

test('no page depends on the posts of the others', () => {
  assert.deepEqual(templateVersion().sharedData, ['site', 'ui']);
});

test('names are found where tags read variables, and nowhere else', () => {
  const names = ['glossary', 'posts', 'series', 'site', 'tags', 'ui'];
  const found = namesInTags(
    [
      '<p class="posts">{{ view.tags }} {% include "partials/series.njk" %}</p>',
      `{{ 'it\\'s glossary' }}{% if ui["posts"].length and site\n.title %}`,
    ],
    names,
  );
  assert.deepEqual(found, ['site', 'ui']);
  assert.deepEqual(namesInTags(['{% for post in posts %}'], names), ['posts']);
});
