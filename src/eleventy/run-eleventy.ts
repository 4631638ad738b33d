import Eleventy from '@11ty/eleventy';
import type { EleventyConfig } from './eleventy-config.ts';
import { dryOutput } from './register.ts';
import { attachSession } from './session.ts';
import type { Session } from './session.ts';

/** What Inkstone uses of Eleventy's programmatic API (https://www.11ty.dev/docs/programmatic/). */
interface EleventyRunner {
  disableLogger(): void;
  write(): Promise<unknown>;
}

type EleventyConstructor = new (
  input: string,
  output: string,
  options: Record<string, unknown>,
) => EleventyRunner;

/**
 * Renders the pages of a site and hands each over as it is ready.
 * @throws {Error} of Eleventy when a template or data file fails; the cause chain names it.
 */
export async function renderPages(session: Session): Promise<void> {
  const Runner = Eleventy as EleventyConstructor;
  const eleventy = new Runner('src/pages', dryOutput, {
    configPath: '.eleventy.ts',
    quietMode: true,
    dryRun: true,
    config: (eleventyConfig: EleventyConfig) => attachSession(eleventyConfig, session),
  });
  eleventy.disableLogger();
  await eleventy.write();
}
