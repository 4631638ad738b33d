import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { SearchIndexError } from '../../src/search/errors.ts';
import { filterWords } from '../../src/content/terms.ts';
import { createSearch } from '../../src/search/query/search.ts';
import type { FetchBytes } from '../../src/search/query/types.ts';
import { readingFrom, tinyIndex } from './tiny-index.ts';
import type { TinyPost } from './tiny-index.ts';

const posts: readonly TinyPost[] = [
  {
    title: '检索增强生成',
    summary: '介绍 RAG。',
    html: '<p>RAG 把检索和生成连在一起，檢索也算。</p>',
    date: '2025-03-01',
    terms: { area: ['ai'], tag: ['RAG'] },
  },
  { title: '芯片', html: '<p>检索增强生成 RAG 很省芯片。</p>', terms: { tag: ['RAG'] } },
  { title: '猫', html: '<p>检索增强生成 RAG，猫。</p>' },
];

/** A query that needs every kind of file. */
const query = '检索增强生成 rag -猫 tag:rag';
const kinds = 'manifest columns variants facet han word documents text synonyms'.split(' ');
const kindOf = (name: string) => /^[a-z]+/.exec(name)?.[0] ?? '';

const answerOf = async (fetchBytes: FetchBytes): Promise<string> => {
  const { results, count, facets, suggestions } = await createSearch({
    fetchBytes,
    filterWords,
  }).searchToEnd(query, { facets: ['tag'] });
  return JSON.stringify({ results, count, facets, suggestions });
};

/** The index with some files replaced; undefined: the file does not exist. */
const replacing =
  (sound: FetchBytes, change: (name: string, bytes: Uint8Array) => Uint8Array | undefined) =>
  async (...[name, range]: Parameters<FetchBytes>): Promise<Uint8Array> => {
    const bytes = change(name, await sound(name));
    if (!bytes) throw Object.assign(new Error(`No ${name}`), { status: 404 });
    return range ? bytes.slice(range.start, range.end) : bytes;
  };

describe('a damaged index', () => {
  let sound: FetchBytes;
  let names: readonly string[];
  let answer: string;

  before(async () => {
    const options = {
      variants: new Map([['檢', '检']]),
      synonyms: [['RAG', '检索增强生成']],
    };
    const index = await tinyIndex(posts, options);
    names = readdirSync(index.dir);
    const files = new Map<string, Uint8Array>();
    const fromDisk = readingFrom(index.dir);
    for (const name of names) files.set(name, await fromDisk(name));
    sound = replacing(
      (name) => Promise.resolve(files.get(name) ?? new Uint8Array()),
      (name, bytes) => (files.has(name) ? bytes : undefined),
    );
    answer = await answerOf(sound);
    assert.equal((JSON.parse(answer) as { results: unknown[] }).results.length, 2);
    assert.deepEqual([...new Set(names.map(kindOf))].sort(), [...kinds].sort());
  });

  /**
   * Asserts that a search fails and names the file, or answers as if nothing had happened.
   * @returns whether it failed.
   */
  async function failsOrHolds(
    name: string,
    change: (bytes: Uint8Array) => Uint8Array | undefined,
    code: string,
  ): Promise<boolean> {
    try {
      const changed = replacing(sound, (own, bytes) => (own === name ? change(bytes) : bytes));
      assert.equal(await answerOf(changed), answer, name);
      return false;
    } catch (error) {
      if (!(error instanceof SearchIndexError)) throw error;
      assert.equal(error.code, code);
      assert.ok(error.message.includes(name), error.message);
      return true;
    }
  }

  it('lacks a file: the search says which', async () => {
    for (const name of names) {
      assert.ok(await failsOrHolds(name, () => undefined, 'missing'), name);
    }
  });

  it('has a file that ends early: the search says which', async () => {
    for (const name of names) {
      const failed = await failsOrHolds(name, (bytes) => bytes.slice(0, -3), 'corrupt');
      assert.ok(failed || !['manifest', 'columns', 'variants'].includes(kindOf(name)), name);
    }
  });

  it('has a page of the host in place of a file: the search says which', async () => {
    const page = new TextEncoder().encode('<!doctype html><title>Not found</title>'.repeat(9));
    for (const name of names) assert.ok(await failsOrHolds(name, () => page, 'corrupt'), name);
  });

  it('has a wrong bit anywhere: the search fails or answers right', async () => {
    const failures = new Map(kinds.map((kind) => [kind, 0]));
    for (const name of names) {
      const { length } = await sound(name);
      for (let at = 0; at < length; at += Math.max(1, Math.floor(length / 40))) {
        // The second four bytes say version and kind.
        const isVersion =
          at === 4 && !['han', 'word', 'documents', 'text', 'synonyms'].includes(kindOf(name));
        const flip = (bytes: Uint8Array) =>
          bytes.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte));
        if (await failsOrHolds(name, flip, isVersion ? 'version' : 'corrupt')) {
          failures.set(kindOf(name), (failures.get(kindOf(name)) ?? 0) + 1);
        }
      }
    }
    for (const [kind, count] of failures) assert.ok(count > 5, `${kind}: ${count}`);
  });

  it('is mixed with that of another build: the search fails', async () => {
    const other = await tinyIndex([...posts, { title: '检索', html: '<p>检索增强生成</p>' }]);
    const fresh = readingFrom(other.dir);
    const mixed: FetchBytes = (name, range) =>
      name === 'manifest.bin' ? sound(name, range) : fresh(name, range);
    await assert.rejects(answerOf(mixed), { name: 'SearchIndexError', code: 'missing' });
    const renamed = replacing(sound, (name, bytes) => {
      const twin = readdirSync(other.dir).find((own) => kindOf(own) === kindOf(name));
      return name === 'manifest.bin' || !twin ? bytes : other.bytes(twin);
    });
    await assert.rejects(answerOf(renamed), { name: 'SearchIndexError', code: 'corrupt' });
  });
});
