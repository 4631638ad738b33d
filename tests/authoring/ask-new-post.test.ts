import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { askNewPost } from '../../src/authoring/ask-new-post.ts';

const known = {
  area: ['web', 'print'],
  category: [],
  project: [],
  series: ['连载'],
  speaker: [],
  tags: Array.from({ length: 12 }, (_, index) => `tag${index}`),
};

/** Answers each question when it is asked, as a person does. */
function converse(answers: readonly string[]) {
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
  return { done: askNewPost(known, input, output), said: () => said };
}

describe('askNewPost', () => {
  it('insists on a title and takes the rest as it comes', async () => {
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

  it('ends without a post when the author leaves', async () => {
    await assert.rejects(converse(['标题', 'web']).done, { name: 'AbortError' });
  });
});
