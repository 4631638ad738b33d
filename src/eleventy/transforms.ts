import path from 'node:path';
import type { EleventyConfig } from './eleventy-config.ts';
import { outputOf } from './register.ts';
import type { Session } from './session.ts';

/** Names of Inkstone's transforms. */
const [finishName, handOverName] = ['inkstone-finish', 'inkstone'];

/** Eleventy's own transforms, which change nothing unless a site asks for more. */
const inactive = /^@11ty\/eleventy(?:\/html-transformer|-bundle|-bundle\/delayed)$/;

/** Puts the article into each page. Called before any transform is added: they run in order. */
export function registerFinishedPages(
  eleventyConfig: Pick<EleventyConfig, 'addTransform'>,
  session: Session,
): void {
  const { finishPage } = session;
  if (!finishPage) return;
  eleventyConfig.addTransform(finishName, (content, outputPath) =>
    outputPath === false ? content : finishPage(pathOf(session, outputPath), content),
  );
}

/**
 * Hands over each page as soon as it is rendered. Eleventy itself would keep the text of all pages
 * until the last is written. It stores what the transform returns, so this is a short text
 * (https://www.11ty.dev/docs/transforms/). Called after all transforms are added.
 */
export function registerPageOutput(
  eleventyConfig: Pick<EleventyConfig, 'addTransform'>,
  session: Session,
): void {
  eleventyConfig.addTransform(handOverName, async function (content) {
    // Eleventy warns of transforms that work for long before they first wait.
    await Promise.resolve();
    const { inputPath, outputPath } = this.page;
    // One of the site's own pages may have `permalink: false`.
    if (outputPath !== false) {
      await session.onPage(pathOf(session, outputPath), content, path.normalize(inputPath));
    }
    return 'written';
  });
}

/** Whether a site changes rendered pages, by transforms or by plugins of PostHTML. */
export function hasTransforms({
  transforms,
  htmlTransformer,
}: Pick<EleventyConfig, 'transforms' | 'htmlTransformer'>): boolean {
  // This version of Eleventy does not tell: finished pages are right either way.
  if (!transforms || !htmlTransformer) return true;
  const ours: readonly string[] = [finishName, handOverName];
  const names = Object.keys(transforms).filter((name) => !ours.includes(name));
  if (names.some((name) => !inactive.test(name))) return true;
  return htmlTransformer.isTransformable('html', {});
}

function pathOf(session: Session, outputPath: string): string {
  return path.relative(outputOf(session), outputPath);
}
