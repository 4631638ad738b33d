import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Problem } from '../../src/content/problem.ts';
import { plainScheme } from '../../src/content/permalinks.ts';
import { resolvePostAddresses } from '../../src/corpus/post-addresses.ts';
import type { PublishedPost } from '../../src/corpus/published-addresses.ts';
import { isReserved } from '../../src/output/output-paths.ts';
import { compareText } from '../../src/shared/compare-text.ts';
import { foldAddress, foldPath } from '../../src/shared/path-claims.ts';
import { createLinks } from '../../src/views/links.ts';
import { collectRedirects } from '../../src/views/redirects.ts';
import { makeArticle, type PostInput } from '../support/articles.ts';

type Written = PostInput & { readonly file: string; readonly isHeld?: boolean };

interface Built {
  /** Addresses by file. */
  readonly pages: Readonly<Record<string, string>>;
  /** The file to which each address leads, percent-encoded; folded ones are those of pages. */
  readonly leads: ReadonlyMap<string, string>;
  readonly published: readonly PublishedPost[];
  readonly schemes: readonly string[];
  readonly problems: readonly Problem[];
}

const links = createLinks('https://example.com', '/');
const hrefOf = (address: string) => links.post(address).href;

function publish(
  posts: readonly Written[],
  scheme: string,
  before?: Pick<Built, 'published' | 'schemes'>,
): Built {
  const articles = [...posts]
    .sort((a, b) => compareText(a.file, b.file))
    .filter(({ isHeld = false }) => !isHeld)
    .map(({ isHeld: _isHeld, ...post }) => makeArticle(post, { fileChecksum: post.file }));
  const rules = { scheme, isReserved, dateOf: ({ date }: { readonly date?: string }) => date };
  const resolved = resolvePostAddresses(articles, 'posts', rules, {
    posts: before?.published ?? [],
    files: new Set(posts.map(({ file }) => file)),
    heldBack: new Map(),
    isAccepting: false,
    schemes: before?.schemes ?? [],
    lineOfWish: () => 3,
  });
  const { published, schemes, problems } = resolved;
  const pages = resolved.articles.map(({ post }) => [post.file, post.address] as const);
  const fileAt = new Map(pages.map(([file, address]) => [hrefOf(address), file]));
  const redirects = collectRedirects(resolved.articles, [], links, 'posts').all.map(
    ({ from, href }) => [from, fileAt.get(href) ?? ''] as const,
  );
  const folded = pages.map(([file, address]) => [foldPath(address), file] as const);
  return {
    ...{ pages: Object.fromEntries(pages), published, schemes, problems },
    leads: new Map([...folded, ...redirects, ...fileAt]),
  };
}

function said({ problems }: Built): readonly string[] {
  return problems.map(({ severity, code, file }) => `${severity} ${code} ${file}`);
}

const a: Written = { file: 'a.md', slug: 'a', title: 'A', date: '2026-03-06' };
const b: Written = { file: 'b.md', slug: 'b', title: 'B', date: '2025-12-31' };
const undated: Written = { file: 'c.md', slug: 'c', title: 'C' };
const byMonth = '/:year/:month/:slug/';

describe('a scheme of addresses', () => {
  it('makes them of slug and date; a post without a date has the plain address', () => {
    const { pages, problems } = publish([a, b, undated], '/:year-:month/:day/:slug/');
    const expected = { 'a.md': '/2026-03/06/a/', 'b.md': '/2025-12/31/b/', 'c.md': '/posts/c/' };
    assert.deepEqual([pages, problems], [expected, []]);
  });

  it('leaves slugs unique: a second one gets a suffix, though its address would be free', () => {
    const older = { ...a, file: 'x/a.md', date: '2024-01-01' };
    const { pages, problems } = publish([a, older], byMonth);
    assert.equal(pages['x/a.md'], '/2024/01/a/');
    assert.match(pages['a.md'] ?? '', /^\/2026\/03\/a-[0-9a-f]{6}\/$/);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]?.message ?? '',
      /^The post has the same slug as posts\/x\/a\.md; its address is \/2026\/03\/a-/,
    );
  });

  it('gives no post the place of pages of the site', () => {
    const posts = ['tags', 'about', 'feed.xml', 'index', 'cname'].map((slug) => ({
      ...{ file: `${slug}.md`, slug, title: slug },
    }));
    const built = publish(posts, '/:slug/');
    for (const [file, address] of Object.entries(built.pages)) {
      assert.match(address, /^\/[a-z.]+-[0-9a-f]{6}\/$/, file);
    }
    assert.deepEqual(
      new Set(said(built).map((line) => line.slice(0, 22))),
      new Set(['warning url-collision ']),
    );
    assert.match(built.problems[0]?.message ?? '', /asks for \/about\/, where the site has pages/);
    assert.deepEqual(publish(posts, '/:slug/', built).pages, built.pages);
  });

  it('can be changed: old addresses lead on, and one notice counts them', () => {
    const first = publish([a, b, undated], plainScheme);
    const second = publish([a, b, undated], byMonth, first);
    assert.deepEqual(said(second), ['notice permalinks-changed site.config.ts']);
    assert.match(second.problems[0]?.message ?? '', /2 posts have another address/);
    for (const [file, address] of Object.entries({ ...first.pages, ...second.pages })) {
      assert.equal(second.leads.get(address), file);
    }
    assert.equal(second.leads.get('/posts/a/'), 'a.md');
    const third = publish([a, b, undated], byMonth, second);
    assert.deepEqual(said(third), []);
    assert.deepEqual([third.pages, third.leads], [second.pages, second.leads]);

    const back = publish([a, b, undated], plainScheme, third);
    assert.deepEqual(back.pages, first.pages);
    assert.equal(back.leads.get('/2026/03/a/'), 'a.md');
    assert.deepEqual(said(publish([a, b, undated], plainScheme, back)), []);
  });

  it('lets a post move by its date or slug, each with a notice', () => {
    const first = publish([a], plainScheme);
    const second = publish([a], byMonth, first);
    const later = publish([{ ...a, date: '2026-04-01' }], byMonth, second);
    assert.deepEqual(said(later), ['notice address-moved posts/a.md']);
    assert.match(later.problems[0]?.hint ?? '', /"aliases: \[\/2026\/03\/a\/\]"/);
    const named = publish([{ ...a, slug: 'n', hasOwnSlug: true }], byMonth, second);
    assert.match(named.problems[0]?.hint ?? '', /"aliases: \[\/2026\/03\/a\/, \/posts\/a\/\]"/);
    assert.equal(named.leads.get('/posts/a/'), 'a.md');
  });
});

describe('a permalink', () => {
  const own = { ...a, permalink: '/2020/old-a/', hasOwnSlug: true };

  it('is the address under every scheme, and leaves redirects when it comes and goes', () => {
    const first = publish([a], byMonth);
    const second = publish([own], byMonth, first);
    assert.deepEqual(second.pages, { 'a.md': '/2020/old-a/' });
    assert.deepEqual(said(second), ['notice address-moved posts/a.md']);
    assert.equal(second.leads.get('/2026/03/a/'), 'a.md');
    const third = publish([own], plainScheme, second);
    assert.deepEqual([third.pages, third.leads], [second.pages, second.leads]);
    const last = publish([a], plainScheme, third);
    assert.deepEqual(last.pages, { 'a.md': '/posts/a/' });
    assert.equal(last.leads.get('/2020/old-a/'), 'a.md');
  });

  it('leaves its slug to others', () => {
    const { pages, problems } = publish([own, { ...b, slug: 'a', hasOwnSlug: true }], plainScheme);
    assert.deepEqual([pages['b.md'], problems], ['/posts/a/', []]);
  });

  it('of another post is not given away, nor are its folded forms', () => {
    const first = publish([own], plainScheme);
    for (const permalink of ['/2020/old-a/', '/2020/OLD-A/', '/2020/old-a.html']) {
      const thief = { ...b, permalink, hasOwnSlug: true };
      const built = publish([own, thief], plainScheme, first);
      assert.deepEqual(built.pages, { 'a.md': '/2020/old-a/', 'b.md': '/posts/b/' });
      assert.deepEqual(said(built), ['error address-taken posts/b.md']);
      assert.equal(built.problems[0]?.line, 3);
      const again = publish([own, thief], plainScheme, built);
      assert.deepEqual(again.pages, built.pages);
      assert.deepEqual(said(again), ['warning url-collision posts/b.md']);
    }
  });

  it('may be a `.html` page, from where the folder of that name leads on', () => {
    const first = publish([a], plainScheme);
    const page = { ...a, permalink: '/posts/a.html', hasOwnSlug: true };
    const second = publish([page], plainScheme, first);
    assert.equal(second.pages['a.md'], '/posts/a.html');
    assert.equal(second.leads.get('/posts/a/'), 'a.md');
  });

  it('where pages of the site are gives way to the slug, with a warning', () => {
    const built = publish([{ ...a, permalink: '/tags/a/' }], byMonth);
    assert.deepEqual(built.pages, { 'a.md': '/2026/03/a/' });
    assert.deepEqual(said(built), ['warning url-collision posts/a.md']);
  });
});

describe('addresses over many schemes', () => {
  const files = ['a.md', 'x/a.md', 'b.md', 'tags.md', '2026.md', 'posts.md'];
  const schemes = ['/posts/:slug/', '/:slug/', byMonth, '/:year/:slug/', '/a/:slug/', '/:slug/b/'];
  const permalinks = ['/a/', '/A/', '/a.html', '/posts/a/', '/2026/01/a/', '/b/a/', '/tags/x/'];
  const action = fc.record({
    file: fc.constantFrom(...files),
    kind: fc.constantFrom('write', 'slug', 'permalink', 'plain', 'hold', 'date'),
    slug: fc.constantFrom('a', 'b', 'c'),
    permalink: fc.constantFrom(...permalinks),
    date: fc.constantFrom('2026-01-01', '2026-02-01', undefined),
  });
  type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

  function act(posts: Map<string, Written>, { file, kind, ...asked }: Action): void {
    const slug = file.replace(/^.*\/|\.md$/g, '');
    const { date, permalink, ...post } = posts.get(file) ?? { file, slug, title: 't' };
    const day = kind === 'date' ? asked.date : date;
    const own = kind === 'permalink' ? asked.permalink : kind === 'plain' ? undefined : permalink;
    posts.set(file, {
      ...post,
      ...(day !== undefined && { date: day }),
      ...(own !== undefined && { permalink: own }),
      ...((kind === 'slug' || kind === 'permalink') && { hasOwnSlug: true }),
      ...(kind === 'slug' && { slug: asked.slug }),
      ...(kind === 'hold' && { isHeld: post.isHeld !== true }),
    });
  }

  it('all lead to their post for ever', () => {
    const rounds = fc.array(
      fc.record({
        scheme: fc.constantFrom(...schemes),
        actions: fc.array(action, { maxLength: 4 }),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(rounds, (history) => {
        const posts = new Map<string, Written>();
        /** The post that each address has been published for. */
        const ever = new Map<string, string>();
        let last: Built | undefined;
        for (const { scheme, actions } of history) {
          for (const one of actions) act(posts, one);
          const written = [...posts.values()];
          const built = publish(written, scheme, last);
          const again = publish(written, scheme, built);
          assert.deepEqual([again.pages, again.leads], [built.pages, built.leads]);
          assert.deepEqual(again.published, built.published);

          const addresses = Object.values(built.pages);
          assert.equal(new Set(addresses.map(foldAddress)).size, addresses.length);
          assert.ok(!addresses.some(isReserved));
          const notices = built.problems.filter(({ code }) => code === 'permalinks-changed');
          assert.ok(notices.length <= 1);
          for (const [file, address] of Object.entries(built.pages)) {
            assert.equal(ever.get(address) ?? file, file, `${address} changed hands`);
            ever.set(address, file);
          }
          for (const [address, file] of ever) {
            if (posts.get(file)?.isHeld === true) continue;
            // Of two that some file systems fold to one, only one can have a page.
            const now = built.leads.get(hrefOf(address)) ?? built.leads.get(foldPath(address));
            assert.equal(now, file, `${address}: ${JSON.stringify(built.pages)}`);
          }
          last = built;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
