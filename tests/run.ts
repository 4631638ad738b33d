import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { groupBy } from '../src/shared/group-by.ts';
import { compileProgram } from '../tools/compile-program.ts';
import { compiledVariable, projectDir } from './support/program.ts';

/**
 * `npm test [-- FILTER …]`: runs every `*.test.ts` whose path below `tests/` contains one of the
 * filters, with node's test runner. Node 20 does not expand globs in `--test`. Builds and browsers
 * of four processes at a time keep two cores busy: each waits for others half of its time. Suites
 * that take minutes or need more of a machine than Chromium run only when they are named:
 * `npm run test:reliability`.
 */
const root = fileURLToPath(new URL('.', import.meta.url));
const onRequest = ['reliability/'];
/**
 * Files of a folder that share a process, at most. To start one, with the program and Eleventy,
 * takes longer than the tests of most files.
 */
const filesTogether = 10;
/**
 * The same of folders whose files have a browser and a site each. Those of `client` start them when
 * their module is imported, so that each needs a process of its own.
 */
const fewerTogether: Readonly<Record<string, number>> = { browser: 3, client: 1 };
/** Folders that take longest, which start first: a long one at the end would leave a core idle. */
const longest = ['dev', 'trust', 'project', 'browser', 'client', 'build', 'cli', 'eleventy'];

const filters = process.argv.slice(2);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => filters.length > 0 || !onRequest.some((suite) => file.startsWith(suite)))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  .sort();
if (files.length === 0) throw new Error(`No test file matches ${filters.join(', ') || 'at all'}.`);

const workDir = mkdtempSync(path.join(tmpdir(), 'inkstone-tests-'));
process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));
await compileInto(path.join(workDir, 'program'));

// A group of files that hangs is ended and named.
const timeout = filters.length === 0 ? ['--test-timeout=1200000'] : [];
const args = ['--import', 'tsx', '--test', '--test-concurrency=4', ...timeout, ...entries()];
const child = spawn(process.execPath, args, {
  stdio: 'inherit',
  env: {
    // Several processes at a time keep the cores busy: more threads of builds only have to start.
    INKSTONE_WORKERS: '1',
    ...process.env,
    [compiledVariable]: path.join(workDir, 'program'),
  },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** Makes what `npm pack` packs, but for types: commands of tests start from it. */
async function compileInto(folder: string): Promise<void> {
  await compileProgram(path.join(folder, 'dist'));
  for (const name of ['_includes', 'deploy', '.github', 'package.json']) {
    cpSync(path.join(projectDir, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(folder, 'node_modules'));
}

/** What the test runner starts processes for: modules that import a few files of one folder. */
function entries(): readonly string[] {
  const rank = (folder: string) => {
    const at = longest.findIndex((name) => folder.startsWith(name));
    return at < 0 ? longest.length : at;
  };
  const folders = [...groupBy(files, (file) => path.dirname(file))].sort(
    ([one], [other]) => rank(one) - rank(other),
  );
  return folders
    .flatMap(([folder, inFolder]) => {
      const [suite = ''] = folder.split(path.sep);
      const count = Math.ceil(inFolder.length / (fewerTogether[suite] ?? filesTogether));
      // Neighbours go to different groups: what takes long often has names that begin alike.
      return Array.from({ length: count }, (_, group) =>
        inFolder.filter((_file, at) => at % count === group),
      );
    })
    .map((group, at) => {
      // The runner sorts entries by name; a group that hangs is named by its entry.
      const folder = path.dirname(group[0] ?? '').replaceAll(path.sep, '-');
      const names = group.map((file) => path.basename(file, '.test.ts')).join('+');
      const name = `${String(at).padStart(2, '0')}-${folder}-${names}`.slice(0, 200);
      const entry = path.join(workDir, `${name}.test.mjs`);
      const urls = group.map((file) => pathToFileURL(path.join(root, file)).href);
      writeFileSync(entry, urls.map((url) => `import '${url}';\n`).join(''));
      return entry;
    });
}
