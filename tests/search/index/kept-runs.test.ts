import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSegmentIndex } from '../../../src/store/segment.ts';
import { startInversion } from '../../../src/search/index/inversion.ts';
import { findBase } from '../../../src/search/index/run-plan.ts';
import { readFolder } from '../../support/build-site.ts';
import type { FolderContent } from '../../support/build-site.ts';
import { assertSameContent } from '../../support/same-content.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makePost, sourcesIn } from '../tiny-index.ts';

interface Source {
  readonly title: string;
  readonly html: string;
}

interface BuildOptions {
  readonly threads?: number;
  readonly partsDir?: string;
  readonly workDir?: string;
  readonly factsKey?: string;
  readonly onFacts?: () => void;
}

/** @param runsDir where runs are kept, if anywhere. */
async function build(
  sources: readonly Source[],
  runsDir?: string,
  {
    threads = 0,
    partsDir = temporaryFolder(),
    workDir = temporaryFolder(),
    factsKey = 'facts',
    onFacts = () => undefined,
  }: BuildOptions = {},
): Promise<FolderContent> {
  const outputDir = path.join(temporaryFolder(), 'index');
  const posts = sources.map(({ title, html }, index) => ({
    post: makePost({ title }, index),
    html,
  }));
  const inversion = startInversion({
    ...sourcesIn(temporaryFolder(), posts),
    ...{ outputDir, threads, partsDir, workDir },
    ...(runsDir !== undefined && { runsDir }),
  });
  await inversion.complete({
    documents: posts.map(({ post: { title } }, index) => ({ title, href: `/${index}/` })),
    facts: () => {
      onFacts();
      return {
        documents: posts.map((_, index) => ({ terms: { tag: [`${factsKey} ${index % 5}`] } })),
        facetTypes: ['tag'],
        synonyms: [['墨', 'ink']],
      };
    },
    factsKey,
  });
  return readFolder(outputDir);
}

const assertSame = (found: FolderContent, expected: FolderContent) =>
  assertSameContent(found, expected, 'the index');

/** Only an inversion of all documents stores their keys. */
function hasInverted(workDir: string): boolean {
  return existsSync(path.join(workDir, 'search-0.keys'));
}

/** Few characters and words, so that documents share keys, and posting lists come and go. */
const words = fc.constantFrom(
  ...'的是在有砚墨纸笔 ink stone paper 42 龘'
    .split(' ')
    .flatMap((w) => (/[a-z0-9]/.test(w) ? [w] : [...w])),
);
const text = fc
  .array(words, { maxLength: 60 })
  .map((list) => list.join(' ').replaceAll(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, ''));
const source = fc.record({
  title: text,
  html: fc
    .array(text, { maxLength: 4 })
    .map((lines) => lines.map((line) => `<p>${line}</p>`).join('')),
});

test('an index made from kept runs is the one made from all documents', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(source, { minLength: 1, maxLength: 24 }),
      fc.array(fc.tuple(fc.nat(), source), { maxLength: 3 }),
      async (before, changes) => {
        const runsDir = temporaryFolder();
        const kept = { partsDir: temporaryFolder() };
        await build(before, runsDir, kept);
        const after = [...before];
        for (const [number, changed] of changes) after[number % before.length] = changed;
        assertSame(await build(after, runsDir, kept), await build(after));
      },
    ),
    { numRuns: 60 },
  );
});

/** Long enough for zones, pages and several files. */
const long = Array.from({ length: 120 }, (_, index) => ({
  title: `标题 ${index}`,
  html: Array.from({ length: 12 }, (__, line) => {
    const characters = Array.from({ length: 160 }, (___, at) =>
      String.fromCodePoint(0x4e00 + ((at * at * 31 + index * 7919 + line * 104_729) % 2500)),
    );
    return `<p>${characters.join('')} word${(index * line) % 300}</p>`;
  }).join(''),
}));

for (const [name, change] of [
  [
    'a longer article, whose words move from zone to zone',
    ({ html }: Source) => `<p>新的一段话 new words.</p>${html}`,
  ],
  [
    'an article with fewer zones',
    ({ html }: Source) => html.slice(0, html.indexOf('</p>', 600) + 4),
  ],
  ['an article that is empty now', () => ''],
] as const) {
  test(`runs are made from kept ones for ${name}`, async () => {
    const runsDir = temporaryFolder();
    const kept = { partsDir: temporaryFolder(), threads: 2 };
    const first = await build(long, runsDir, kept);
    const after = long.map((own, index) => (index === 40 ? { ...own, html: change(own) } : own));
    const workDir = temporaryFolder();
    const changed = await build(after, runsDir, { ...kept, workDir });
    assert.ok(!hasInverted(workDir));
    assertSame(changed, await build(after));
    assert.notDeepEqual([...changed.keys()], [...first.keys()]);
    // And from these runs, the first index again.
    assertSame(await build(long, runsDir, kept), first);
  });
}

test('tables are kept for the same facts, and made anew for others or when damaged', async () => {
  for (const threads of [0, 2]) {
    const runsDir = temporaryFolder();
    let asked = 0;
    const options = { partsDir: temporaryFolder(), threads, onFacts: () => asked++ };
    const askedBy = async (sources: readonly Source[], factsKey = 'facts') => {
      asked = 0;
      const found = await build(sources, runsDir, { ...options, factsKey });
      const times = asked;
      assertSame(found, await build(sources, undefined, { factsKey }));
      return times;
    };
    assert.equal(await askedBy(long), 1);
    assert.equal(await askedBy(long), 0);
    const [first, ...others] = long;
    assert.ok(first);
    // As many zones, other words.
    const edited = { ...first, html: first.html.replace('word0', 'word9') };
    assert.equal(await askedBy([edited, ...others]), 0);
    assert.equal(await askedBy([{ ...first, html: '<p>短。</p>' }, ...others]), 1);
    assert.equal(await askedBy(long, 'other facts'), 1);

    for (const name of readdirSync(runsDir).filter((one) => one.endsWith('.seg'))) {
      const file = path.join(runsDir, name);
      const bytes = readFileSync(file);
      bytes.fill(0, 10, 40);
      writeFileSync(file, bytes);
    }
    assert.equal(await askedBy(long), 1);
  }
});

test('without a part, or with damaged runs, all documents are inverted', async () => {
  const after = long.map((own, index) => (index === 7 ? { ...own, html: '<p>另一篇。</p>' } : own));
  const expected = await build(after);
  const damages: ((runsDir: string, partsDir: string) => void)[] = [
    (_, partsDir) => rmSync(partsDir, { recursive: true }),
    (runsDir) => {
      // Damages the first entry, not the plan.
      const [file = ''] = readdirSync(runsDir)
        .filter((name) => name.endsWith('.seg'))
        .map((name) => path.join(runsDir, name))
        .sort((a, b) => readFileSync(b).length - readFileSync(a).length);
      const bytes = readFileSync(file);
      bytes.fill(0, 100, 5000);
      writeFileSync(file, bytes);
    },
    (runsDir) => writeFileSync(path.join(runsDir, 'latest'), 'nothing'),
    // Damages the text of an article that has not changed. It is only copied.
    (_, partsDir) => {
      for (const name of readdirSync(partsDir)) {
        const [, second] = readSegmentIndex(partsDir, name) ?? [];
        assert.ok(second);
        const file = path.join(partsDir, name);
        const bytes = readFileSync(file);
        bytes.fill(0, second.offset + second.length - 20, second.offset + second.length);
        writeFileSync(file, bytes);
      }
    },
  ];
  for (const damage of damages) {
    for (const threads of [0, 2]) {
      const runsDir = temporaryFolder();
      const kept = { partsDir: path.join(temporaryFolder(), 'parts'), threads };
      await build(long, runsDir, kept);
      damage(runsDir, kept.partsDir);
      const workDir = temporaryFolder();
      assertSame(await build(after, runsDir, { ...kept, workDir }), expected);
      assert.ok(hasInverted(workDir));
    }
  }
});

test('runs of the same documents are found, else the last ones if few have changed', async () => {
  const folder = temporaryFolder();
  assert.equal(findBase(folder, 'v1', ['a']), undefined);
  const { keepPlan, hashOfParts } = await import('../../../src/search/index/run-plan.ts');
  const many = Array.from({ length: 100 }, (_, index) => String(index));
  keepPlan(folder, 'v1', {
    contentHash: hashOfParts('v1', many),
    partKeys: many,
    sizes: [1],
    blockLengths: [],
  });
  const base = { contentHash: hashOfParts('v1', many) };
  assert.deepEqual(findBase(folder, 'v1', many), { ...base, changes: [] });
  assert.deepEqual(findBase(folder, 'v1', many.with(3, 'x')), {
    ...base,
    changes: [{ document: 3, partKey: '3' }],
  });
  assert.equal(findBase(folder, 'v1', [...many, 'one more']), undefined);
  assert.equal(
    findBase(
      folder,
      'v1',
      many.map((key) => `other ${key}`),
    ),
    undefined,
  );

  // If there are few documents, all may differ, but not the version of the code.
  const partKeys = ['a'];
  const contentHash = hashOfParts('v1', partKeys);
  keepPlan(folder, 'v1', { contentHash, partKeys, sizes: [1], blockLengths: [[8]] });
  assert.ok(findBase(folder, 'v1', ['b']));
  assert.equal(findBase(folder, 'v2', ['b']), undefined);

  // An empty index has no part that tells which code has made it.
  assert.notEqual(hashOfParts('v1', []), hashOfParts('v2', []));
});
