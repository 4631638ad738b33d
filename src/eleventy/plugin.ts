import { existsSync } from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../content/problem.ts';
import { programDir } from '../shared/program-dir.ts';
import { relativePath } from '../shared/relative-path.ts';
import { additionsOf, refuseCopiedPosts } from './additions.ts';
import { dropCollections, registerCollections } from './collections.ts';
import { isNamedByLayouts, registerDataFiles, sharedNames } from './data-files.ts';
import { buildInEleventy } from './eleventy-command.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import { eleventyFilePath, includesFolder, isProgramSite, layoutFiles } from './folders.ts';
import { checkOptions, type InkstoneOptions } from './plugin-options.ts';
import { registerPrintedParts } from './printed-parts.ts';
import { registerOwnPages, registerPages } from './register.ts';
import { sessionOf, type Session } from './session.ts';
import { registerFinishedPages, registerPageOutput } from './transforms.ts';

/**
 * What `.eleventy.ts` should export as `config`: Markdown may use Nunjucks, HTML stays as it is
 * (https://www.11ty.dev/docs/config/#configuration-options).
 */
export const eleventyOptions = {
  markdownTemplateEngine: 'njk',
  htmlTemplateEngine: false,
} as const;

/** Configuration objects that the plugin was added to. */
const added = new WeakSet<EleventyConfig>();

/**
 * Registers Inkstone with Eleventy: `eleventyConfig.addPlugin(inkstone)` in `.eleventy.ts`
 * (https://www.11ty.dev/docs/plugins/). Where Eleventy was started by its own command, it builds
 * the site as `npm run build` does.
 * @param options for that command.
 * @throws {ProblemError} when an option is wrong.
 */
export function inkstone(eleventyConfig: EleventyConfig, options: InkstoneOptions = {}): void {
  const session = sessionOf(eleventyConfig);
  checkOptions(options);
  if (!session) {
    buildInEleventy(eleventyConfig, options);
    return;
  }
  added.add(eleventyConfig);

  // Global data is large and frozen: merging it page by page costs minutes at 10,000 posts.
  eleventyConfig.setDataDeepMerge(false);
  // With "ts" as a data format Eleventy would look for a data file beside every page.
  eleventyConfig.setDataFileSuffixes(['.11tydata']);
  // _site and .cache are ignored by git, but may be the output.
  eleventyConfig.setUseGitIgnore(false);

  registerTemplates(eleventyConfig);
  registerDataFiles(eleventyConfig, session);
  if (session.groups) registerPages(eleventyConfig, session.groups);
  else registerOwnPages(eleventyConfig, session);
  registerPrintedParts(eleventyConfig, sharedNames());
}

/**
 * Registers what must come before or after all that a site adds, whatever the order of its calls.
 * Called before the site's configuration is read.
 */
export function registerAround(eleventyConfig: EleventyConfig, session: Session): void {
  registerFinishedPages(eleventyConfig, session);
  eleventyConfig.on('eleventy.beforeConfig', () =>
    eleventyConfig.addPlugin(function inkstoneLast() {
      if (!added.has(eleventyConfig)) throw notAdded();
      refuseCopiedPosts(eleventyConfig, session.postsDir);
      session.onAdditions?.(additionsOf(eleventyConfig));
      if (session.groups && !isNamedByLayouts('collections')) dropCollections(eleventyConfig);
      else registerCollections(eleventyConfig, session);
      registerPageOutput(eleventyConfig, session);
    }),
  );
}

function notAdded(): ProblemError {
  const problem = {
    file: relativePath(eleventyFilePath()),
    code: 'eleventy-without-inkstone',
    message: 'The configuration of Eleventy does not add Inkstone.',
    hint: 'Its function must call eleventyConfig.addPlugin(inkstone); see docs/extending.md.',
    severity: 'error' as const,
  };
  return new ProblemError([problem]);
}

/**
 * Lets templates use the layouts and partials of Inkstone beside those of the site, where one of
 * the same name takes the place of Inkstone's.
 */
function registerTemplates(eleventyConfig: EleventyConfig): void {
  if (isProgramSite()) return;
  const inherited = path.join(programDir, includesFolder);
  eleventyConfig.on('eleventy.engine.njk', ({ environment }) => {
    // After the site's `_includes`, before the working directory.
    environment.loaders[0]?.searchPaths.splice(1, 0, inherited);
  });
  for (const { name, file } of layoutFiles()) {
    if (!existsSync(path.join(includesFolder, name)))
      eleventyConfig.addLayoutAlias(name, path.relative(includesFolder, file));
  }
}
