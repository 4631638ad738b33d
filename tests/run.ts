import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test [-- FILTER …]`: runs every `*.test.ts` whose path below `tests/` contains one of the
 * filters, with node's test runner. Node 20 does not expand globs in `--test`. Builds and browsers
 * of three test files at a time keep two cores busy. Suites that take minutes or need more of a
 * machine than Chromium run only when they are named: `npm run test:reliability`.
 */
const root = fileURLToPath(new URL('.', import.meta.url));
const onRequest = ['reliability/'];
const filters = process.argv.slice(2);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => filters.length > 0 || !onRequest.some((suite) => file.startsWith(suite)))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  .map((file) => path.join(root, file))
  .sort();
if (files.length === 0) throw new Error(`No test file matches ${filters.join(', ') || 'at all'}.`);

// A file that hangs is ended and named; on an idle machine the longest takes two minutes.
const timeout = filters.length === 0 ? ['--test-timeout=1200000'] : [];
const args = ['--import', 'tsx', '--test', '--test-concurrency=3', ...timeout, ...files];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
