import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodePost, parseFrontMatter } from '../../src/content/front-matter.ts';
import type { FrontMatter } from '../../src/content/front-matter.ts';
import type { Problem } from '../../src/content/problem.ts';

function parsed(text: string): FrontMatter {
  const result = parseFrontMatter(text, 'a.md');
  if ('code' in result) assert.fail(`${result.code}: ${result.message}`);
  return result;
}

function problemOf(text: string): Problem {
  const result = parseFrontMatter(text, 'a.md');
  if (!('code' in result)) assert.fail('The text was accepted.');
  return result;
}

describe('decodePost', () => {
  const encode = (text: string) => new TextEncoder().encode(text);

  it('drops a byte order mark and makes CRLF LF', () => {
    assert.equal(
      decodePost(encode('\uFEFF---\r\ntitle: 题\r\n---\r\n'), 'a.md'),
      '---\ntitle: 题\n---\n',
    );
  });

  it('names empty files', () => {
    for (const text of ['', ' \n\t\n', '\uFEFF']) {
      const problem = decodePost(encode(text), 'a.md');
      assert.ok(typeof problem !== 'string');
      assert.equal(problem.code, 'file-empty');
      assert.equal(problem.file, 'a.md');
      assert.equal(problem.line, 1);
      assert.ok(problem.hint);
    }
  });

  it('names the line of the first byte that is not UTF-8', () => {
    const gb18030 = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]);
    const bytes = Buffer.concat([encode('---\ntitle: a\n---\n\nfine\n'), gb18030]);
    const problem = decodePost(bytes, 'a.md');
    assert.ok(typeof problem !== 'string');
    assert.equal(problem.code, 'encoding');
    assert.equal(problem.line, 6);
    assert.match(problem.hint ?? '', /-f GB18030 -t UTF-8/);
    const utf16 = decodePost(Buffer.from('\uFEFF---\n中', 'utf16le'), 'a.md');
    assert.match((typeof utf16 !== 'string' && utf16.hint) || '', /-f UTF-16 -t UTF-8/);
  });

  it('names the line of a quote that is never closed', () => {
    for (const [value, line, hint] of [
      ['"a', 3, 'Close the value with a second ".'],
      ["'a: b", 3, "Close the value with a second '."],
      ["[b, 'a]", 3, "Close the value with a second '."],
    ] as const) {
      const text = `---\ntitle: "t"\narea: ${value}\nsummary: s\ndate: 2026-01-02\n---\n正文\n`;
      const found = parseFrontMatter(text, 'a.md');
      assert.ok('code' in found);
      assert.deepEqual([found.code, found.line, found.hint], ['yaml-syntax', line, hint]);
    }
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = decodePost(bytes, 'a.md');
        assert.ok(typeof result === 'string' || result.severity === 'error');
      }),
    );
  });
});

describe('parseFrontMatter', () => {
  it('takes a post apart', () => {
    const { data, body, bodyLine, lineOf } = parsed(
      '---\n# comment\ntitle: "题: 一"\n\n"date": 2026-03-06\ntags:\n  - a\n---\n\n正文\n',
    );
    assert.deepEqual(data, { title: '题: 一', date: '2026-03-06', tags: ['a'] });
    assert.equal(body.trim(), '正文');
    assert.equal(bodyLine, 9);
    assert.equal(lineOf('title'), 3);
    assert.equal(lineOf('date'), 5);
    assert.equal(lineOf('tags'), 6);
    assert.equal(lineOf('absent'), 1);
  });

  it('keeps dates as the text that was written, whatever the time zone', () => {
    const { data } = parsed('---\ndate: 2026-03-06\ncreated: 2025-12-07T08:58\n---\n');
    assert.deepEqual(data, { date: '2026-03-06', created: '2025-12-07T08:58' });
  });

  it('accepts white space after the fences and a file that ends with the closing one', () => {
    assert.deepEqual(parsed('---  \ntitle: a\n---').data, { title: 'a' });
  });

  it('accepts an empty block; the title is asked for later', () => {
    assert.deepEqual(parsed('---\n---\nbody').data, {});
    assert.deepEqual(parsed('---\n# only a comment\n---\nbody').data, {});
  });

  it('leaves rules and fences of the body alone', () => {
    const { body } = parsed('---\ntitle: a\n---\n\none\n\n---\n\ntwo\n');
    assert.match(body, /one\n\n---\n\ntwo/);
  });

  it('names a file without front matter', () => {
    const problem = problemOf('# 题\n\n正文\n');
    assert.equal(problem.code, 'front-matter-missing');
    assert.equal(problem.line, 1);
  });

  it('says what stands before the first fence, or that it is none of YAML', () => {
    for (const [text, message, hint] of [
      ['\n\n---\ntitle: a\n---\n', /begins on line 3, not on line 1/, /^Delete .* blank lines/],
      ['\uFEFF---\ntitle: a\n---\n', /not at the beginning of its line/, /invisible/],
      ['\u200B\n---\ntitle: a\n---\n', /begins on line 2/, /^Delete/],
      ['+++\ntitle = "a"\n+++\n', /is TOML/, /"---" instead of "\+\+\+".*"key: value"/],
    ] as const) {
      const problem = problemOf(text);
      assert.deepEqual([problem.code, problem.line], ['front-matter-missing', 1]);
      assert.match(problem.message, message);
      assert.match(problem.hint ?? '', hint);
    }
    assert.match(problemOf('正文\n\n---\n').message, /has no front matter/);
  });

  it('names an unclosed block', () => {
    const problem = problemOf('---\ntitle: a\n\n正文\n');
    assert.equal(problem.code, 'front-matter-unclosed');
    assert.equal(problem.line, 1);
  });

  it('names fences of the wrong length, with their line', () => {
    const opening = problemOf('----\ntitle: a\n----\n');
    assert.deepEqual([opening.code, opening.line, opening.column], ['front-matter-fence', 1, 1]);
    assert.match(opening.message, /"----"/);
    assert.match(opening.hint ?? '', /check -- --fix/);
    assert.doesNotMatch(problemOf('---js\na\n---\n').hint ?? '', /--fix/);
    const closing = problemOf('---\ntitle: a\ndate: 2026-01-01\n----\n正文\n');
    assert.deepEqual([closing.code, closing.line, closing.column], ['front-matter-fence', 4, 1]);
  });

  it('never runs code or reads another language', () => {
    const key = 'inkstoneTestRan';
    for (const language of ['js', 'javascript', 'json', 'coffee']) {
      const problem = problemOf(`---${language}\nglobalThis.${key} = true\n---\n`);
      assert.equal(problem.code, 'front-matter-fence');
    }
    assert.equal(key in globalThis, false);
    assert.match(problemOf('---\na: !!js/function "function(){}"\n---\n').code, /^yaml-syntax$/);
  });

  it('names the line and column of bad YAML', () => {
    const problem = problemOf('---\ntitle: a\nsummary: one: two\ndate: 2026-01-01\n---\n');
    assert.equal(problem.code, 'yaml-syntax');
    assert.equal(problem.line, 3);
    assert.equal(problem.column, 13);
    assert.ok(problem.hint);
  });

  it('says where a tab stands, and to use spaces', () => {
    for (const [yaml, line] of [
      ['title: a\npeople:\n\t- b', 4],
      ['title: a\n\tdate: 2026-01-01', 3],
      ['\ttitle: a', 2],
    ] as const) {
      const problem = problemOf(`---\n${yaml}\n---\n`);
      assert.deepEqual([problem.code, problem.line], ['yaml-syntax', line]);
      assert.match(problem.hint ?? '', /^Use spaces/);
    }
    assert.doesNotMatch(problemOf('---\na:\t[b\n---\n').hint ?? '', /spaces/);
  });

  it('says which line is no "key: value", and how it is meant', () => {
    const rows: readonly (readonly [yaml: string, line: number, column: number, hint: RegExp])[] = [
      ['draft：true', 2, 6, /colon : of ASCII, with a space after it: draft: true$/],
      ['title：x\ndate: 2026-01-01', 2, 6, /: title: x$/],
      ['title: x\ndraft：true', 3, 6, /: draft: true$/],
      ['title: x\n"draft" ： true\nlang: en', 3, 9, /: "draft": true$/],
      ['title: x\ndate：2026-01-01\ndraft：true\nlang: en', 3, 5, /: date: 2026-01-01$/],
      ['title: x\ndraft：true\nsummary: one: two', 3, 6, /: draft: true$/],
      ['title: x\n标签：一\nlang: en', 3, 3, /: 标签: 一$/],
      ['title: x\ndraft:true', 3, 6, /with a space after it: draft: true$/],
      ['title: x\nsource:https://a.example\nlang: en', 3, 7, /: source: https:/],
      ['title = "x"\ndraft = true', 2, 7, /colon : of ASCII.*: title: "x"$/],
      ['  title: x\n\ndate: 2026-01-01', 2, 3, /beginning of its line: title: x$/],
      [' title: x\n date: 2026-01-01\n# c\nlang: en', 2, 2, /beginning of its line: title: x$/],
      ['lang: en\ntitle: @x', 3, 8, /whole value in quotes: title: '@x'$/],
      ['title: %x\nlang: en', 2, 8, /: title: '%x'$/],
      ["title: `it's`\nlang: en", 2, 8, /: title: '`it''s`'$/],
      ['tags:\n  - @x\n  - b', 3, 5, /: - '@x'$/],
      ['tags: [a]\ntitle: [译] x', 3, 8, /: title: '\[译\] x'$/],
      ['title: *x*\nlang: en', 2, 8, /: title: '\*x\*'$/],
      ['title: "x" y', 2, 8, /: title: '"x" y'$/],
      ['title: x\ntags: [#a, b, #c]\nlang: en', 3, 8, /Leave out the "#".*: tags: \[a, b, c\]$/],
      ['title: x\ntags: [a, #b]', 3, 11, /: tags: \[a, b\]$/],
    ];
    for (const [yaml, line, column, hint] of rows) {
      const problem = problemOf(`---\n${yaml}\n---\n正文\n`);
      const place = [problem.code, problem.line, problem.column];
      assert.deepEqual(place, ['yaml-syntax', line, column], yaml);
      assert.match(problem.hint ?? '', hint, yaml);
    }
  });

  it('does not blame a sound line that looks like a slip', () => {
    for (const [yaml, line] of [
      ['summary: "one\n注意：two"\ndate: a: b', 4],
      ['summary: |\n  注意：one\ndate: a: b', 4],
      ['tags: [a]\ndate: a: b', 3],
      ['summary: |\n  title: @x\ndate: a: b', 4],
    ] as const) {
      const problem = problemOf(`---\n${yaml}\n---\n`);
      assert.deepEqual([problem.line, problem.column], [line, 8], yaml);
      assert.match(problem.hint ?? '', /^Put values with/);
    }
  });

  it('names the second of two equal keys', () => {
    const problem = problemOf('---\ntitle: a\ndate: 2026-01-01\ntitle: b\n---\n');
    assert.equal(problem.code, 'yaml-duplicate-key');
    assert.equal(problem.line, 4);
    assert.match(problem.hint ?? '', /one of the two/);
  });

  it('names YAML that is not a mapping', () => {
    for (const yaml of ['- a\n- b', 'just words', '42']) {
      const problem = problemOf(`---\n${yaml}\n---\n`);
      assert.equal(problem.code, 'yaml-not-a-mapping');
      assert.equal(problem.line, 2);
    }
  });

  it('refuses few bytes that stand for billions of values, and lists in themselves', () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? 'l0: &l0 [ha, ha]' : `l${level}: &l${level} [*l${level - 1}, *l${level - 1}]`,
    );
    for (const yaml of [levels.join('\n'), 'a: &a [*a]', `a: ${'['.repeat(40)}${']'.repeat(40)}`]) {
      assert.equal(problemOf(`---\n${yaml}\n---\n`).code, 'yaml-too-large');
    }
  });

  it('refuses brackets nested deeper than the stack', () => {
    assert.equal(problemOf(`---\na: ${'['.repeat(100_000)}\n---\n`).code, 'yaml-syntax');
  });

  it('reads an alias that repeats a little', () => {
    const { data } = parsed('---\na: &a [x, y]\nb: *a\n---\n');
    assert.deepEqual(data, { a: ['x', 'y'], b: ['x', 'y'] });
  });

  it('gives data or one problem with a place in the file, whatever the text', () => {
    const yaml = fc.string({ unit: fc.constantFrom(...'ab:-#"\'[]{}|>&*!%@ \n\t题') });
    fc.assert(
      fc.property(yaml, fc.constantFrom('\n---\n', ''), (text, end) => {
        const file = `---\n${text}${end}`;
        const result = parseFrontMatter(file, 'a.md');
        if (!('code' in result)) return;
        assert.equal(result.severity, 'error');
        assert.ok((result.line ?? 0) >= 1 && (result.line ?? 0) <= file.split('\n').length);
      }),
      { numRuns: 500 },
    );
  });
});
