import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printable, printableLines, printableText } from '../../src/report/printable.ts';

/** What a terminal or a CI runner would obey. */
const steering = /[\0-\x08\x0B-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]|\p{Cs}|^\s*::|##\[/mu;

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\0\u001b\u009b\u007f\n\r\t:#[\u2028\u202e\u2066\ud800\udc00 a汉\\'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('printable', () => {
  it('escapes what would not be seen, and leaves text as it is', () => {
    assert.equal(printable('汉字 a\\u001b 😀 e\u0301 a:b ::c'), '汉字 a\\u001b 😀 e\u0301 a:b ::c');
    assert.equal(
      printable('a\u001b[31m\nb\tc\u202Ed\ud800'),
      'a\\u001b[31m\\u000ab\\u0009c\\u202ed\\ud800',
    );
    assert.equal(printable('\u009b2J\u007f\u2066'), '\\u009b2J\\u007f\\u2066');
  });

  it('gives no commands to a CI runner', () => {
    assert.equal(printableLines('a\n ::warning::b\n::c'), 'a\n \\u003a:warning::b\n\\u003a:c');
    assert.equal(printable('x ##[error]y'), 'x ##\\u005berror]y');
    assert.equal(printableText('a\r\n::error::b'), 'a\n      | \\u003a:error::b');
  });

  it('keeps lines that end as on Windows, but no other carriage return', () => {
    assert.equal(printableLines('a\r\n\tb\rc\r'), 'a\r\n\tb\\u000dc\\u000d');
  });

  it('lets nothing through of any text, and leaves what it has printed as it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.doesNotMatch(printable(text), steering);
        assert.doesNotMatch(printable(text), /\n/);
        assert.doesNotMatch(printableLines(text).replaceAll('\r\n', '\n'), steering);
        assert.doesNotMatch(`  ${printableText(text)}`, /^\s*::.*|\u001b/m);
        assert.equal(printableLines(printable(text)), printable(text));
      }),
    );
  });
});
