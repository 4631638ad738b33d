import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawLink } from '../../src/markdown/types.ts';
import { linkMarkdown } from '../../src/publish/markdown-links.ts';

const link = (target: string): RawLink => ({ kind: 'link', target, line: 1, at: 0 });
const wiki = (target: string, heading?: string): RawLink => ({
  kind: 'wiki',
  target,
  line: 1,
  at: 0,
  ...(heading !== undefined && { heading }),
});

describe('linkMarkdown', () => {
  it('gives links the addresses of the page', () => {
    const text =
      '[[砚台]]、[[砚台#磨墨|磨]]、[见](b.md "题")、[文](<c d.md>)、[外](https://x.example)。';
    const links = [wiki('砚台'), wiki('砚台', '磨墨'), link('b.md'), link('c%20d.md')];
    const addresses = ['/y', '/y#m', '/b', '/c'].map((path) => `https://s.example${path}`);
    assert.equal(
      linkMarkdown(text, links, addresses),
      '[砚台](https://s.example/y)、[磨](https://s.example/y#m)、[见](https://s.example/b "题")、' +
        '[文](https://s.example/c)、[外](https://x.example)。',
    );
  });

  it('keeps of links to nowhere their text only', () => {
    const text = '[[secret|见]]、[见](secret.md)、[另][s]\n\n[s]: secret.md\n';
    const links = [wiki('secret'), link('secret.md'), link('secret.md')];
    const result = linkMarkdown(text, links, [undefined, undefined, undefined]);
    assert.equal(result, '见、见、[另][s]\n\n\n');
  });

  it('shows an unlabelled wikilink to nowhere as written, as the page does', () => {
    assert.equal(linkMarkdown('[[无名]]', [wiki('无名')], [undefined]), '[[无名]]');
  });

  it('leaves pictures, coordinates and what is no link alone', () => {
    const text = '![图](b.md) [[12.5, 3]] `list[[i]]` [x](other)';
    assert.equal(linkMarkdown(text, [link('b.md')], ['https://s.example/b']), text);
  });
});
