import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reductionFor, withLess } from '../../src/build/leave-out.ts';
import type { SiteSize } from '../../src/build/site-size.ts';
import { parseSiteConfig } from '../../src/config/site-config.ts';
import { sizeKinds, type SizeKind } from '../../src/report/size-kinds.ts';

const order = ['socialImages', 'markdown', 'llms', 'termFeeds'] as const;

/** Ten files of ten bytes each of every kind, and pages of terms. */
const site: Pick<SiteSize, 'kinds' | 'openTermPages'> = {
  kinds: (Object.keys(sizeKinds) as SizeKind[]).map((kind) => ({ kind, files: 10, bytes: 100 })),
  openTermPages: [9, 3, 5, 3],
};

const leftOut = (files: number, bytes: number) => {
  const { editions = {}, pages = 0 } = reductionFor(site, { files, bytes }) ?? {};
  return [...Object.keys(editions), ...(pages > 0 ? [pages] : [])];
};

describe('reductionFor', () => {
  it('leaves a site that fits as it is', () => {
    assert.equal(reductionFor(site, { files: 0, bytes: -Infinity }), undefined);
  });

  it('takes what is worth least, and no more than is too much', () => {
    assert.deepEqual(leftOut(1, 0), ['socialImages']);
    assert.deepEqual(leftOut(0, 100), ['socialImages']);
    assert.deepEqual(leftOut(0, 101), ['socialImages', 'markdown']);
    assert.deepEqual(leftOut(21, 1), ['socialImages', 'markdown', 'llms']);
    assert.deepEqual(leftOut(40, 400), [...order]);
  });

  it('then takes pages of terms, as many as make room whichever they are', () => {
    assert.deepEqual(leftOut(40, 401), [...order, 1]);
    assert.deepEqual(leftOut(40, 406), [...order, 2]);
    assert.deepEqual(leftOut(43, 0), [...order, 3]);
    assert.deepEqual(leftOut(44, 0), [...order, 4]);
  });

  it('does not bring back what had no room', () => {
    const bare = { ...site, kinds: site.kinds.filter(({ kind }) => kind !== 'markdown') };
    const reduction = reductionFor(bare, { files: 0, bytes: 150 });
    assert.deepEqual(Object.keys(reduction?.editions ?? {}), ['socialImages', 'markdown', 'llms']);
    assert.equal(reduction?.names.length, 2);
  });

  it('leaves the site whole where all of it would not be enough', () => {
    assert.deepEqual(leftOut(45, 0), []);
    assert.deepEqual(leftOut(0, 100_000), []);
    const articles = { kinds: [{ kind: 'articles', files: 9, bytes: 9 } as const] };
    assert.equal(
      reductionFor({ ...articles, openTermPages: [] }, { files: 9, bytes: 9 }),
      undefined,
    );
  });

  it('makes enough room or none, in the order of worth', () => {
    const size = fc.record({ files: fc.nat(50), bytes: fc.nat(5000) });
    const sizes = fc.tuple(size, size, size, size);
    const excess = fc.record({ files: fc.integer({ min: -9, max: 300 }), bytes: fc.nat(30_000) });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(900)), excess, (given, openTermPages, over) => {
        const kinds = order.flatMap((kind, at) => {
          const own = given[at] ?? { files: 0, bytes: 0 };
          return own.files > 0 ? [{ kind, ...own }] : [];
        });
        const reduction = reductionFor({ kinds, openTermPages }, over);
        const gone = Object.keys(reduction?.editions ?? {});
        assert.deepEqual(gone, order.slice(0, gone.length));
        const { pages: dropped = 0 } = reduction ?? {};
        if (dropped > 0) assert.equal(gone.length, order.length);
        const rest = kinds.filter(({ kind }) => gone.includes(kind));
        // Of so many pages, whichever they are, the smallest free least.
        const pages = [...openTermPages].sort((a, b) => a - b);
        const freed = pages.slice(0, dropped);
        const files = rest.reduce((sum, one) => sum + one.files, freed.length);
        const bytes = rest.reduce((sum, one) => sum + one.bytes, 0) + sum(freed);
        if (reduction) {
          assert.ok(files >= over.files && bytes >= over.bytes);
          return;
        }
        const all = { files: pages.length, bytes: sum(pages) };
        for (const kind of kinds) {
          all.files += kind.files;
          all.bytes += kind.bytes;
        }
        const isFitting = over.files <= 0 && over.bytes <= 0;
        assert.ok(isFitting || all.files < over.files || all.bytes < over.bytes);
      }),
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

describe('withLess', () => {
  const sound = { title: '站', url: 'https://example.com' };
  const size: SiteSize = {
    ...site,
    ...{ total: { files: 1000, bytes: 1000 }, files: new Map(), redirects: 0 },
  };
  const wanted = (more: object) => ({
    ...{ config: parseSiteConfig({ ...sound, ...more }), tries: 0, leftOut: [] },
  });

  it('changes settings, and says which to set for one pass', () => {
    const less = withLess(wanted({ host: 's3', limits: { bytes: 595 } }), size, []);
    assert.deepEqual(less?.config.editions.markdown, false);
    assert.deepEqual(less.config.editions.termFeeds, 0);
    assert.deepEqual(less.config.terms, { minimumPosts: 2, maximumPages: 2 });
    const [problem] = less.leftOut;
    assert.match(problem?.message ?? '', /pictures for link cards \(10 files\), articles as Markd/);
    assert.match(problem?.hint ?? '', /editions\.termFeeds: 0, terms\.maximumPages: 2\.$/);
  });

  it('changes nothing where no host is named, or after some tries', () => {
    assert.equal(withLess(wanted({ limits: { bytes: 1, files: 100 } }), size, []), undefined);
    const tired = { ...wanted({ host: 's3', limits: { bytes: 1 } }), tries: 4 };
    assert.equal(withLess(tired, size, []), undefined);
  });

  it('goes deeper with each try, as far as there are pages', () => {
    const many = { ...size, openTermPages: Array.from({ length: 100 }, () => 10) };
    const atTry = (tries: number) => {
      const site = { ...wanted({ host: 's3', limits: { bytes: 590 } }), tries };
      return withLess(site, many, [])?.config.terms.maximumPages;
    };
    assert.deepEqual([0, 1, 2, 3].map(atTry), [99, 92, 36, 0]);
  });

  it('keeps what the larger site had no room for', () => {
    const known = { file: 'site.config.ts', message: 'x', severity: 'notice' } as const;
    const problems = [
      { ...known, code: 'editions-left-out' },
      { ...known, code: 'other' },
    ];
    const less = withLess(wanted({ host: 's3', limits: { bytes: 999 } }), size, problems);
    const codes = less?.leftOut.map(({ code }) => code);
    assert.deepEqual(codes, ['editions-left-out', 'left-out-for-host']);
  });
});
