import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decidingKeyLike, deniesPublic, skeletonOf } from '../../src/content/deciding-keys.ts';
import { knownKeyOf } from '../../src/content/front-matter-schema.ts';
import { readPost } from '../../src/content/read-post.ts';
import { publicPolicy } from '../support/read-policy.ts';

function read(text: string) {
  return readPost(new TextEncoder().encode(text), 'a.md', 'posts/a.md', publicPolicy);
}

/** A post with one more line. */
const withLine = (line: string) => read(`---\ntitle: 题\n${line}\n---\n\n正文\n`);
/** A post with one more key, written as JSON so that YAML reads it unchanged. */
const withKey = (key: string, value: unknown) =>
  withLine(`${JSON.stringify(key)}: ${String(value)}`);

const invisible = [
  ...['\u00A0', '\u2003', '\u3000', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'],
  ...['\u00AD', '\u202E', '\u2066', '\u180E', '\u034F', '\uFE0F', '\t', ' ', '\u0000', '\u0007'],
  ...['\u2028', '\u2029', '\u0085', '\u{E0064}', '\u3164', '\u115F'],
];
const around = ['.', ',', ':', ';', '!', '?', '*', '**', '_', '-', '#', '/', '`', '(', '✓', '📝'];
const words = [
  ...['drafts', 'isDraft', 'is_draft', 'is-draft', 'is draft', 'isDrafts', 'asDraft', 'drafted'],
  ...['draft_mode', 'draftStatus', 'draft-state', 'draft_flag', 'post_draft', 'postDraft'],
  ...['page-draft', 'my draft', 'the_draft', 'article.draft', 'in_draft', 'draft_post', 'DRAFTS'],
  ...['IsDraft', 'wip_draft', 'draft1', 'draft2', 'draft_v3', 'still_draft', '草稿', 'to draft'],
];
const typos = [
  ...['darft', 'drfat', 'dratf', 'rdaft', 'draf', 'drft', 'daft', 'dragt', 'deaft', 'drsft'],
  ...['drafy', 'drafr', 'drafft', 'draaft', 'ddraft', 'drrraffft', 'draftt', 'draftz'],
  ...['xraft', 'graft', 'craft', 'drift', 'raft', 'isdarft', 'darfts', 'is_drft', 'drat'],
  ...['dfart', 'darrgt', 'drasgt', 'isDfart'],
];
const lookalikes = [
  ...['dr\u0430ft', '\u0501raft', 'd\u0433aft', 'draf\u0442', 'dra\u0192t', 'dr\u03B1ft'],
  ...['draf\u03C4', 'dr\u0251ft', '\u0257raft', '\u0111raft', '\u1D05\u0280\u1D00\uA730\u1D1B'],
  ...['ｄｒａｆｔ', 'ＤＲＡＦＴ', '𝐝𝐫𝐚𝐟𝐭', '𝒅𝒓𝒂𝒇𝒕', '𝖉𝖗𝖆𝖋𝖙', '𝚍𝚛𝚊𝚏𝚝', 'ⓓⓡⓐⓕⓣ', '⒟⒭⒜⒡⒯', '🄳🅁🄰🄵🅃'],
  ...['🅳🆁🅰🅵🆃', '🇩🇷🇦🇫🇹', 'dráft', 'dra\u0301ft', 'drȧft', 'ďraft', 'dřaft', 'drafţ', 'd\u0338raft'],
  ...['dr4ft', 'dr@ft', 'draf7', 'dr4f7', 'dra\u017Ft', 'd\u1D26aft', 'd\u0455aft', 'Draft\u0430'],
  ...['ԁгаƒт', 'ԀГАϜТ', 'dɾɑƒt', 'dяaft', 'drΛft', 'd-r-a-f-t', 'd r a f t', 'ᎠᎡᎪꓝᎢ'],
];
const spellings = [
  ...invisible.flatMap((odd) => [`draft${odd}`, `${odd}draft`, `dr${odd}aft`]),
  ...around.flatMap((mark) => [`draft${mark}`, `${mark}draft`]),
  ...words,
  ...typos,
  ...lookalikes,
];

describe('decidingKeyLike', () => {
  it('never lets a spelling of draft be published', () => {
    assert.ok(new Set(spellings).size >= 200);
    for (const spelling of spellings) {
      for (const value of ['true', '"yes"', 1]) {
        const { outcome, problems } = withKey(spelling, value);
        assert.equal(outcome, 'rejected', `${JSON.stringify(spelling)}: ${value}`);
        assert.deepEqual(
          problems.map(({ code, severity, line }) => [code, severity, (line ?? 0) >= 1]),
          [['key-near-miss', 'error', true]],
          spelling,
        );
      }
    }
  });

  it('never lets a spelling of exclude be published as if it were not there', () => {
    const own = ['excludes', 'excluded', 'exlcude', 'exclud', 'xclude', 'exlcdue'];
    const others = ['isExcluded', 'post_exclude', 'eleventyExcludeFromCollections'];
    const letters = [
      'еxclude',
      'exсlude',
      'excӏude',
      'ｅｘｃｌｕｄｅ',
      'éxclude',
      'exc1ude',
      'ехсӏuԁе',
    ];
    const odd = invisible.flatMap((one) => [`exclude${one}`, `${one}exclude`, `ex${one}clude`]);
    for (const spelling of [...own, ...others, ...letters, ...odd]) {
      assert.equal(withKey(spelling, true).problems[0]?.code, 'key-near-miss', spelling);
    }
  });

  it('never lets a spelling of date put a post of the future online', () => {
    const own = [
      'dаte',
      'ｄａｔｅ',
      'dáte',
      'dates',
      'daet',
      'dte',
      'dat',
      'ddate',
      'd4te',
      '日期',
    ];
    const odd = invisible.flatMap((one) => [`date${one}`, `${one}date`, `da${one}te`]);
    for (const spelling of [...own, ...odd]) {
      const { problems } = withKey(spelling, '2099-01-01');
      assert.equal(problems[0]?.code, 'key-near-miss', spelling);
    }
  });

  it('says which character is odd', () => {
    const message = (key: string) => withKey(key, true).problems[0]?.message ?? '';
    assert.equal(message('draft\u00A0'), '"draft" looks like "draft", but has U+00A0 in it.');
    assert.equal(message('dr\u0430ft'), '"dr\u0430ft" looks like "draft", but has U+0430 in it.');
    assert.equal(message('drafts'), '"drafts" looks like "draft", but is another key.');
    assert.match(message('\u{1D41D}\u{1D42B}\u{1D41A}\u{1D41F}\u{1D42D}'), /U\+1D41D, U\+1D42B/);
    assert.equal(withLine('draft\u00A0: true').problems[0]?.line, 3);
  });

  it('leaves other words alone', () => {
    const texts = [
      ...['craft', 'drift', 'raft', 'graft', 'drafted_by', 'draft_of', 'first_draft', 'draftsman'],
      ...['data', 'rate', 'late', 'mate', 'gate', 'update', 'updates', 'dataset', 'dateline'],
      ...['event_date', 'due_date', 'dates', 'candidate', 'include', 'included', 'exclude_from'],
      ...['exclusive', 'dark', 'drama', 'drag', 'mood', 'stage', 'drive', 'traffic', 'crafts'],
      ...[
        'companies',
        'companeis_orgs',
        'toc',
        'weight',
        'comments',
        'cover',
        'image',
        '标签',
        '作者',
      ],
    ];
    for (const key of texts) {
      assert.equal(withKey(key, '"some words"').outcome, 'published', key);
    }
    for (const key of ['dark', 'drama', 'toc', 'comments', 'featured', 'pinned', 'exclude_toc']) {
      assert.equal(withKey(key, true).outcome, 'published', key);
    }
    for (const key of ['due_date', 'event_date', 'last_updated', 'modified', 'published']) {
      assert.equal(withKey(key, '2020-01-01').outcome, 'published', key);
    }
    const real = [
      'companies',
      'draft',
      'Exclude',
      'published',
      'file_name',
      'updated',
      'read_date',
    ];
    for (const key of real) {
      if (knownKeyOf(key) === undefined) assert.equal(decidingKeyLike(key, ['a']), undefined, key);
    }
  });

  it('gives a result for any key and value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.anything(), (key, value) => {
        const like = decidingKeyLike(key, value);
        assert.ok(like === undefined || ['draft', 'exclude', 'date'].includes(like));
        assert.equal(skeletonOf(skeletonOf(key)), skeletonOf(key));
      }),
    );
  });

  it('holds a post back whatever invisible characters its draft has, wherever they stand', () => {
    const odd = fc.constantFrom(...invisible);
    fc.assert(
      fc.property(fc.array(fc.tuple(odd, fc.nat(5)), { minLength: 1, maxLength: 6 }), (where) => {
        let key = 'draft';
        for (const [one, index] of where) key = key.slice(0, index) + one + key.slice(index);
        assert.equal(withKey(key, true).outcome, 'rejected', JSON.stringify(key));
      }),
    );
  });
});

describe('schedules', () => {
  const keys = [
    ...['publishDate', 'publish_date', 'pubDate', 'post_date', 'date_published', 'datePublished'],
    ...['datetime', 'scheduled', 'schedule', 'go_live', 'published', 'publish'],
    ...['publishAt', 'published_on', 'scheduled_for', 'post_date_gmt', 'embargo_until', 'go-live'],
    ...['发布日期', '发布时间', '定时发布', '上线时间', 'publicationDate', 'visible_from'],
  ];

  it('knows the days by which other programs publish', () => {
    const days = [
      '2099-01-01',
      '2099-01-01T08:00',
      '2099/1/2',
      '2099年1月2日',
      '2026-06-02',
      '20990101',
    ];
    for (const key of keys) {
      for (const value of [...days, '2026-07', '1 Jan 2099', 'Thu, 01 Jan 2099 00:00:00 GMT']) {
        const { problems } = withLine(`${key}: ${value}`);
        assert.deepEqual(
          problems.map(({ code, severity }) => [code, severity]),
          [['key-near-miss', 'error']],
          `${key}: ${value}`,
        );
        assert.match(problems[0]?.hint ?? '', /"date: /);
      }
      for (const value of ['2020-01-01', '2026-06-01', '2026/6/1', '1 Jan 2020', 'true', '1,2']) {
        assert.equal(withLine(`${key}: ${value}`).outcome, 'published', `${key}: ${value}`);
      }
    }
  });

  it('leaves other days alone', () => {
    for (const key of [
      ...[
        'expiryDate',
        'expires',
        'end_date',
        'event_date',
        'due_date',
        'unpublish_at',
        'deadline',
      ],
      ...['start_date', 'lastmod', 'until', '截止日期', '活动时间', 'publisher_year', 'posts'],
    ]) {
      assert.equal(withKey(key, '2099-01-01').outcome, 'published', key);
    }
  });
});

describe('isDraftStatus', () => {
  it('holds back what calls itself a draft, unless the field `draft` is set', () => {
    for (const status of ['draft', 'Draft', 'DRAFT', 'private', '草稿', '"draft "']) {
      for (const draft of ['', "\ndraft: ''", '\ndraft: null']) {
        const { problems } = withLine(`status: ${status}${draft}`);
        assert.deepEqual(
          problems.map(({ code, line }) => [code, line]),
          [['status-draft', 3]],
        );
      }
      assert.equal(withLine(`status: ${status}\ndraft: false`).outcome, 'published');
      assert.equal(withLine(`status: ${status}\ndraft: true`).outcome, 'draft');
    }
    for (const status of [
      'seed',
      'evergreen',
      'inbox',
      'published',
      'first draft of three',
      '""',
    ]) {
      assert.equal(withLine(`status: ${status}`).outcome, 'published', status);
    }
  });
});

it('leaves keys of facts alone that resemble draft and exclude', () => {
  for (const line of ['drafted: 2025-03-01', 'excludes: [a, b]', 'release_date: 2099-01-01']) {
    assert.equal(withLine(line).outcome, 'published', line);
  }
});

describe('deniesPublic', () => {
  it('knows words for who may read a post', () => {
    const words = [
      'private',
      'hidden',
      'draft',
      'never',
      'no',
      'false',
      'none',
      'unlisted',
      'Private',
    ];
    const facts = ['never', 'no', 'false', 'none'];
    for (const key of ['access', 'state']) {
      for (const word of [...facts, '0', 'N']) {
        assert.equal(withLine(`${key}: ${word}`).outcome, 'published', `${key}: ${word}`);
      }
    }
    for (const key of ['visibility', 'access', 'state', 'post_status', 'published', 'public']) {
      for (const word of words) {
        if (/^(?:access|state)$/.test(key) && facts.includes(word)) continue;
        const { problems } = withLine(`${key}: ${word}`);
        assert.equal(problems[0]?.code, 'key-near-miss', `${key}: ${word}`);
        assert.ok(problems[0].message.includes(`"${key}"`));
      }
      for (const word of ['public', 'everyone', 'true', 'California', 'nothing of the sort']) {
        assert.equal(withLine(`${key}: ${word}`).outcome, 'published', `${key}: ${word}`);
      }
    }
  });

  it('knows flags that hide a post', () => {
    for (const key of [
      ...[
        'hide',
        'hidden',
        'noindex',
        'wip',
        'unpublish',
        'private_post',
        'post_hidden',
        'headless',
      ],
      ...['exclude_from_site', 'noIndex', '是否草稿', '草稿状态', '私密', '未发布'],
    ]) {
      assert.equal(withKey(key, true).problems[0]?.severity, 'error', key);
      if (key !== '草稿状态') assert.equal(withKey(key, false).outcome, 'published', key);
    }
    for (const key of [
      ...['listed', 'publish', 'dg-publish', 'render', 'post_published', '公开', '发布'],
    ]) {
      assert.equal(withKey(key, false).problems[0]?.code, 'key-near-miss', key);
      assert.equal(withKey(key, true).outcome, 'published', key);
    }
    for (const key of ['hide_toc', 'hideComments', 'hidden_gems', 'rendered', 'invisible']) {
      assert.equal(withKey(key, true).outcome, 'published', key);
      assert.equal(withKey(key, false).outcome, 'published', key);
    }
    assert.equal(withLine('hide: [toc]').outcome, 'published');
  });

  it('knows the keys of other programs', () => {
    for (const key of ['published', 'publish', 'public', 'isPublic', 'visible', 'Published']) {
      assert.equal(deniesPublic(key, false), true, key);
      assert.equal(withKey(key, 'false').outcome, 'rejected', key);
      assert.equal(withKey(key, 'true').outcome, 'published', key);
    }
    for (const key of ['private', 'hidden', 'unlisted', 'unpublished', 'is_private']) {
      assert.equal(withKey(key, 'true').outcome, 'rejected', key);
      assert.equal(withKey(key, 'false').outcome, 'published', key);
    }
    assert.equal(withKey('published', 'null').outcome, 'published');
    assert.equal(withKey('published', '2020-01-01').outcome, 'published');
  });
});
