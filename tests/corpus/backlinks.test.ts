import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { resolveBacklinks } from '../../src/corpus/backlinks.ts';
import type { UnpublishedPost } from '../../src/corpus/link-problems.ts';
import type { Article } from '../../src/ingest/types.ts';
import type { RawLink } from '../../src/markdown/types.ts';
import { makeArticle } from '../support/articles.ts';
import type { PostInput } from '../support/articles.ts';

const options = { pathPrefix: '/notes/', siteUrl: 'https://site.example', postsLabel: 'posts' };

function link(target: string, kind: RawLink['kind'] = 'link'): RawLink {
  return { kind, target, line: 7, href: target };
}

function wiki(target: string, heading?: string): RawLink {
  return { kind: 'wiki', target, line: 7, ...(heading !== undefined && { heading }) };
}

const posts: readonly PostInput[] = [
  {
    slug: 'slow-reading',
    file: 'reading/Slow Reading.md',
    title: '慢读',
    aliases: ['细读'],
    oldPaths: ['/old/slow/'],
    formerAddresses: ['/posts/slowly/'],
  },
  { slug: 'own-slug', file: 'reading/file-name.md', title: '自定地址' },
  { slug: 'ab-4f0c1d', file: 'AB.md', title: '视频一' },
  { slug: 'ab', file: 'ab.md', title: '视频二' },
  { slug: 'twin-a', file: 'one/twin.md', title: '双' },
  { slug: 'twin-b', file: 'two/twin.md', title: '双' },
  { slug: 'hidden', file: 'hidden.md', title: '不列出', visibility: 'unlisted' },
];
const headings = ['a', 's', 'y'].map((id) => ({ id, text: id, level: 2 }));
const targets = posts.map((post) => makeArticle(post, { toc: headings }));

/** What the links of a post lead to: slug and suffix of the address, or the kind of failure. */
function outcomes(
  links: readonly RawLink[],
  source: PostInput = { slug: 'source', file: 'reading/source.md' },
) {
  const article = makeArticle(source, { links });
  const backlinks = resolveBacklinks([article, ...targets], options);
  const found = backlinks
    .resolutionsOf(article)
    .map((resolution) =>
      resolution.kind === 'found'
        ? resolution.article.post.slug + resolution.suffix
        : resolution.kind,
    );
  return { found, codes: backlinks.problems.map(({ code }) => code), ...backlinks };
}

describe('links between posts', () => {
  it('find a wikilink by slug, file, path, title, alias or folded name', () => {
    const names = [
      'slow-reading',
      'Slow Reading',
      'Slow Reading.md',
      'reading/Slow Reading',
      '/posts/slow-reading/',
      '慢读',
      '细读',
      '/old/slow',
      'SLOW_reading',
    ];
    const { found, codes } = outcomes(names.map((name) => wiki(name)));
    assert.deepEqual(
      found,
      names.map(() => 'slow-reading'),
    );
    assert.deepEqual(codes, []);
  });

  it('tell files apart that differ in case only', () => {
    assert.deepEqual(outcomes([wiki('AB'), wiki('AB.md'), link('../AB.md')]).found, [
      'ab-4f0c1d',
      'ab-4f0c1d',
      'ab-4f0c1d',
    ]);
    assert.deepEqual(outcomes([wiki('ab')]).found, ['ab']);
  });

  it('find Markdown files from the post, or from the posts folder', () => {
    const addresses = [
      'Slow%20Reading.md#a',
      './Slow%20Reading.md',
      '/reading/Slow%20Reading.md',
      '/posts/reading/Slow%20Reading.md',
      '../reading/Slow%20Reading.md?x#y',
    ];
    const { found, codes } = outcomes(addresses.map((address) => link(address)));
    assert.deepEqual(found, [
      'slow-reading#a',
      'slow-reading',
      'slow-reading',
      'slow-reading',
      'slow-reading?x#y',
    ]);
    assert.deepEqual(codes, []);
  });

  it('follow dots and doubled slashes as browsers and servers do', () => {
    const addresses = [
      '/posts/x/../own-slug/',
      '/posts/%2e%2e/posts/./own-slug/index.html',
      '/posts//own-slug/',
      'https://site.example/notes/x/../posts/own-slug/',
      'https://site.example/other/../notes/posts/own-slug/',
      '../../posts/own-slug/',
      '../../../notes/posts/own-slug/',
    ];
    const { found } = outcomes(addresses.map((address) => link(address)));
    assert.deepEqual(
      found,
      addresses.map(() => 'own-slug'),
    );
    assert.deepEqual(outcomes([link('/posts/x/../no-such-post/')]).found, ['missing']);
    assert.deepEqual(outcomes([link('../../../notes/posts/no-such-post/')]).found, ['missing']);
  });

  it('find addresses of the site: with and without prefix, whole and relative', () => {
    const addresses = [
      '/posts/own-slug/',
      '/posts/own-slug',
      '/posts/own-slug/index.html',
      '/notes/posts/own-slug/#s',
      'https://site.example/notes/posts/own-slug/',
      '../own-slug/',
    ];
    const { found, codes } = outcomes(addresses.map((address) => link(address)));
    assert.deepEqual(new Set(found), new Set(['own-slug', 'own-slug#s']));
    assert.deepEqual(codes, []);
  });

  it('follow near misses of an address, and say what it is', () => {
    const { found, codes, problems } = outcomes([
      link('/posts/file-name/'),
      link('/posts/Slow-Reading/'),
      link('/old/slow/'),
      link('file-name'),
    ]);
    assert.deepEqual(found, ['own-slug', 'slow-reading', 'slow-reading', 'own-slug']);
    assert.deepEqual(new Set(codes), new Set(['post-link-inexact']));
    assert.equal(problems[0]?.hint, 'Write /posts/own-slug/.');
    assert.ok(problems.every(({ severity }) => severity === 'notice'));
  });

  it('report nothing of addresses that are no posts', () => {
    const addresses = [
      '/tags/css/',
      '/',
      'table.pdf',
      '/posts/table.pdf',
      '../../feed.xml',
      '?x',
      'https://site.example/',
    ];
    const { found, codes } = outcomes(addresses.map((address) => link(address)));
    assert.deepEqual(
      found,
      addresses.map(() => 'other'),
    );
    assert.deepEqual(codes, []);
  });

  it('report broken ones with file, line and the nearest title', () => {
    const { found, problems } = outcomes([
      wiki('慢度'),
      wiki('own-slvg'),
      link('/posts/gone/'),
      link('gone.md'),
    ]);
    assert.deepEqual(new Set(found), new Set(['missing']));
    const [first, second, third] = problems;
    assert.deepEqual(
      [first?.file, first?.line, first?.severity],
      ['posts/reading/source.md', 7, 'warning'],
    );
    assert.match(first?.message ?? '', /\[\[慢度\]\] leads to no published post/);
    assert.match(second?.hint ?? '', /"自定地址" \(\/posts\/own-slug\/\)/);
    assert.match(third?.hint ?? '', /^No post has this name/);
  });

  it('name the file of a post that is not published, and why it is not', () => {
    const unpublished: readonly UnpublishedPost[] = [
      { file: 'b/second-draft.md', reason: 'draft', names: ['第二稿', 'own-draft-slug'] },
      { file: 'later.md', reason: 'future', names: [] },
      { file: 'wrong.md', reason: 'rejected', names: [] },
    ];
    const links = [
      ...[wiki('第二稿'), wiki('posts/b/second-draft.md'), link('../b/Second%20Draft.md#x')],
      ...[link('/posts/own-draft-slug/'), wiki('later'), link('wrong.md'), wiki('own-slvg')],
    ];
    const source = makeArticle({ slug: 'source', file: 'reading/source.md' }, { links });
    const { problems } = resolveBacklinks([source, ...targets], { ...options, unpublished });
    assert.deepEqual(
      problems.map(({ code, hint = '' }) => [code, hint.split(' ').slice(0, 4).join(' ')]),
      [
        ...Array.from({ length: 4 }, () => 'posts/b/second-draft.md is a draft:'),
        'posts/later.md has a date',
        'posts/wrong.md has errors and',
        'Did you mean "自定地址"',
      ].map((hint) => ['post-link-broken', hint]),
    );
  });

  it('never propose an unlisted post', () => {
    assert.doesNotMatch(outcomes([wiki('hiden')]).problems[0]?.hint ?? '', /hidden|不列出/);
  });

  it('report ambiguous ones, unless one of the posts stands in the same folder', () => {
    const { found, problems } = outcomes([wiki('双'), wiki('twin')]);
    assert.deepEqual(found, ['ambiguous', 'ambiguous']);
    assert.match(problems[0]?.message ?? '', /posts\/one\/twin\.md or posts\/two\/twin\.md/);
    const near = outcomes([wiki('双'), wiki('twin')], { slug: 's', file: 'two/s.md' });
    assert.deepEqual([near.found, near.codes], [['twin-b', 'twin-b'], []]);
  });

  it('find headings by their text', () => {
    const toc = [{ id: '第二遍', text: '第二遍：慢', level: 2 }];
    const target = makeArticle({ slug: 'target' }, { toc });
    const links = [wiki('target', '第二遍 慢'), wiki('target', '第三遍'), wiki('', '自己')];
    const source = makeArticle(
      { slug: 'source' },
      { links, toc: [{ id: 'own', text: '自己', level: 2 }] },
    );
    const { resolutionsOf, problems } = resolveBacklinks([source, target], options);
    assert.deepEqual(
      resolutionsOf(source).map(
        (found) => found.kind === 'found' && found.article.post.slug + found.suffix,
      ),
      [`target#${encodeURIComponent('第二遍')}`, 'target', 'source#own'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['post-link-heading'],
    );
  });

  it('find headings of an address by their id, and tell the nearest of one that is missing', () => {
    const toc = [
      { id: '第二遍', text: '第二遍', level: 2 },
      { id: 'line-length', text: 'Line length', level: 2 },
    ];
    const target = makeArticle({ slug: 'target', title: '目标' }, { toc });
    const good = [
      ...['/posts/target/#line-length', 'target.md#第二遍', '/posts/target/?x#%E7%AC%AC二遍'],
      ...['target.md', 'target.md#', '/posts/target/#top', '/posts/target/#main'],
      ...[
        'target.md#gloss-3',
        'target.md#fn-2',
        '/posts/target/#ui_toc',
        '/posts/target/#:~:text=x',
      ],
    ];
    const bad = ['/posts/target/#line-lenght', 'target.md#Line%20length', '../target/#不存在'];
    const links = [...good, ...bad].map((address) => link(address));
    const source = makeArticle(
      { slug: 'source' },
      { links: [...links, wiki('target', 'Line lenght')] },
    );
    const { resolutionsOf, problems } = resolveBacklinks([source, target], options);
    assert.deepEqual(
      problems.map(({ code, line, severity, hint }) => [code, line, severity, hint]),
      [
        'Did you mean "#line-length"?',
        'Did you mean "#line-length"?',
        'Write the heading as it stands in the post.',
        'Did you mean "Line length"?',
      ].map((hint) => ['post-link-heading', 7, 'warning', hint]),
    );
    const [first] = resolutionsOf(source).slice(good.length);
    assert.equal(first?.kind === 'found' && first.suffix, '#line-lenght');
  });
});

describe('linkedFrom', () => {
  const source = (slug: string, date: string, rest: PostInput = {}) =>
    makeArticle({ slug, date, ...rest }, { links: [wiki('target'), link('/posts/target/')] });
  const target = makeArticle({ slug: 'target' }, { links: [wiki('target')] });
  const articles = [
    source('old', '2020-01-01'),
    target,
    source('new', '2026-01-01'),
    source('hidden', '2025-01-01', { visibility: 'unlisted' }),
  ];

  it('names listed posts, newest first, each once, never the post itself', () => {
    const { linkedFrom } = resolveBacklinks(articles, options);
    assert.deepEqual(
      linkedFrom(target).map(({ post }) => post.slug),
      ['new', 'old'],
    );
  });

  it('does not depend on the order of posts', () => {
    const pool: Article[] = Array.from({ length: 12 }, (_, index) =>
      makeArticle(
        { slug: `p${index}`, date: `2026-01-0${(index % 3) + 1}` },
        { links: [wiki(`p${(index * 5) % 12}`), wiki(`p${(index * 7 + 1) % 12}`), wiki('gone')] },
      ),
    );
    const tell = (order: readonly Article[]) => {
      const { linkedFrom, problems } = resolveBacklinks(order, options);
      return [pool.map((article) => linkedFrom(article).map(({ post }) => post.slug)), problems];
    };
    const expected = tell(pool);
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (order) => {
        assert.deepEqual(tell(order), expected);
      }),
    );
  });
});
