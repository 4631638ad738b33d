import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { possibleWishes, stemOf } from '../../src/content/make-post.ts';
import { maximumOldAddresses } from '../../src/content/old-address.ts';
import { plainScheme } from '../../src/content/permalinks.ts';
import type { Problem } from '../../src/content/problem.ts';
import { slugify } from '../../src/content/slug.ts';
import { plainRules } from '../../src/corpus/address-claims.ts';
import { resolvePostAddresses } from '../../src/corpus/post-addresses.ts';
import { maximumEarlier, type PublishedPost } from '../../src/corpus/published-addresses.ts';
import { compareText } from '../../src/shared/compare-text.ts';
import { foldPath } from '../../src/shared/path-claims.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle, type PostInput } from '../support/articles.ts';

/** A post, its text, and whether it is published. */
interface Written extends PostInput {
  readonly file: string;
  readonly text?: string;
  readonly isHeld?: boolean;
}

interface Built {
  /** Slugs by file. */
  readonly slugs: Readonly<Record<string, string>>;
  /** The file to which each address leads, by slug, and by that of a page folded. */
  readonly leads: ReadonlyMap<string, string>;
  /** The addresses that the next build must keep. */
  readonly kept: readonly (readonly [slug: string, file: string])[];
  readonly published: readonly PublishedPost[];
  readonly problems: readonly Problem[];
}

/** Publishes posts after a build that has published others. */
function publish(
  posts: readonly Written[],
  before: readonly PublishedPost[] = [],
  isAccepting = false,
): Built {
  const articles = [...posts]
    .sort((a, b) => compareText(a.file, b.file))
    .filter(({ isHeld = false }) => !isHeld)
    .map(({ text, isHeld: _isHeld, ...post }) => {
      const slug = post.hasOwnSlug === true && post.slug;
      const bytes = [text, slug, { ...post, file: '', slug: '' }];
      return makeArticle(post, { fileChecksum: JSON.stringify(bytes) });
    });
  const files = new Set(posts.map(({ file }) => file));
  const heldBack = new Map(
    posts.flatMap(({ file, slug = '', isHeld }) =>
      isHeld === true ? [[file, possibleWishes(file, [slug])] as const] : [],
    ),
  );
  const resolved = resolvePostAddresses(articles, 'posts', plainRules, {
    ...{ posts: before, files, heldBack, isAccepting, schemes: [plainScheme] },
    lineOfWish: () => 3,
  });
  const { articles: settled, published, problems } = resolved;
  const links = createLinks('https://example.com', '/');
  const pages = settled.map(({ post }) => [post.slug, post.file] as const);
  const fileAt = new Map(settled.map(({ post }) => [links.post(post.address).href, post.file]));
  const redirects = collectRedirects(settled, [], links, 'posts').all.map(({ from, href }) => {
    return [slugOf(decodeURIComponent(from)), fileAt.get(href) ?? ''] as const;
  });
  const former = settled.flatMap(({ post: { file, formerAddresses = [] } }) =>
    formerAddresses.map((address) => [slugOf(address), file] as const),
  );
  const folded = pages.map(([slug, file]) => [foldPath(slug), file] as const);
  return {
    slugs: Object.fromEntries(settled.map(({ post }) => [post.file, post.slug])),
    leads: new Map([...folded, ...redirects, ...pages]),
    kept: [...pages, ...former],
    published,
    problems,
  };
}

function slugOf(address: string): string {
  return address.replace(/^\/posts\/|\/$/g, '');
}

function said({ problems }: Built): readonly string[] {
  return problems.map(({ severity, code, file }) => `${severity} ${code} ${file}`);
}

const named = (file: string) => ({ file, slug: slugify(stemOf(file)) });

const good: Written = {
  file: 'good.md',
  slug: 'good',
  title: '好',
  text: '一',
  date: '2026-03-01',
};

describe('the address of a published post', () => {
  const first = publish([good]);

  it('stays when the same is built again, and nothing is said', () => {
    const again = publish([good], first.published);
    assert.deepEqual(again, first);
    assert.deepEqual(said(again), []);
  });

  it('is not given to a new post that asks for it by its slug', () => {
    const thief: Written = { file: 'new.md', slug: 'good', hasOwnSlug: true, date: '2020-01-01' };
    const built = publish([good, thief], first.published);
    assert.equal(built.slugs['good.md'], 'good');
    assert.match(built.slugs['new.md'] ?? '', /^good-[0-9a-f]{6}$/);
    assert.deepEqual(said(built), ['error address-taken posts/new.md']);
    const [problem] = built.problems;
    assert.equal(problem?.line, 3);
    assert.match(problem?.message ?? '', /\/posts\/good\/.* posts\/good\.md/);
  });

  it('is not given to an older post whose name differs in case', () => {
    const older: Written = { file: 'sub/Good.md', slug: 'good', date: '2020-01-01' };
    const built = publish([good, older], first.published);
    assert.equal(built.slugs['good.md'], 'good');
    assert.deepEqual(said(built), ['error address-taken posts/sub/Good.md']);
    // Once it is published elsewhere, a warning still names both.
    const again = publish([good, older], built.published);
    assert.deepEqual(again.slugs, built.slugs);
    assert.deepEqual(said(again), ['warning url-collision posts/sub/Good.md']);
  });

  it('is not given to others while the post is a draft, and is there for it afterwards', () => {
    const held = publish([{ ...good, isHeld: true }], first.published);
    assert.deepEqual(said(held), []);
    const thief: Written = { file: 'new.md', slug: 'good' };
    const both = publish([{ ...good, isHeld: true }, thief], held.published);
    assert.deepEqual(said(both), ['error address-taken posts/new.md']);
    assert.equal(publish([good, thief], both.published).slugs['good.md'], 'good');
  });

  it('leads to the post after it asks for another, and may be taken back', () => {
    const moved = { ...good, slug: 'better', hasOwnSlug: true };
    const built = publish([moved], first.published);
    assert.equal(built.leads.get('good'), 'good.md');
    assert.equal(built.leads.get('better'), 'good.md');
    assert.deepEqual(said(built), ['notice address-moved posts/good.md']);
    assert.match(built.problems[0]?.message ?? '', /\/posts\/better\/; \/posts\/good\/ leads/);
    assert.match(built.problems[0]?.hint ?? '', /"aliases: \[\/posts\/good\/\]"/);
    assert.deepEqual(publish([moved], built.published), built);
    const back = publish([good], built.published);
    assert.equal(back.slugs['good.md'], 'good');
    assert.equal(back.leads.get('better'), 'good.md');
  });

  it('is no news once an alias of the post says it', () => {
    const moved = { ...good, slug: 'better', oldPaths: ['/posts/good/'] };
    const built = publish([moved], first.published);
    assert.equal(built.leads.get('good'), 'good.md');
    assert.deepEqual(said(built), []);
  });

  it('is not given to others while it leads to the post', () => {
    const moved = { ...good, slug: 'better' };
    const { published } = publish([moved], first.published);
    const built = publish([moved, { file: 'new.md', slug: 'good' }], published);
    assert.equal(built.leads.get('good'), 'good.md');
    assert.deepEqual(said(built).slice(1), ['error address-taken posts/new.md']);
    assert.match(built.problems[1]?.message ?? '', /leads to posts\/good\.md/);
  });

  it('follows a renamed file with the same content', () => {
    const renamed = publish([{ ...good, file: 'best.md', slug: 'best' }], first.published);
    assert.equal(renamed.slugs['best.md'], 'best');
    assert.equal(renamed.leads.get('good'), 'best.md');
    assert.deepEqual(said(renamed), ['notice address-moved posts/best.md']);
  });

  it('passes to a file in another folder that asks for it, which is named', () => {
    const built = publish([{ ...good, file: '2026/good.md', text: '二' }], first.published);
    assert.equal(built.slugs['2026/good.md'], 'good');
    assert.deepEqual(said(built), ['notice address-inherited posts/2026/good.md']);
  });

  it('is an error when the file is gone, and named once', () => {
    const other: Written = { file: 'other.md', slug: 'other', title: '好' };
    const built = publish([other], first.published);
    assert.deepEqual(said(built), ['error address-vanished posts/good.md']);
    assert.match(
      built.problems[0]?.hint ?? '',
      /aliases: \[\/posts\/good\/\]" in posts\/other\.md/,
    );
    assert.deepEqual(said(publish([other], built.published)), []);
  });

  it('may be given up by an alias of another post, or after the post was withdrawn', () => {
    const other: Written = { file: 'other.md', slug: 'other', oldPaths: ['/posts/good/'] };
    assert.deepEqual(said(publish([other], first.published)), []);
    const held = publish([{ ...good, isHeld: true }], first.published);
    assert.deepEqual(said(publish([], held.published)), []);
  });

  it('is not saved by an alias that differs in case, since hosts tell the two apart', () => {
    const other: Written = { file: 'other.md', slug: 'other', oldPaths: ['/posts/Good/'] };
    const lost = publish([other], first.published);
    assert.deepEqual(said(lost), ['error address-vanished posts/good.md']);
    const moved = { ...good, slug: 'better', oldPaths: ['/posts/Good/'] };
    const built = publish([moved], first.published);
    assert.equal(built.leads.get('good'), 'good.md');
    assert.equal(built.leads.get('Good'), 'good.md');
    assert.deepEqual(said(built), ['notice address-moved posts/good.md']);
  });

  it('stays with its text when two files change names, and both are named', () => {
    const other: Written = { file: 'other.md', slug: 'other', title: '另', text: '二' };
    const before = publish([good, other]).published;
    const swapped: Written[] = [
      { ...good, file: 'other.md', slug: 'other' },
      { ...other, file: 'good.md', slug: 'good' },
    ];
    const built = publish(swapped, before);
    assert.deepEqual(built.slugs, { 'other.md': 'good', 'good.md': 'other' });
    assert.deepEqual(said(built), [
      'error address-taken posts/good.md',
      'error address-taken posts/other.md',
    ]);
    assert.match(
      built.problems[0]?.message ?? '',
      /once posts\/other\.md, asks for \/posts\/good\/.* is that of what is now posts\/other\.md/,
    );
    assert.match(built.problems[0]?.hint ?? '', /old name.*it is at \/posts\/other\//);
    const again = publish(swapped, built.published);
    assert.deepEqual([again.slugs, again.published], [built.slugs, built.published]);
    assert.ok(said(again).every((line) => line.startsWith('warning url-collision')));
    // Ways out: the names as they were, slugs that say it, or acceptance.
    assert.deepEqual(said(publish([good, other], before)), []);
    assert.deepEqual(said(publish([good, other], built.published)), []);
    const slugs = ['good', 'other'];
    const told = swapped.map((post, at) => ({ ...post, slug: slugs[at] ?? '', hasOwnSlug: true }));
    assert.deepEqual(said(publish(told, built.published)), []);
    const accepted = publish(swapped, before, true);
    assert.deepEqual(accepted.slugs, { 'other.md': 'other', 'good.md': 'good' });
    assert.deepEqual(said(accepted), [
      'notice address-taken posts/good.md',
      'notice address-taken posts/other.md',
    ]);
  });

  it('is no matter of names where posts say their slugs', () => {
    const asks = { hasOwnSlug: true };
    const [a, b]: Written[] = [
      { file: 'a.md', slug: 'one', text: '1', ...asks },
      { file: 'b.md', slug: 'two', text: '2', ...asks },
    ];
    assert.ok(a && b);
    const { published } = publish([a, b]);
    const swapped = [
      { ...a, file: 'b.md' },
      { ...b, file: 'a.md' },
    ];
    const built = publish(swapped, published);
    assert.deepEqual(built.slugs, { 'b.md': 'one', 'a.md': 'two' });
    assert.deepEqual(said(built), []);
  });

  it('stays with its text when three change names, one of them to a new one', () => {
    const posts = ['a', 'b', 'c'].map((slug): Written => ({
      file: `${slug}.md`,
      slug,
      text: slug,
    }));
    const { published } = publish(posts);
    for (const names of [
      ['b', 'c', 'a'],
      ['b', 'c', 'd'],
      ['d', 'a', 'c'],
    ]) {
      const moved = posts.map((post, at) => ({ ...post, ...named(`${names[at]}.md`) }));
      const built = publish(moved, published);
      for (const [at, slug] of ['a', 'b', 'c'].entries()) {
        assert.equal(built.leads.get(slug), `${names[at]}.md`, `${slug} of ${names.join()}`);
      }
      assert.ok(said(built).some((line) => line.startsWith('error address-taken')));
    }
  });

  it('stays with its file when a text is copied over that of another', () => {
    const other: Written = { file: 'other.md', slug: 'other', text: '二' };
    const { published } = publish([good, other]);
    const copied = [
      { ...other, file: 'good.md', slug: 'good' },
      { ...other, text: '三' },
    ];
    const built = publish(copied, published);
    assert.deepEqual(built.slugs, { 'good.md': 'good', 'other.md': 'other' });
    assert.deepEqual(said(built), []);
  });

  it('is kept by a post that asks for one which it cannot get', () => {
    const other: Written = { file: 'other.md', slug: 'other', text: '二' };
    const { published } = publish([good, other]);
    const asking = { ...good, slug: 'other', hasOwnSlug: true };
    const built = publish([asking, other], published);
    assert.deepEqual(said(built), ['error address-taken posts/good.md']);
    assert.deepEqual(built.slugs, { 'good.md': 'good', 'other.md': 'other' });
    assert.deepEqual(publish([asking, other], built.published).slugs, built.slugs);
  });

  it('is remembered while it is among the last 50 that led to the post', () => {
    let built = first;
    for (let round = 0; round < maximumEarlier + 20; round++) {
      built = publish([{ ...good, slug: `s${round}` }], built.published);
    }
    const leads = built.kept.map(([slug]) => slug);
    const last = Array.from(
      { length: maximumEarlier + 1 },
      (_, at) => `s${maximumEarlier + 19 - at}`,
    );
    assert.deepEqual(leads, last);
    assert.deepEqual(publish([{ ...good, slug: last[0] ?? '' }], built.published), built);
  });

  it('waits for a post that is moved and held back at once', () => {
    const draft: Written = { ...good, file: 'drafts/good.md', isHeld: true };
    const held = publish([draft], first.published);
    assert.deepEqual(said(held), []);
    assert.deepEqual(said(publish([draft, { file: 'new.md', slug: 'good' }], held.published)), [
      'error address-taken posts/new.md',
    ]);
    const moved = { ...draft, slug: 'better', isHeld: false };
    assert.equal(publish([moved], held.published).leads.get('good'), 'drafts/good.md');
    const named: Written = { ...draft, file: 'drafts/x.md', hasOwnSlug: true };
    assert.deepEqual(said(publish([named], first.published)), []);
    const other: Written = { ...draft, file: 'drafts/x.md', slug: 'x' };
    assert.deepEqual(said(publish([other], first.published)), [
      'error address-vanished posts/good.md',
    ]);
  });

  it('is not saved by an alias beyond those that are published, and is by its page', () => {
    const many = Array.from({ length: maximumOldAddresses }, (_, at) => `/old-${at}/`);
    const lost: Written = { file: 'o.md', slug: 'o', oldPaths: [...many, '/posts/good/'] };
    assert.deepEqual(said(publish([lost], first.published)), [
      'error address-vanished posts/good.md',
    ]);
    for (const path of ['/posts/good', '/posts/good/index.html']) {
      const saved: Written = { file: 'o.md', slug: 'o', oldPaths: [path, ...many] };
      assert.deepEqual(said(publish([saved], first.published)), []);
    }
  });

  it('changes hands and is given up with a notice when that is accepted', () => {
    const thief: Written = { file: 'new.md', slug: 'good', hasOwnSlug: true };
    const taken = publish([good, thief], first.published, true);
    assert.equal(taken.slugs['new.md'], 'good');
    assert.match(taken.slugs['good.md'] ?? '', /^good-/);
    assert.deepEqual(said(taken), [
      'warning url-collision posts/good.md',
      'notice address-taken posts/new.md',
    ]);
    assert.deepEqual(publish([good, thief], taken.published).slugs, taken.slugs);
    assert.deepEqual(said(publish([], first.published, true)), [
      'notice address-vanished posts/good.md',
    ]);
  });

  it('is handed by acceptance to a post that was denied it in an earlier build', () => {
    const thief: Written = { file: 'new.md', slug: 'good' };
    const denied = publish([good, thief], first.published);
    const later = publish([good, thief], denied.published);
    const taken = publish([good, thief], later.published, true);
    assert.equal(taken.slugs['new.md'], 'good');
    assert.deepEqual(said(taken), [
      'warning url-collision posts/good.md',
      'notice address-taken posts/new.md',
      'notice address-moved posts/new.md',
    ]);
    // It does not change hands again.
    assert.deepEqual(publish([good, thief], taken.published, true).slugs, taken.slugs);
  });

  it('does not change hands by acceptance between posts that were new together', () => {
    const both: Written[] = [good, { ...good, file: 'x/good.md', date: '2026-04-01' }];
    const built = publish(both);
    assert.deepEqual(publish(both, built.published, true).slugs, built.slugs);
  });

  it('is handed by acceptance to a post that was published beside it', () => {
    const late: Written = { file: 'sub/Good.md', slug: 'good' };
    const { published } = publish([good, late], first.published);
    const moved = { ...good, slug: 'better' };
    const both = publish([moved, late], published);
    assert.notEqual(both.slugs['sub/Good.md'], 'good');
    const alone = publish([late], both.published, true);
    assert.equal(alone.slugs['sub/Good.md'], 'good');
  });
});

describe('addresses over many builds', () => {
  const names = ['a.md', 'A.md', 'x/a.md', 'b.md', 'x/b.md', 'straße.md', 'strasse.md'];
  const slugs = ['a', 'b', 'c', 'straße', 'strasse'];
  const action = fc.record({
    file: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    slug: fc.constantFrom(...slugs),
    kind: fc.constantFrom(...['write', 'ask', 'rename', 'remove', 'hold', 'edit', 'alias', 'swap']),
    isUpper: fc.boolean(),
    date: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'),
  });
  type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

  /** Does something to a post; its text says which one it is. */
  function act(posts: Map<string, Written>, one: Action, number: number): void {
    const post = posts.get(one.file);
    if (!post) {
      const text = String(number);
      posts.set(one.file, { ...named(one.file), date: one.date, text, title: 't' });
      return;
    }
    if (one.kind === 'ask') posts.set(one.file, { ...post, slug: one.slug, hasOwnSlug: true });
    if (one.kind === 'edit') posts.set(one.file, { ...post, date: one.date, title: `${number}` });
    if (one.kind === 'hold') posts.set(one.file, { ...post, isHeld: post.isHeld !== true });
    if (one.kind === 'alias') {
      const slug = one.isUpper ? one.slug.toUpperCase() : one.slug;
      posts.set(one.file, { ...post, oldPaths: [`/posts/${slug}/`] });
    }
    if (one.kind === 'remove') posts.delete(one.file);
    const other = posts.get(one.to);
    if (one.kind === 'rename' && !other) {
      posts.delete(one.file);
      posts.set(one.to, renamed(post, one.to));
    }
    if (one.kind === 'swap' && other) {
      posts.set(one.file, renamed(other, one.file));
      posts.set(one.to, renamed(post, one.to));
    }
  }

  function renamed(post: Written, file: string): Written {
    return { ...post, ...(post.hasOwnSlug === true ? { file } : named(file)) };
  }

  function mayAsk(posts: ReadonlyMap<string, Written>, asked: string): boolean {
    return [...posts.values()].some(
      ({ file, slug = '', isHeld = false }) =>
        isHeld && possibleWishes(file, [slug]).some((one) => foldPath(one) === foldPath(asked)),
    );
  }

  it('lead to their post, or an error names them; the same posts get the same again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(action, { maxLength: 4 }), { maxLength: 12 }), (rounds) => {
        const posts = new Map<string, Written>();
        let last = publish([]);
        let texts = new Map<string, string>();
        rounds.forEach((actions, round) => {
          const written = JSON.stringify(bytesOf(posts));
          actions.forEach((one, at) => act(posts, one, round * 100 + at));
          const hasMovedOnly =
            JSON.stringify(bytesOf(posts)) === written &&
            ![...posts.values()].some(({ isHeld }) => isHeld);
          const built = publish([...posts.values()], last.published);
          const again = publish([...posts.values()], built.published);
          assert.deepEqual([again.slugs, again.leads], [built.slugs, built.leads]);
          assert.deepEqual(again.published, built.published);

          const held = new Set([...posts.values()].filter((p) => p.isHeld).map((p) => p.text));
          for (const [slug, file] of last.kept) {
            const text = texts.get(file);
            // Of a page whose name some file systems fold to the same, no other can stand beside.
            const now = built.leads.get(slug) ?? built.leads.get(foldPath(slug));
            // A file stays the same post whatever is written into it; but a text that only moves
            // takes its address along.
            const isThere =
              now !== undefined &&
              (posts.get(now)?.text === text || (now === file && !hasMovedOnly));
            if (isThere || held.has(text) || posts.get(file)?.isHeld === true) continue;
            // A draft that asks for the address of a file that is gone counts as that post.
            const asked = last.published.find((post) => post.file === file)?.asked ?? '';
            if (!posts.has(file) && mayAsk(posts, asked)) continue;
            const isNamed = built.problems.some(
              ({ severity, code, message }) =>
                (severity === 'error' || code === 'address-inherited') &&
                foldPath(message).includes(`/posts/${foldPath(slug)}/`),
            );
            const isGivenUp =
              now !== undefined &&
              [...posts.values()].some(({ oldPaths }) => oldPaths?.includes(`/posts/${slug}/`));
            assert.ok(isNamed || isGivenUp, `${slug} of ${file}: ${JSON.stringify(built)}`);
          }
          last = built;
          texts = new Map([...posts.values()].map((p) => [p.file, p.text ?? '']));
        });
      }),
      { numRuns: 500 },
    );
  });

  /** What is written in all posts, whatever their files are called. */
  function bytesOf(posts: ReadonlyMap<string, Written>): readonly string[] {
    return [...posts.values()]
      .map((post) => JSON.stringify({ ...post, file: '', slug: post.hasOwnSlug ? post.slug : '' }))
      .sort();
  }
});
