import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import MarkdownItFactory, { type MarkdownIt } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { leanParser } from '../../src/markdown/lean-parser.ts';

const options = { html: true, linkify: true } as const;
const plain = new MarkdownItFactory(options).use(cjkFriendly);
const lean = new MarkdownItFactory(options);
const isInUse = leanParser(lean);
lean.use(cjkFriendly);

/**
 * The fields of a state, but for its parser and the class of its tokens, which differ in any two
 * parsers.
 */
function fieldsOf(state: object): Record<string, unknown> {
  return { ...state, md: undefined, Token: undefined };
}

const pieces = fc.constantFrom(
  ...[
    '一',
    '二三',
    'word',
    '*',
    '**',
    '_',
    '`',
    '~~',
    '[',
    ']',
    '(',
    ')',
    '!',
    '<b>',
    '</b>',
    '&amp;',
    '\\',
    'https://a.example/b',
  ],
  ...[
    ' ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '# ',
    '---',
    '```',
    '| a | b |\n|---|---|\n',
    '[a]: /b',
    '，',
    '😀',
    '\0',
    '\r',
  ],
);
const bodies = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

describe('the lean parser', () => {
  it('is in use with the markdown-it that is installed', () => {
    assert.equal(isInUse, true);
  });

  it('leaves another markdown-it as it is published', () => {
    const other = new MarkdownItFactory(options);
    const { State } = other.inline;
    const Changed = class extends State {
      readonly anchors: readonly string[] = [];
    };
    other.inline.State = Changed;
    assert.equal(leanParser(other), false);
    assert.equal(other.inline.State, Changed);
    assert.equal(other.render('*一*'), '<p><em>一</em></p>\n');
  });

  it('makes the tokens that markdown-it makes', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const expected = plain.parse(body, {});
        assert.deepEqual(lean.parse(body, {}), expected);
        assert.equal(lean.render(body), plain.render(body));
      }),
      { numRuns: 2000 },
    );
  });

  it('begins with the state that markdown-it begins with, field by field', () => {
    const states = (md: MarkdownIt, body: string) => [
      fieldsOf(new md.core.State(body, md, {})),
      fieldsOf(new md.block.State(body, md, {}, [])),
      fieldsOf(new md.inline.State(body, md, {}, [])),
      { ...new new md.core.State(body, md, {}).Token('text', 'p', 1) },
    ];
    fc.assert(
      fc.property(bodies, (body) => {
        assert.deepEqual(states(lean, body), states(plain, body));
      }),
    );
  });

  it('gives tokens the methods of markdown-it', () => {
    const [token] = lean.parse('a', {});
    assert.ok(token instanceof MarkdownItFactory.Token);
    token.attrSet('lang', 'en');
    assert.equal(token.attrGet('lang'), 'en');
  });
});
