import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSegmentIndex } from '../../../src/store/segment.ts';
import { startInversion } from '../../../src/search/index/inversion.ts';
import {
  comparePartKeys,
  findBase,
  hashOfParts,
  keepPlan,
} from '../../../src/search/index/run-plan.ts';
import type { PartChanges } from '../../../src/search/index/run-plan.ts';
import { openFile } from '../../../src/search/container.ts';
import { manifestName } from '../../../src/search/format.ts';
import { decodeManifest } from '../../../src/search/manifest.ts';
import { propertyRuns } from '../../support/property-runs.ts';
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
  readonly tierDocuments?: number;
  readonly runBytes?: number;
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
    ...sizes
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
    ...sizes,
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
  return readdirSync(workDir).some((name) => name.endsWith('.keys'));
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

/** What happens to the documents of a site, oldest first, from one build to the next. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), own: source }),
  fc.record({ kind: fc.constant('date back' as const), at: fc.nat(), own: source }),
  fc.record({ kind: fc.constant('change' as const), at: fc.nat(), own: source }),
  fc.record({ kind: fc.constant('withdraw' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(), to: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function after(sources: readonly Source[], own: Step): readonly Source[] {
  const at = 'at' in own ? own.at % (sources.length + 1) : sources.length;
  switch (own.kind) {
    case 'add':
    case 'date back':
      return sources.toSpliced(at, 0, own.own);
    case 'change':
      return at < sources.length ? sources.with(at, own.own) : sources;
    case 'withdraw':
      return sources.toSpliced(at, 1);
    case 'move': {
      const moved = sources.slice(at, at + 1);
      return sources.toSpliced(at, 1).toSpliced(own.to % (sources.length + 1), 0, ...moved);
    }
  }
}

test('an index made from kept runs is the one made from all documents', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(source, { maxLength: 24 }),
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
      fc.record({
        tierDocuments: fc.integer({ min: 3, max: 30 }),
        // Runs of one slice up to all: their ends move with the documents.
        runBytes: fc.integer({ min: 1, max: 4000 }),
      }),
      async (first, builds, sizes) => {
        const runsDir = temporaryFolder();
        const kept = { partsDir: temporaryFolder(), ...sizes };
        let sources: readonly Source[] = first;
        await build(sources, runsDir, kept);
        for (const steps of builds) {
          sources = steps.reduce(after, sources);
          assertSame(await build(sources, runsDir, kept), await build(sources, undefined, sizes));
        }
      },
    ),
    { numRuns: propertyRuns(15) },
  );
});

test('a run that takes in an earlier one goes on with its last page', async () => {
  const first = Array.from({ length: 8 }, (_, index) => ({
    title: `${index}`,
    html: '<p>一丁七万丈三上下</p><p>龘龙龚龛龟龠</p>',
  }));
  const edited = first.with(3, { title: '3', html: '<p>一丁七万丈三上下</p><p>龘</p>' });
  // Whichever of them divides the characters only while the article is whole.
  for (let runBytes = 100; runBytes <= 1000; runBytes += 20) {
    const runsDir = temporaryFolder();
    const kept = { partsDir: temporaryFolder(), runBytes };
    await build(first, runsDir, kept);
    assertSame(await build(edited, runsDir, kept), await build(edited, undefined, { runBytes }));
  }
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
    const edited = long.map((own, index) => (index === 40 ? { ...own, html: change(own) } : own));
    const workDir = temporaryFolder();
    const changed = await build(edited, runsDir, { ...kept, workDir });
    assert.ok(!hasInverted(workDir));
    assertSame(changed, await build(edited));
    assert.notDeepEqual([...changed.keys()], [...first.keys()]);
    // And from these runs, the first index again.
    assertSame(await build(long, runsDir, kept), first);
  });
}

for (const [name, steps] of [
  ['one more article', [{ kind: 'add', own: long[7] }]],
  ['an article of an earlier day', [{ kind: 'date back', at: 3, own: long[7] }]],
  ['an article less', [{ kind: 'withdraw', at: 5 }]],
  ['an article of another day', [{ kind: 'move', at: 90, to: 4 }]],
  [
    'all of these',
    [
      { kind: 'withdraw', at: 5 },
      { kind: 'change', at: 60, own: { title: '改', html: '<p>改过的一篇。</p>' } },
      { kind: 'move', at: 4, to: 90 },
      { kind: 'add', own: { title: '新', html: '<p>新的一篇 ink。</p>' } },
    ],
  ],
] as readonly (readonly [string, readonly Step[]])[]) {
  test(`runs are made from kept ones for ${name}`, async () => {
    const runsDir = temporaryFolder();
    const kept = { partsDir: temporaryFolder(), threads: 2, tierDocuments: 50 };
    const first = await build(long, runsDir, kept);
    const workDir = temporaryFolder();
    const sources = steps.reduce(after, long);
    const changed = await build(sources, runsDir, { ...kept, workDir });
    assert.ok(!hasInverted(workDir));
    assertSame(changed, await build(sources, undefined, { tierDocuments: 50 }));
    assertSame(await build(long, runsDir, kept), first);
  });
}

test('one more article changes no older tier, and of the texts the last pack', async () => {
  const options = { tierDocuments: 100 };
  const before = await build(long.slice(0, 110), undefined, options);
  const now = await build(long.slice(0, 111), undefined, options);
  const kept = [...before.keys()].filter((name) => now.has(name));
  const count = (names: readonly string[], kind: string) =>
    names.filter((name) => name.startsWith(`${kind}-`)).length;
  const { tiers } = decodeManifest(
    await openFile('manifest', new Uint8Array(before.get(manifestName) ?? []), manifestName),
  );
  assert.deepEqual(
    tiers.map(({ documentCount }) => documentCount),
    [100, 10],
  );
  assert.equal(count(kept, 'han'), tiers[0]?.han.length);
  assert.ok(count(kept, 'word') >= (tiers[0]?.word.length ?? NaN));
  assert.equal(count(kept, 'text'), count([...before.keys()], 'text') - 1);
});

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
    (runsDir) => writeFileSync(path.join(runsDir, 'latest-0'), 'nothing'),
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

test('runs of the same documents are found, else the last ones if few have changed', () => {
  const folder = temporaryFolder();
  assert.equal(findBase(folder, 'v1', 0, ['a']), undefined);
  const many = Array.from({ length: 100 }, (_, index) => String(index));
  const planOf = (partKeys: readonly string[], version = 'v1') => {
    const contentHash = hashOfParts(version, partKeys);
    return { contentHash, partKeys, sizes: [1], blockLengths: [] };
  };
  keepPlan(folder, 'v1', 0, planOf(many));
  const { contentHash } = planOf(many);
  const baseOf = (partKeys: readonly string[]) => findBase(folder, 'v1', 0, partKeys);
  assert.deepEqual(baseOf(many), { contentHash, removed: [], added: [] });
  assert.deepEqual(baseOf(many.with(3, 'x')), { contentHash, removed: [3], added: [3] });
  assert.deepEqual(baseOf([...many, 'x']), { contentHash, removed: [], added: [100] });
  assert.equal(baseOf(many.map((key) => `other ${key}`)), undefined);
  assert.equal(findBase(folder, 'v1', 1, [...many, 'x']), undefined, 'another tier');

  // If there are few documents, all may differ, but not the version of the code.
  keepPlan(folder, 'v1', 0, planOf(['a']));
  assert.ok(baseOf(['b']));
  assert.equal(findBase(folder, 'v2', 0, ['b']), undefined);

  // An empty index has no part that tells which code has made it.
  assert.notEqual(hashOfParts('v1', []), hashOfParts('v2', []));
});

test('documents that have come and gone are told from those that stay', () => {
  const check = (before: readonly string[], now: readonly string[], changes: PartChanges) => {
    assert.deepEqual(comparePartKeys(before, now), changes);
  };
  check([...'abcd'], [...'abcd'], { removed: [], added: [] });
  check([...'abcd'], [...'acd'], { removed: [1], added: [] });
  check([...'abcd'], [...'bcda'], { removed: [0], added: [3] });
  check([...'abcd'], [...'dabc'], { removed: [3], added: [0] });
  check([...'abcd'], [...'axcdy'], { removed: [1], added: [1, 4] });
  const keys = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 12 });
  fc.assert(
    fc.property(keys, keys, (before, now) => {
      const { removed, added } = comparePartKeys(before, now);
      const left = (all: readonly string[], out: readonly number[]) =>
        all.filter((_, at) => !out.includes(at));
      assert.deepEqual(left(before, removed), left(now, added));
      assert.deepEqual(
        [removed, added],
        [removed.toSorted((a, b) => a - b), added.toSorted((a, b) => a - b)],
      );
    }),
  );
});
