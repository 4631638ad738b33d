import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishText, unpublishText } from '../../src/authoring/publish-post.ts';
import type { PublishOptions } from '../../src/authoring/publish-post.ts';
import { readPost } from '../../src/content/read-post.ts';
import { postText, sampleCorpus } from '../support/front-matter-text.ts';

const options: PublishOptions = { label: 'a.md', today: '2026-06-01', timeZone: 'Asia/Shanghai' };

function published(text: string, more: Partial<PublishOptions> = {}): string {
  const change = publishText(text, { ...options, ...more });
  assert.equal(change.kind, 'changed', JSON.stringify(change));
  return change.kind === 'changed' ? change.text : '';
}

function unpublished(text: string): string {
  const change = unpublishText(text, 'a.md');
  assert.equal(change.kind, 'changed', JSON.stringify(change));
  return change.kind === 'changed' ? change.text : '';
}

const post = (front: string) => `---\n${front}\n---\n正文\n`;

/** `[before, after]` of publishing. */
const cases: Readonly<Record<string, readonly [string, string]>> = {
  'a plain draft': [
    post('title: 一\ndate: 2026-01-01\ndraft: true'),
    post('title: 一\ndate: 2026-06-01\ndraft: false'),
  ],
  'quotes of both values': [
    post('title: 一\ndate: "2026-01-01"\ndraft: \'true\''),
    post('title: 一\ndate: "2026-06-01"\ndraft: \'false\''),
  ],
  'comments, order, blank lines': [
    post(
      '# top\ndraft: true   # not yet\n\ntitle: "一"  # t\ndate:  2026-01-01 # d\ntags: [ a,b ]',
    ),
    post(
      '# top\ndraft: false   # not yet\n\ntitle: "一"  # t\ndate:  2026-06-01 # d\ntags: [ a,b ]',
    ),
  ],
  'a capital letter in the key': [
    post('title: 一\nDraft: True\nDate: 2026-01-01'),
    post('title: 一\nDraft: false\nDate: 2026-06-01'),
  ],
  'a value nobody can read': [
    post('title: 一\ndraft: maybe\ndate: 2026-06-01'),
    post('title: 一\ndraft: false\ndate: 2026-06-01'),
  ],
  'no date': [post('title: 一\ndraft: true'), post('title: 一\ndraft: false\ndate: 2026-06-01')],
  'an empty date': [
    post('title: 一\ndate:\ndraft: true'),
    post('title: 一\ndate: 2026-06-01\ndraft: false'),
  ],
  'an empty date before a comment': [
    post('title: 一\ndate:  # soon\ndraft: true'),
    post('title: 一\ndate: 2026-06-01  # soon\ndraft: false'),
  ],
  'a date in the future: scheduled': [
    post('title: 一\ndraft: true\ndate: 2026-07-01'),
    post('title: 一\ndraft: false\ndate: 2026-07-01'),
  ],
  'byte order mark, CRLF, no newline at the end': [
    '\uFEFF---\r\ntitle: 一\r\ndraft: true\r\n---\r\n正文\r\ndraft: true',
    '\uFEFF---\r\ntitle: 一\r\ndraft: false\r\ndate: 2026-06-01\r\n---\r\n正文\r\ndraft: true',
  ],
};

describe('publishText', () => {
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(`keeps every other byte: ${name}`, () => assert.equal(published(before), after));
  }

  it('sets the day it is told, or none', () => {
    const draft = post('title: 一\ndate: 2026-07-01\ndraft: true');
    assert.match(published(draft, { day: '2020-02-02' }), /date: 2020-02-02/);
    const old = post('title: 一\ndate: 2026-01-01\ndraft: true');
    assert.match(published(old, { keepDate: true }), /date: 2026-01-01\ndraft: false/);
  });

  it('leaves a public post alone, whatever its date', () => {
    for (const front of [
      'title: 一',
      'title: 一\ndraft: false',
      'title: 一\ndraft:\nexclude: true',
    ]) {
      assert.equal(publishText(post(front), options).kind, 'unchanged');
    }
  });

  it('gives a public or scheduled post the date that is asked for, and nothing else', () => {
    const day = '2026-03-06';
    for (const draft of ['', 'draft: false # out\n', 'Draft: ""\n']) {
      for (const from of ['2026-01-01', '2099-01-01']) {
        const text = post(`title: 一\n${draft}date: "${from}" # d\ntags: [ a ]`);
        const change = publishText(text, { ...options, day });
        assert.deepEqual(change, {
          kind: 'changed',
          text: text.replace(from, day),
          date: { from, to: day },
          dateOnly: true,
        });
        assert.equal(publishText(text, options).kind, 'unchanged');
        assert.equal(publishText(text, { ...options, day: from }).kind, 'unchanged');
      }
    }
    assert.equal(published(post('title: 一'), { day }), post(`title: 一\ndate: ${day}`));
  });

  it('refuses what it cannot change without touching more', () => {
    const refused: Readonly<Record<string, string>> = {
      [post('title: 一\ndraft: true\nDraft: true')]: 'edit-by-hand',
      [post('title: 一\ndraft: [true]')]: 'edit-by-hand',
      [post('{ title: 一, draft: true }')]: 'edit-by-hand',
      '---\ntitle: 一\ndraft: true\n': 'front-matter-unclosed',
      'no front matter': 'front-matter-missing',
    };
    for (const [text, code] of Object.entries(refused)) {
      const change = publishText(text, options);
      assert.equal(change.kind === 'refused' && change.problem.code, code, text);
    }
  });
});

describe('unpublishText', () => {
  it('makes a draft of a post with and without the key', () => {
    assert.equal(
      unpublished(post('title: 一\ndraft: false # x')),
      post('title: 一\ndraft: true # x'),
    );
    assert.equal(unpublished(post('title: 一\ndraft: "false"')), post('title: 一\ndraft: "true"'));
    assert.equal(unpublished(post('title: 一\ndraft:')), post('title: 一\ndraft: true'));
    assert.equal(
      unpublished(post('title: 一\nExclude: true')),
      post('title: 一\nExclude: true\ndraft: true'),
    );
    assert.equal(unpublishText(post('title: 一\ndraft: "TRUE"'), 'a.md').kind, 'unchanged');
  });
});

/**
 * What holds for any file that can be published: publishing it again changes nothing, a build
 * publishes it, and it can be withdrawn in the same way.
 */
function assertSound(text: string): void {
  const change = publishText(text, options);
  if (change.kind === 'changed') {
    assert.equal(publishText(change.text, options).kind, 'unchanged', text);
    const policy = {
      drafts: false,
      future: true,
      today: options.today,
      timeZone: options.timeZone,
      language: 'zh-Hans',
      layouts: ['post.njk', 'book-note.njk'],
    };
    const { outcome } = readPost(Buffer.from(change.text), 'a.md', 'a.md', policy);
    assert.notEqual(outcome, 'draft', text);
    const back = unpublishText(change.text, 'a.md');
    assert.equal(back.kind, 'changed', text);
    if (back.kind === 'changed') {
      assert.equal(unpublishText(back.text, 'a.md').kind, 'unchanged', text);
      const hidden = readPost(Buffer.from(back.text), 'a.md', 'a.md', policy);
      assert.equal(hidden.outcome, 'draft', text);
    }
  }
}

describe('whatever a file holds', () => {
  it('it is published once and can be withdrawn, or is refused', () => {
    fc.assert(fc.property(postText, assertSound), { numRuns: 1500 });
  });

  it('publishing changes two lines at most of a real post', () => {
    for (const [name, text] of sampleCorpus()) {
      assertSound(text);
      const change = publishText(text, options);
      if (change.kind !== 'changed') continue;
      const before = text.split('\n');
      const after = change.text.split('\n');
      const added = after.filter((line) => !before.includes(line));
      assert.ok(added.length <= 2, `${name}: ${added.join('\n')}`);
      assert.ok(after.length - before.length <= 1, name);
    }
  });
});
