import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import type { SiteConfig } from '../../src/config/site-config.ts';
import { askNewPost } from '../../src/authoring/ask-new-post.ts';

const known = {
  area: ['web', 'print'],
  category: [],
  project: [],
  series: ['连载'],
  speaker: [],
  tags: Array.from({ length: 12 }, (_, index) => `tag${index}`),
};

const ownFields = {
  难度: { type: 'choice', values: ['易', '难'], place: 'facts' },
  tools: { type: 'list', label: 'Tools', place: 'end' },
  checked: { type: 'flag', place: 'hidden' },
} as const;

/** Answers each question when it is asked, as a person does. */
function converse(answers: readonly string[], own?: SiteConfig['fields']) {
  const input = new PassThrough();
  const output = new PassThrough();
  let said = '';
  const left = [...answers];
  output.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (!said.endsWith(': ')) return;
    const answer = left.shift();
    if (answer === undefined) input.end();
    else input.write(`${answer}\n`);
  });
  return { done: askNewPost(known, own, input, output), said: () => said };
}

describe('askNewPost', () => {
  it('asks again until there is a title, and leaves out what has no answer', async () => {
    const talk = converse(['', ' 标题 ', 'web', '', '', 'css，排版', '', 'https://example.com/']);
    assert.deepEqual(await talk.done, {
      title: '标题',
      area: 'web',
      tags: ['css', '排版'],
      source: 'https://example.com/',
    });
    assert.match(talk.said(), /in use: web, print\n/);
    assert.match(talk.said(), /tag7 …\n/);
    assert.match(talk.said(), /in use: 连载/);
  });

  it("asks for the site's own fields, and offers their values", async () => {
    const answers = ['标题', '', '', '', '', '', '', '难', '尺、笔', ''];
    const talk = converse(answers, ownFields);
    assert.deepEqual(await talk.done, { title: '标题', own: { 难度: '难', tools: ['尺', '笔'] } });
    assert.match(talk.said(), /in use: true, false\nchecked: $/);
  });

  it('ends without a post when the author leaves', async () => {
    await assert.rejects(converse(['标题', 'web']).done, { name: 'AbortError' });
  });
});
