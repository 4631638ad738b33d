import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fixFrontMatter } from '../../src/check/fix-front-matter.ts';
import { decodePost, parseFrontMatter } from '../../src/content/front-matter.ts';
import { frontMatterSchema, knownKeyOf } from '../../src/content/front-matter-schema.ts';
import { postText, sampleCorpus } from '../support/front-matter-text.ts';

const post = (...lines: string[]) => ['---', 'title: 一', ...lines, '---', '正文', ''].join('\n');

/** `[before, after]`: the lines below the title. */
const cases: Readonly<Record<string, readonly [string, string]>> = {
  'quotes around a plain value': ['area: “tech” # why', 'area: tech # why'],
  'quotes within YAML quotes, which stay': [`area: '“tech”'`, `area: 'tech'`],
  'escaped double quotes': ['area: "\\"tech\\""', 'area: "tech"'],
  'escaped single quotes': [`area: '''tech'''`, `area: 'tech'`],
  'a value that needs quotes of its own': ['area: “true”', `area: 'true'`],
  'an item of a list': ['tags:\n  - “a” # 1\n  - b', 'tags:\n  - a # 1\n  - b'],
  'an item of a flow list': ['tags: [ “a” ,b]', 'tags: [ a ,b]'],
  'a block scalar': ['summary: |-\n  “一\n  二”', 'summary: |-\n  一\n  二'],
  'a flag as text': ['draft: "True"  # x', 'draft: true  # x'],
  'a key with a capital letter': ['Exclude:   false', 'exclude:   false'],
  'a key in the singular': ['tag: [a]', 'tags: [a]'],
  'an empty list as text': [`people: '[]'`, 'people: []'],
  'a misspelt state': ['status: evengreen', 'status: evergreen'],
  'a misspelt state in quotes': ['status: "Evengreen"', 'status: "evergreen"'],
};

const untouched: Readonly<Record<string, string>> = {
  'quotes that belong to the text': 'summary: “甲”和“乙”',
  'two pairs of quotes': 'area: “"a"”',
  'a quoted list that a build would split otherwise': 'tags: “a、b”',
  'a state of the author': 'status: needs-work',
  'two spellings of one key': 'tag: [a]\ntags: [b]',
  'an unknown key': 'myKey: “x”',
  'a flag that says neither': 'draft: maybe',
};

describe('fixFrontMatter', () => {
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(`corrects ${name} and nothing else`, () => {
      assert.equal(fixFrontMatter(post(before)).text, post(after));
    });
  }
  for (const [name, line] of Object.entries(untouched)) {
    it(`leaves ${name}`, () => {
      assert.deepEqual(fixFrontMatter(post(line)), { text: post(line), fixes: [] });
    });
  }

  it('shortens fences, with everything between them', () => {
    const { text, fixes } = fixFrontMatter('\uFEFF----\r\ntitle: “一”\r\n-----\r\n----\r\n');
    assert.equal(text, '\uFEFF---\r\ntitle: 一\r\n---\r\n----\r\n');
    assert.deepEqual(
      fixes.map(({ code, line }) => [code, line]),
      [
        ['fence-length', 1],
        ['wrapping-quotes', 2],
        ['fence-length', 3],
      ],
    );
    assert.deepEqual(fixFrontMatter('----\nno front matter\n----\n').fixes, []);
  });
});

/** What a build reads of a file. Without the status, which a fix may correct. */
function reading(text: string): unknown {
  const decoded = decodePost(Buffer.from(text), '');
  const matter = typeof decoded === 'string' ? parseFrontMatter(decoded, '') : decoded;
  if ('code' in matter) return undefined;
  const data = Object.fromEntries(
    Object.entries(matter.data).map(([key, value]) => [knownKeyOf(key) ?? key, value]),
  );
  return { fields: { ...frontMatterSchema.parse(data), status: '' }, body: matter.body };
}

function assertSafe(text: string): void {
  const { text: fixed, fixes } = fixFrontMatter(text);
  assert.equal(fixed === text, fixes.length === 0);
  if (fixes.length === 0) return;
  assert.deepEqual(
    fixFrontMatter(fixed),
    { text: fixed, fixes: [] },
    'The second run changed more.',
  );
  const shortened = text
    .replace(/^(\uFEFF?)-{3,}(?=\s)/, '$1---')
    .replace(/^-{4,}(?=\s|$)/m, '---');
  assert.deepEqual(reading(fixed), reading(shortened));

  const before = text.split('\n');
  const after = fixed.split('\n');
  assert.equal(after.length, before.length);
  const lines = new Set(fixes.map(({ line }) => line));
  const last = Math.max(...lines);
  for (const [index, line] of before.entries()) {
    // The closing quotation mark of a long text may stand some lines below the opening one.
    const near = [...lines].some((start) => index + 1 >= start && index + 1 <= start + 3);
    if (!near || index + 1 > last + 3) assert.equal(after[index], line);
  }
  const kept = (value: string) => value.replace(/[-"'“”「」‘’\\[\]]/g, '').toLowerCase();
  const quotesOnly = fixes.every(
    ({ code }) => code === 'wrapping-quotes' || code === 'fence-length',
  );
  if (quotesOnly) assert.equal(kept(fixed), kept(text));
}

describe('whatever a file holds', () => {
  it('it reads the same afterwards, and a second run changes nothing', () => {
    fc.assert(fc.property(postText, assertSafe), { numRuns: 2000 });
  });

  it('this holds for every file of the sample of the real corpus', () => {
    for (const text of sampleCorpus().values()) assertSafe(text);
  });
});
