import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../content/problem.ts';
import { isInside } from '../shared/regular-file.ts';
import { relativePath } from '../shared/relative-path.ts';
import type { EleventyAdditions } from '../views/site.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import { eleventyFilePath } from './folders.ts';
import { hasTransforms } from './transforms.ts';

/** What a configuration of Eleventy adds, when all of it has run. */
export function additionsOf(
  eleventyConfig: Pick<
    EleventyConfig,
    'transforms' | 'htmlTransformer' | 'passthroughCopies' | 'additionalWatchTargets'
  >,
): EleventyAdditions {
  const { passthroughCopies = {}, additionalWatchTargets = [] } = eleventyConfig;
  // Whoever names the site's folder itself means what is read anyway.
  const bases = (patterns: readonly string[]) => [
    ...new Set(patterns.map(baseOf).filter((base) => !isInside(path.resolve(), base))),
  ];
  return {
    hasTransforms: hasTransforms(eleventyConfig),
    copied: bases(Object.keys(passthroughCopies)),
    watched: bases(additionalWatchTargets),
  };
}

/**
 * Refuses to copy what holds posts: drafts would be published, and every article as Markdown.
 * @param postsDir absolute path.
 * @throws {ProblemError}
 */
export function refuseCopiedPosts(
  { passthroughCopies = {} }: Pick<EleventyConfig, 'passthroughCopies'>,
  postsDir: string,
): void {
  const posts = realPath(postsDir);
  const problems = Object.keys(passthroughCopies)
    .filter((pattern) => {
      const base = realPath(baseOf(pattern));
      if (isInside(posts, base)) return !isOfOneKind(pattern);
      // One picture or document of a post may be copied by its name.
      const isOne = base === realPath(path.resolve(pattern)) && isFile(base);
      return isInside(base, posts) && !(isOne && !/\.(?:md|markdown)$/i.test(base));
    })
    .map((pattern) => ({
      file: relativePath(eleventyFilePath()),
      code: 'posts-copied',
      message: `addPassthroughCopy('${pattern}') would publish the posts folder, drafts too.`,
      hint:
        'Copy a folder beside posts/. Pictures and files beside a post are published when the ' +
        'post names them.',
      severity: 'error' as const,
    }));
  if (problems.length > 0) throw new ProblemError(problems);
}

/** Whether a pattern takes only files of one kind in a folder, and no Markdown: `*.txt`. */
function isOfOneKind(pattern: string): boolean {
  const ending = /(?:^|\/)\*\.([a-z\d]+)$/i.exec(pattern)?.[1];
  return ending !== undefined && !pattern.includes('**') && !/^(?:md|markdown)$/i.test(ending);
}

/** The last folder of a pattern before its first special character, or the path: absolute. */
function baseOf(pattern: string): string {
  const special = pattern.search(/[*?[\]{}()!+@]/);
  if (special < 0 || existsSync(pattern)) return path.resolve(pattern);
  return path.resolve(pattern.slice(0, pattern.lastIndexOf('/', special) + 1));
}

function realPath(file: string): string {
  return existsSync(file) ? realpathSync(file) : file;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
