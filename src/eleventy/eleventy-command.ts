import { spawn } from 'node:child_process';
import path from 'node:path';
import { howToRun } from '../shared/how-to-run.ts';
import { programModule } from '../shared/program-dir.ts';
import { relativePath } from '../shared/relative-path.ts';
import type { EleventyConfig, EleventyRun } from './eleventy-config.ts';
import {
  configNames,
  dataFolder,
  eleventyFileIn,
  includesFolder,
  ownPagesFolder,
  staticFolder,
} from './folders.ts';
import { asArguments, type InkstoneOptions } from './plugin-options.ts';

/** Files and folders that a site is made of, seen from its folder. */
const watched = [
  ...['posts', ownPagesFolder, includesFolder, dataFolder, staticFolder, 'styles', 'hooks'],
  ...configNames,
] as const;

/** What `--serve` and `--watch` cannot do. */
const slower =
  `Each change builds the whole site; "${howToRun('dev')}" shows a saved post at once, ` +
  'drafts too.';

/**
 * Lets a run that Eleventy's own command has started make the site: before it would render, the
 * build of Inkstone runs, in a process of its own, as it loads code anew and runs Eleventy itself.
 * Eleventy then has nothing to render; with `--serve` and `--watch` it watches, serves and reloads.
 */
export function buildInEleventy(eleventyConfig: EleventyConfig, options: InkstoneOptions): void {
  const output = path.normalize(eleventyConfig.directories.output);
  eleventyConfig.ignores.add('**/*');
  // Templates that plugins add.
  eleventyConfig.addPreprocessor('inkstone', '*', () => false);
  // Staging folders and locks lie beside the output.
  for (const pattern of [`${output.replace(/[/\\]$/, '')}.*`, `${output}**`, '.cache/**']) {
    eleventyConfig.watchIgnores.add(pattern);
    eleventyConfig.watchIgnores.add(`${pattern}/**`);
  }
  for (const target of watched) eleventyConfig.addWatchTarget(target);
  let configFile: string | undefined;
  eleventyConfig.on('eleventy.env', ({ config }) => (configFile = config));
  let hasSaid = false;
  eleventyConfig.on('eleventy.before', async (run) => {
    requireWhole(run, configFile);
    if (run.runMode !== 'build' && !hasSaid) {
      hasSaid = true;
      process.stdout.write(`${slower}\n`);
    }
    await build([...asArguments(options), '--output', path.resolve(output)]);
  });
}

/** @throws {Error} when Eleventy is asked for what Inkstone cannot do. */
function requireWhole({ outputMode }: EleventyRun, configFile: string | undefined): void {
  if (outputMode !== 'fs') throw plain(`Inkstone writes a site; it cannot do --to=${outputMode}.`);
  if (process.argv.includes('--dryrun')) throw plain('Inkstone cannot do --dryrun.');
  const own = eleventyFileIn();
  if (configFile === undefined || (own !== undefined && configFile === path.resolve(own))) return;
  throw plain(
    own === undefined
      ? `Inkstone does not read ${relativePath(configFile)}: rename it to .eleventy.ts.`
      : `Inkstone reads ${own}: start Eleventy with --config=${own}.`,
  );
}

/** @throws {Error} when the site is not published. */
async function build(args: readonly string[]): Promise<void> {
  const program = programModule('cli/inkstone');
  const child = spawn(process.execPath, [...process.execArgv, program, 'build', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw plain('The site is not published; the build says why above.');
}

/** An error whose words say all: Eleventy prints no stack of it. */
function plain(message: string): Error {
  return Object.assign(new Error(message), { skipOriginalStack: true });
}
