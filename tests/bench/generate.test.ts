import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import yaml from 'js-yaml';
import { generatePosts } from '../../bench/corpus/corpus.ts';
import type { GeneratedPost } from '../../bench/corpus/corpus.ts';
import { writeCorpus } from '../../bench/generate.ts';

const size = 1_000;

interface ParsedPost extends GeneratedPost {
  readonly data: Record<string, unknown>;
  readonly body: string;
}

function parse(post: GeneratedPost): ParsedPost {
  const match = /^---\n([\s\S]*?\n)---\n/.exec(post.text);
  assert.ok(match?.[1], `${post.path} has front matter`);
  const data = yaml.load(match[1]);
  assert.ok(typeof data === 'object' && data !== null, `${post.path} has a mapping`);
  return { ...post, data: { ...data }, body: post.text.slice(match[0].length) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function assertNear(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual / expected - 1) <= tolerance,
    `${what} is ${String(actual)}, not within ${String(tolerance * 100)} % of ${String(expected)}`,
  );
}

/** How many posts have each value of a list key. */
function termCounts(posts: readonly ParsedPost[], key: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { data } of posts) {
    const values: unknown = data[key];
    if (!Array.isArray(values)) continue;
    assert.equal(new Set(values).size, values.length, `a post names no ${key} twice`);
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function singletonShare(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].filter((count) => count === 1).length / counts.size;
}

function matches(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

void describe('the generator', () => {
  void it('makes the same posts from the same seed, and others from another', () => {
    const first = [...generatePosts({ posts: 40, seed: 7 })];
    assert.deepEqual([...generatePosts({ posts: 40, seed: 7 })], first);
    assert.notDeepEqual([...generatePosts({ posts: 40, seed: 8 })], first);
  });

  void it('scales the size of files', () => {
    const bytesAt = (scale: number): number =>
      [...generatePosts({ posts: 100, seed: 1, scale })].reduce(
        (sum, { text }) => sum + Buffer.byteLength(text),
        0,
      );
    assertNear(bytesAt(0.5) / bytesAt(1), 0.5, 0.1, 'half the scale');
  });

  void it('makes drafts only when asked to', () => {
    const drafts = (draftShare: number): number =>
      [...generatePosts({ posts: 200, seed: 1, draftShare, scale: 0.1 })]
        .map(parse)
        .filter(({ data }) => data.draft === true || data.draft === 'true').length;
    assert.equal(drafts(0), 0);
    assert.equal(drafts(1), 200);
    assertNear(drafts(0.5), 100, 0.25, 'half');
  });
});

void describe('a written corpus', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'inkstone-bench-'));
  });
  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  void it('holds exactly the generated files, also over an older one', () => {
    writeCorpus({ posts: 30, seed: 2, scale: 0.1 }, directory);
    const { posts, bytes } = writeCorpus({ posts: 25, seed: 3, scale: 0.1 }, directory);
    const expected = [...generatePosts({ posts: 25, seed: 3, scale: 0.1 })];
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    );
    assert.equal(posts, 25);
    assert.equal(files.length, 25);
    for (const { path: file, text } of expected) {
      assert.equal(readFileSync(path.join(directory, file), 'utf8'), text);
    }
    assert.equal(
      bytes,
      expected.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    );
  });
});

void describe('a corpus of 1,000 posts', () => {
  const posts = [...generatePosts({ posts: size, seed: 1 })].map(parse);
  const bytes = posts.map(({ text }) => Buffer.byteLength(text));

  void it('has unique file names and clean text', () => {
    const names = posts.map((post) => path.basename(post.path).toLowerCase());
    assert.equal(new Set(names).size, size);
    const ids = names.filter((name) => /^[\w-]{11}\.md$/.test(name));
    assert.ok(ids.length > 900, `${String(ids.length)} names are video ids`);
    for (const { path: file, text } of posts) {
      assert.doesNotMatch(text, /undefined|NaN|\[object|\r|\ufffd/, file);
    }
  });

  void it('has valid front matter with the keys of the real corpus', () => {
    const dates = new Set<string>();
    for (const { path: file, data } of posts) {
      assert.equal(typeof data.title, 'string', file);
      assert.notEqual(data.title, '', file);
      const date = data.date instanceof Date ? data.date.toISOString().slice(0, 10) : data.date;
      assert.ok(typeof date === 'string' && /^20(?:1[4-9]|2[0-6])-\d\d-\d\d$/.test(date), file);
      dates.add(typeof data.date);
      for (const key of ['tags', 'people', 'companies_orgs', 'products_models', 'media_books']) {
        const values: unknown = data[key] ?? [];
        if (!Array.isArray(values)) assert.ok(values === '' || values === '[]', `${file}: ${key}`);
        else
          assert.ok(
            values.every((value) => typeof value === 'string'),
            `${file}: ${key}`,
          );
      }
    }
    assert.deepEqual([...dates].sort(), ['object', 'string'], 'dates are strings and YAML dates');
    const orders = new Set(posts.map(({ data }) => Object.keys(data).join()));
    assert.ok(orders.size > 20, `${String(orders.size)} key orders`);
  });

  void it('has the sizes of the real corpus', () => {
    assertNear(quantile(bytes, 0.5), 24_000, 0.05, 'median');
    assertNear(quantile(bytes, 0.9), 85_000, 0.08, '90th percentile');
    assertNear(quantile(bytes, 0.99), 206_000, 0.15, '99th percentile');
    const mean = bytes.reduce((sum, value) => sum + value, 0) / size;
    assertNear(mean, 371e6 / 9_760, 0.05, 'mean');
  });

  void it('has tags and entities with a long tail', () => {
    const expected = {
      tags: [0.68, 0.82],
      people: [0.72, 0.9],
      companies_orgs: [0.66, 0.85],
      products_models: [0.74, 0.92],
      media_books: [0.8, 0.97],
    };
    for (const [key, [least = 0, most = 1]] of Object.entries(expected)) {
      const counts = termCounts(posts, key);
      const share = singletonShare(counts);
      assert.ok(share >= least && share <= most, `singletons of ${key}: ${share.toFixed(3)}`);
      assert.ok(Math.max(...counts.values()) >= 10, `one of ${key} is in many posts`);
    }
    const tags = termCounts(posts, 'tags').size;
    assert.ok(tags > 1_800 && tags < 3_600, `${String(tags)} tags`);
  });

  void it('has headings, glosses and originals as often as the real corpus', () => {
    const headings = posts.map(({ body }) => matches(body, /^#{1,6}\s/gm));
    assert.equal(quantile(headings, 0.5), 7);
    const firstIsH3 = posts.filter(({ body }) => /^(#+)\s/m.exec(body)?.[1] === '###').length;
    assertNear(firstIsH3, 0.92 * size, 0.05, 'posts that begin with h3');

    const glosses = posts
      .map(({ body }) => matches(body, /\*\*[^*\n]+\*\*”?\s?[（(]/g))
      .filter(Boolean);
    assertNear(glosses.length, 0.741 * size, 0.1, 'posts with glosses');
    assertNear(quantile(glosses, 0.5), 11, 0.25, 'median of glosses');

    const originals = posts.map(({ body }) => matches(body, /<details>/g)).filter(Boolean);
    assertNear(originals.length, 0.333 * size, 0.15, 'posts with originals');
    assertNear(quantile(originals, 0.5), 42, 0.35, 'median of originals');
    const text = posts.map(({ body }) => body).join('');
    assert.match(text, /<p class="english-text">/);
    assert.match(text, /<summary>Original English<\/summary>\n\n\S/);
    assert.match(text, /<\/p><\/details>|<\/summary><\/summary>|<\/detais>/, 'malformed blocks');
  });

  void it('is Chinese for the most part, with a few posts in English', () => {
    const shares = posts.map(({ body }) => {
      const prose = body.replace(/<details>[\s\S]*?<\/details>/g, '');
      const han = matches(prose, /\p{Script=Han}/gu);
      return han / (han + matches(prose, /[A-Za-z]/g));
    });
    const mostlyHan = shares.filter((share) => share >= 0.8).length;
    assertNear(mostlyHan, 0.576 * size, 0.2, 'posts with 80 % Han');
    const english = shares.filter((share) => share < 0.1).length;
    assert.ok(english >= 2 && english <= 20, `${String(english)} posts in English`);
  });
});
