import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { textFragment } from '../../../src/client/search/text-fragment.ts';
import type { SearchResult, SnippetPart } from '../../../src/search/query/types.ts';

const result = (quote: string | undefined, snippet: readonly SnippetPart[]): SearchResult => ({
  title: [],
  href: '/',
  areas: [],
  speakers: [],
  snippet,
  ...(quote !== undefined && { quote }),
});

interface Directive {
  readonly prefix?: string;
  readonly start: string;
  readonly end?: string;
  readonly suffix?: string;
}

/**
 * Reads text directives by https://wicg.github.io/scroll-to-text-fragment/#parse-a-text-directive
 */
function readDirectives(fragment: string): Directive[] {
  const [, directives = ''] = fragment.split(':~:');
  return directives.split('&').map((directive) => {
    assert.match(directive, /^text=/);
    const tokens = directive.slice('text='.length).split(',');
    const prefix = tokens[0]?.endsWith('-') === true ? tokens.shift()?.slice(0, -1) : undefined;
    const suffix = tokens.at(-1)?.startsWith('-') === true ? tokens.pop()?.slice(1) : undefined;
    assert.ok(tokens.length === 1 || tokens.length === 2, directive);
    const [start = '', end] = tokens.map((token) => {
      assert.doesNotMatch(token, /-/);
      return decodeURIComponent(token);
    });
    return {
      ...(prefix !== undefined && { prefix: decodeURIComponent(prefix) }),
      start,
      ...(end !== undefined && { end }),
      ...(suffix !== undefined && { suffix: decodeURIComponent(suffix) }),
    };
  });
}

const tidy = (text: string) => text.toWellFormed().replace(/\s+/g, ' ').trim();

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('-', ',', '&', '%', '#', '=', ' ', '排', 'a', '。'),
    maxLength: 30,
  }),
);

describe('textFragment', () => {
  it('is empty without a quote', () => {
    assert.equal(textFragment(result(undefined, [])), '');
    assert.equal(textFragment(result('  ', [])), '');
  });

  it('encodes the signs of the syntax', () => {
    assert.equal(textFragment(result('a-b,c&d%', [])), '#:~:text=a%2Db%2Cc%26d%25');
  });

  it('reaches to the next punctuation on both sides', () => {
    const snippet = [
      { text: '前一句。谈到', hit: false },
      { text: '排版', hit: true },
      { text: '术的事，', hit: false },
    ];
    assert.deepEqual(readDirectives(textFragment(result('排版', snippet))), [
      { prefix: '谈到', start: '排版', suffix: '术的事' },
      { start: '排版' },
    ]);
  });

  it('tells a heading from its entry in the contents by what follows it', () => {
    const snippet = [
      { text: '上一段。 当前', hit: false },
      { text: '排版', hit: true },
      { text: '术的事 “先说纸张”，', hit: false },
    ];
    const line = { rest: '术的事', next: '“先说纸张”，再说墨。' };
    assert.deepEqual(readDirectives(textFragment({ ...result('排版', snippet), line })), [
      { prefix: '当前', start: '排版术的事', suffix: '“先说纸张' },
      { prefix: '当前', start: '排版', suffix: '术的事' },
      { start: '排版' },
    ]);
    // Nothing tells them apart.
    assert.deepEqual(
      readDirectives(textFragment({ ...result('排版', []), line: { rest: '', next: '……' } })),
      [{ start: '排版' }],
    );
  });

  it('names a long quote by its beginning and end', () => {
    const [directive] = readDirectives(textFragment(result('排'.repeat(60) + '版'.repeat(60), [])));
    assert.deepEqual(directive, { start: '排'.repeat(24), end: '版'.repeat(24) });
  });

  it('is read back as the quote, whatever stands in the passage', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, quote, after) => {
        fc.pre(tidy(quote) !== '');
        const snippet = [
          { text: before, hit: false },
          { text: quote, hit: true },
          { text: after, hit: false },
        ];
        for (const { start, end, prefix, suffix } of readDirectives(
          textFragment(result(quote, snippet)),
        )) {
          if (end === undefined) assert.equal(start, tidy(quote));
          else assert.ok(tidy(quote).startsWith(start) && tidy(quote).endsWith(end));
          if (prefix !== undefined) assert.ok(before.toWellFormed().endsWith(prefix));
          if (suffix !== undefined) assert.ok(after.toWellFormed().startsWith(suffix));
        }
      }),
    );
  });
});
