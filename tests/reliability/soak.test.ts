import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import sharp from 'sharp';
import { generatePosts } from '../../bench/corpus/corpus.ts';
import { Random } from '../../bench/corpus/random.ts';
import { defaultLimits } from '../../src/store/tidy-cache.ts';
import type { BuildReport } from '../../src/report/types.ts';
import { fileSizes } from '../../src/shared/file-sizes.ts';
import { anHourPasses } from '../support/age-files.ts';
import { readFolder } from '../support/build-site.ts';
import { copyProgram } from '../support/copy-program.ts';
import { buildCommand, startCommand } from '../support/run-build.ts';
import { assertSameContent } from '../support/same-content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * `SOAK_POSTS=10000 SOAK_ROUNDS=30 npm test -- reliability/soak` takes hours, and does more than a
 * day of hourly builds.
 */
const postCount = Number(process.env['SOAK_POSTS'] ?? 60);
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 4);
const seed = Number(process.env['SOAK_SEED'] ?? 20260601);
/** Factor on the length of each post. */
const scale = Number(process.env['SOAK_SCALE'] ?? 1);

/**
 * A cache may be so many times as large as that of a clean build: what it keeps of former versions
 * is bounded.
 */
const cacheFactor = 4;
const cacheSlackBytes = 2 * defaultLimits.freeBytes;
/**
 * The last build may take so many times the memory of the first: nothing grows from round to round.
 */
const memoryFactor = 1.5;

function folderBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  return [...fileSizes(folder).values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Writers at work on a folder of posts. Seeded, so that a round that fails can be repeated. */
class Writers {
  private readonly random = new Random(seed, 'soak');
  private readonly names: string[] = [];
  private readonly fresh: Iterator<{ readonly path: string; readonly text: string }, undefined>;
  private readonly folder: string;
  private readonly aliasFile: string;
  private readonly aliases: string;

  constructor(folder: string, aliasFile: string) {
    this.folder = folder;
    this.aliasFile = aliasFile;
    this.aliases = readFileSync(aliasFile, 'utf8');
    const posts = postCount + rounds * Math.max(4, Math.ceil(postCount / 50));
    this.fresh = generatePosts({ posts, seed, scale })[Symbol.iterator]();
    while (this.names.length < postCount) this.add();
  }

  /** One hour: some of everything that happens to posts. */
  async round(): Promise<void> {
    await this.draw();
    const some = Math.max(2, Math.ceil(postCount / 100));
    for (let turn = 0; turn < some; turn++) {
      this.add();
      this.edit((text) => `${text}\n又添一段${this.random.below(1e6)}。\n`);
      this.edit((text) => text.replace(/^title:.*$/m, `title: 新题${this.random.below(1e6)}`));
      this.edit((text) => withField(text, 'tags', `[甲${this.random.below(9)}, 乙, 丙]`));
      // Withdrawn, and some of the withdrawn published again.
      this.edit((text) => withField(text, 'draft', this.random.chance(0.6) ? 'true' : 'false'));
      this.edit((text) => withField(text, 'exclude', this.random.chance(0.5) ? 'true' : 'false'));
      this.rename();
      if (this.names.length > postCount / 2) this.remove();
    }
    const merged = `  甲0: [甲${1 + this.random.below(8)}]\n`;
    writeFileSync(this.aliasFile, this.aliases.replace(/^all:\n/m, `all:\n${merged}`));
  }

  private add(): void {
    const { value, done } = this.fresh.next();
    if (done === true) return;
    const file = path.join(this.folder, value.path);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, value.text);
    this.names.push(value.path);
  }

  /** Draws another picture each hour under the same name. */
  private async draw(): Promise<void> {
    const colour = { r: this.random.below(256), g: this.random.below(256), b: 90 };
    const png = await sharp({
      create: { width: 600, height: 400, channels: 3, background: colour },
    })
      .png()
      .toBuffer();
    writeFileSync(path.join(this.folder, 'picture.png'), png);
    const post = '---\ntitle: 图\ndate: 2026-01-01\n---\n\n![图](picture.png)\n';
    writeFileSync(path.join(this.folder, 'picture.md'), post);
  }

  private pick(): number {
    return this.random.below(this.names.length);
  }

  private edit(change: (text: string) => string): void {
    const file = path.join(this.folder, this.names[this.pick()] ?? '');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  private rename(): void {
    const at = this.pick();
    const name = this.names[at] ?? '';
    const next = name.replace(/(?:-r\d+)?\.md$/, `-r${this.random.below(1e6)}.md`);
    renameSync(path.join(this.folder, name), path.join(this.folder, next));
    this.names[at] = next;
  }

  private remove(): void {
    const [name = ''] = this.names.splice(this.pick(), 1);
    rmSync(path.join(this.folder, name));
  }
}

function withField(text: string, field: string, value: string): string {
  // A list below its key goes with it.
  const without = text.replace(new RegExp(`^${field}:.*\\n(?:[ -]+.*\\n)*`, 'm'), '');
  return without.replace(/^---\n/, `---\n${field}: ${value}\n`);
}

it(`${rounds} rounds of changes to ${postCount} posts end as clean builds do`, async (context) => {
  const folder = temporaryFolder();
  const posts = path.join(folder, 'posts');
  const warm = copyProgram(path.join(folder, 'warm'));
  const clean = copyProgram(path.join(folder, 'clean'));
  const aliasFile = path.join(warm, '_data/aliases.yaml');
  const writers = new Writers(posts, aliasFile);

  const build = async (program: string): Promise<BuildReport> => {
    const args = ['--posts', posts, '--output', path.join(program, 'site')];
    const command = buildCommand([...args, '--keep-going', '--format', 'json'], program);
    const log = path.join(folder, 'report.json');
    // Reports of large corpora are large; the progress goes to the other stream.
    const shell = ['sh', '-c', 'log=$1; shift; exec "$@" > "$log"', 'sh', log, ...command];
    const { code, output } = await startCommand(shell, { cwd: program }).finished;
    assert.equal(code, 0, output);
    return JSON.parse(readFileSync(log, 'utf8')) as BuildReport;
  };

  const peaks: number[] = [];
  const counts = new Set<string>();
  for (let round = 0; round <= rounds; round++) {
    if (round > 0) await writers.round();
    // What was published before decides what is: it is no cache, but input.
    const memory = path.join(warm, '.cache/published');
    rmSync(path.join(clean, '.cache'), { recursive: true, force: true });
    if (existsSync(memory)) {
      cpSync(memory, path.join(clean, '.cache/published'), { recursive: true });
    }
    const report = await build(warm);
    writeFileSync(path.join(clean, '_data/aliases.yaml'), readFileSync(aliasFile));
    const expected = await build(clean);
    assertSameContent(
      readFolder(path.join(warm, 'site')),
      readFolder(path.join(clean, 'site')),
      `Round ${round} of seed ${seed}`,
    );
    assert.deepEqual(report.problems, expected.problems, `The problems of round ${round}`);
    assert.ok(report.posts > postCount / 3, `${report.posts} posts`);

    const cache = folderBytes(path.join(warm, '.cache'));
    anHourPasses(path.join(warm, '.cache'));
    const cleanCache = folderBytes(path.join(clean, '.cache'));
    const bound = cleanCache * cacheFactor + cacheSlackBytes;
    assert.ok(cache <= bound, `Round ${round}: a cache of ${cache} bytes, beyond ${bound}.`);
    peaks.push(report.peakMemoryBytes);
    counts.add([report.posts, report.drafts, report.excluded].join());
    const line =
      `round ${round}: ${report.posts} posts, ${report.drafts} drafts, ${report.excluded} ` +
      `excluded; ${report.seconds.toFixed(1)} s, clean ${expected.seconds.toFixed(1)} s; ` +
      `peak ${megabytes(report.peakMemoryBytes)} MB; cache ${megabytes(cache)} MB, clean ` +
      `${megabytes(cleanCache)} MB`;
    context.diagnostic(line);
    const results = process.env['SOAK_LOG'];
    if (results !== undefined) appendFileSync(results, `${line}\n`);
  }
  assert.ok(counts.size > rounds / 2, 'Rounds changed what is public.');
  const [first = 0] = peaks;
  assert.ok(Math.max(...peaks) <= first * memoryFactor, `Memory grew: ${peaks.join(', ')}`);
});

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
