import Eleventy from '@11ty/eleventy';
import type { EleventyConfig } from './eleventy-config.ts';
import { attachSession } from './session.ts';
import type { Session } from './session.ts';

/** What Inkstone uses of Eleventy's programmatic API (https://www.11ty.dev/docs/programmatic/). */
interface EleventyRunner {
  disableLogger(): void;
  init(): Promise<void>;
  write(): Promise<unknown>;
  watch(): Promise<void>;
  serve(port: number): Promise<void>;
}

type EleventyConstructor = new (
  input: string,
  output: string,
  options: Record<string, unknown>,
) => EleventyRunner;

function createEleventy(session: Session, outputDir: string, quiet: boolean): EleventyRunner {
  const Runner = Eleventy as EleventyConstructor;
  const runner = new Runner('src/pages', outputDir, {
    configPath: '.eleventy.ts',
    quietMode: quiet,
    config: (eleventyConfig: EleventyConfig) => attachSession(eleventyConfig, session),
  });
  return runner;
}

/**
 * Writes all pages of a site, once.
 * @throws {Error} of Eleventy when a template or data file fails; the cause chain names it.
 */
export async function writePages(session: Session, outputDir: string): Promise<void> {
  const eleventy = createEleventy(session, outputDir, true);
  eleventy.disableLogger();
  await eleventy.write();
}

/** Serves the site, rebuilds it when a watched file changes, and reloads the browser. Runs until the process ends. */
export async function servePages(session: Session, outputDir: string, port: number): Promise<void> {
  const eleventy = createEleventy(session, outputDir, true);
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}
