import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { termTypes, type TermType } from '../../src/content/terms.ts';
import { createAliasTable } from '../../src/corpus/aliases.ts';
import { maximumEarlier, type PublishedTerm } from '../../src/corpus/published-addresses.ts';
import { lostTermPages, termAddresses } from '../../src/corpus/term-addresses.ts';
import { indexTerms, type Term, type TermIndex } from '../../src/corpus/term-index.ts';
import { foldTerm } from '../../src/shared/fold-term.ts';
import { makeArticle } from '../support/articles.ts';

interface Published {
  readonly published: readonly PublishedTerm[];
  /** The key of the tag to which each address leads. */
  readonly leads: ReadonlyMap<string, string>;
  /** Addresses of redirects, in their order. */
  readonly former: readonly string[];
  readonly find: (key: string) => Term | undefined;
  /** What posts call the tag of each page, by slug. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Publishes tags after a build that has published others. @param posts tags of each, by age. */
function publish(
  posts: readonly (readonly string[])[],
  before: readonly PublishedTerm[] = [],
  aliases: readonly (readonly [name: string, alias: string])[] = [],
  minimumPosts = 1,
): Published {
  const table = createAliasTable(
    aliases.map(([name, alias]) => ({ section: 'tag', name, aliases: [alias] })),
  );
  const articles = posts.map((tag, number) =>
    makeArticle({ slug: `p${number}`, date: `2026-01-${number + 10}`, terms: { tag } }),
  );
  const indexOf = (type: TermType) =>
    indexTerms(type, [...articles].reverse(), minimumPosts, table, before);
  const indexes = Object.fromEntries(termTypes.map((type) => [type, indexOf(type)]));
  const terms = indexes as Record<TermType, TermIndex>;
  const { published, former } = termAddresses(terms, before);
  const pages = terms.tag.terms.filter(({ hasPage }) => hasPage);
  return {
    published,
    leads: new Map([
      ...former.map(({ slug, term }) => [slug, term.key] as const),
      ...pages.map(({ slug, key }) => [slug, key] as const),
    ]),
    former: former.map(({ slug }) => slug),
    find: terms.tag.find,
    names: new Map(
      pages.map((term) => [
        term.slug,
        posts.flat().filter((name) => terms.tag.find(name) === term),
      ]),
    ),
  };
}

it('a tag keeps its address, whatever older tag asks for it later', () => {
  const first = publish([['实时']]);
  const second = publish([['实施'], ['实时']], first.published);
  assert.equal(second.find('实时')?.slug, 'shi-shi');
  assert.match(second.find('实施')?.slug ?? '', /^shi-shi-\w{6}$/);
});

it('the address of a tag with another name leads to it, and is not given to another', () => {
  const first = publish([['实时']]);
  const renamed = publish([['实时']], first.published, [['即时', '实时']]);
  assert.deepEqual(
    [...renamed.leads],
    [...Object.entries({ 'shi-shi': '即时', 'ji-shi': '即时' })],
  );
  assert.deepEqual(lostTermPages(first.published, renamed.published, 'posts'), []);
  const rival = publish([['实施'], ['实时']], renamed.published, [['即时', '实时']]);
  assert.equal(rival.leads.get('shi-shi'), '即时');
  assert.match(rival.find('实施')?.slug ?? '', /^shi-shi-\w{6}$/);
});

it('tags that are one have the addresses of both, and their own when they are two again', () => {
  const first = publish([['甲'], ['乙']]);
  const merged = publish([['甲'], ['乙']], first.published, [['乙', '甲']]);
  assert.deepEqual([...merged.leads], [...Object.entries({ jia: '乙', yi: '乙' })]);
  const apart = publish([['甲'], ['乙']], merged.published);
  assert.deepEqual(apart.leads, first.leads);
});

it('a tag without a page for a while has its redirects again when the page is back', () => {
  const aliases = [['乙', '甲']] as const;
  const first = publish([['甲'], ['甲']], [], [], 2);
  const renamed = publish([['甲'], ['甲']], first.published, aliases, 2);
  assert.deepEqual(renamed.former, ['jia']);
  const without = publish([['甲'], []], renamed.published, aliases, 2);
  assert.deepEqual(without.former, []);
  assert.equal(lostTermPages(renamed.published, without.published, 'posts').length, 1);
  const still = publish([['甲'], []], without.published, aliases, 2);
  assert.deepEqual(still.published, without.published);
  assert.deepEqual(lostTermPages(without.published, still.published, 'posts'), []);
  const back = publish([['甲'], ['甲']], still.published, aliases, 2);
  assert.deepEqual(back.published, renamed.published);
  assert.deepEqual(back.former, ['jia']);
  assert.deepEqual(publish([[], []], still.published, aliases, 2).published, []);
});

it('a tag whose main name is corrected, or merged at once, is found by its spellings', () => {
  const posts = [['css'], ['CSS'], ['html']];
  const first = publish(posts, [], [['样式表', 'css']]);
  for (const [name, more] of [
    ['层叠样式', []],
    ['前端', [['前端', 'html'] as const]],
  ] as const) {
    const now = publish(posts, first.published, [[name, 'css'], ...more]);
    assert.equal(now.leads.get('yang-shi-biao'), name);
    assert.deepEqual(lostTermPages(first.published, now.published, 'posts'), []);
    // Once more, and then without an alias.
    const later = publish(posts, now.published, [['样式', 'css']]);
    assert.equal(later.leads.get('yang-shi-biao'), '样式');
    const plain = publish(posts, later.published);
    assert.equal(plain.leads.get('yang-shi-biao'), 'css');
    assert.equal(plain.leads.get('yang-shi'), 'css');
  }
});

it('a tag is found by the spelling that most of its posts had, then by what the file lists', () => {
  const aliases = [
    ['旧', 'a'],
    ['旧', 'b'],
    ['旧', 'c'],
  ] as const;
  const first = publish([['a'], ['b'], ['b'], ['旧']], [], aliases);
  assert.deepEqual(first.published[0]?.otherKeys, ['b', 'a', 'c']);
  const split = publish([['a'], ['b'], ['b']], first.published);
  assert.equal(split.leads.get('jiu'), 'b');
  // One with a page goes before one without.
  const few = publish([['a'], ['a'], ['b']], first.published, [], 2);
  assert.equal(few.leads.get('jiu'), 'a');
  const listed = publish([['新']], publish([['旧']], [], aliases).published, [['新', 'c']]);
  assert.equal(listed.leads.get('jiu'), '新');
});

it('the address of a tag that is found by its spellings is not given to another', () => {
  const first = publish([['x']], [], [['实时', 'x']]);
  const now = publish([['实施'], ['x']], first.published, [['即时', 'x']]);
  assert.equal(now.leads.get('shi-shi'), '即时');
  assert.match(now.find('实施')?.slug ?? '', /^shi-shi-\w{6}$/);
});

it('of the former addresses of a tag the last 50 are remembered', () => {
  const earlier = Array.from({ length: 80 }, (_, at) => `x${at}`);
  const { published, former } = publish([['甲']], [{ type: 'tag', key: '甲', slug: 'x', earlier }]);
  assert.deepEqual(published[0]?.earlier, ['x', ...earlier].slice(0, maximumEarlier));
  assert.equal(former.length, maximumEarlier);
  assert.deepEqual(publish([['甲']], published).published, published);
});

it('redirects have one order, whatever that of the memory', () => {
  const first = publish([['丙'], ['甲'], ['乙']]);
  const aliases = [
    ['东', '甲'],
    ['西', '乙'],
    ['南', '丙'],
  ] as const;
  for (const before of [first.published, [...first.published].reverse()]) {
    const { former } = publish([['甲'], ['乙'], ['丙']], before, aliases);
    assert.deepEqual(former, ['bing', 'jia', 'yi']);
  }
});

it('pages of tags that are gone are counted, and a few are named', () => {
  const first = publish([['a', 'b', 'c', 'd', 'e']]);
  const { published } = publish([['a']], first.published);
  const [problem, ...others] = lostTermPages(first.published, published, 'posts');
  assert.deepEqual(others, []);
  assert.match(problem?.message ?? '', /^4 published pages .*\(tag\) are gone: b, c, d and 1 more/);
  assert.equal(problem?.severity, 'notice');
});

it('over many builds, the addresses of a tag lead to it; the same posts give the same', () => {
  const tag = fc.constantFrom('实施', '实时', 'shi shi', '事实', 'Shi-shi!', 'x', '甲', 'jia');
  const build = fc.record({
    minimumPosts: fc.constantFrom(1, 2),
    posts: fc.array(fc.array(tag, { maxLength: 3 }), { maxLength: 4 }),
    // Names that no post has are those that an alias file corrects.
    aliases: fc
      .array(fc.tuple(fc.oneof(tag, fc.constantFrom('名', '号')), tag), { maxLength: 2 })
      .filter((pairs) => new Set(pairs.flat().map(foldTerm)).size === 2 * pairs.length),
  });
  fc.assert(
    fc.property(fc.array(build, { maxLength: 6 }), (builds) => {
      let last = publish([]);
      for (const { posts, aliases, minimumPosts } of builds) {
        const now = publish(posts, last.published, aliases, minimumPosts);
        const again = publish(posts, now.published, aliases, minimumPosts);
        assert.deepEqual([again.published, again.leads], [now.published, now.leads]);
        for (const { key, slug, earlier, otherKeys = [] } of last.published) {
          const same = [key, ...otherKeys].map(now.find).find((term) => term?.hasPage);
          if (!same) continue;
          for (const old of [slug, ...earlier]) {
            assert.equal(now.leads.get(old), same.key, `${old} of ${key}`);
          }
        }
        // The posts say what a term was, whatever the alias file calls it.
        for (const [slug, names] of last.names) {
          const isThere = names.some((name) => now.find(name)?.hasPage);
          assert.ok(!isThere || now.leads.has(slug), `${slug} of ${names.join()}`);
        }
        last = now;
      }
    }),
    { numRuns: 300 },
  );
});

it('pages that the limit has taken are told as its doing, where it counts', () => {
  const lost = (type: TermType, raisedMinimum?: number) => {
    const [problem] = lostTermPages(
      [{ type, key: 'css', slug: 'css', earlier: [] }],
      [],
      'posts',
      raisedMinimum,
    );
    return problem?.hint ?? '';
  };
  assert.match(lost('tag', 9), /^Only those with 9 posts or more have a page.*maximumPages/);
  assert.match(lost('tag'), /^They have too few posts now/);
  assert.match(lost('area', 9), /^They have too few posts now/);
});
