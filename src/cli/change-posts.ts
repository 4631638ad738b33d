import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DraftChange, PublishOptions } from '../authoring/publish-post.ts';
import { AuthoringError } from '../authoring/authoring-error.ts';
import { readPostFile, rewritePostFile, type PostPlace } from '../authoring/post-file.ts';
import { readPost, type ReadResult } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import { formatProblems } from '../report/format-report.ts';
import { readPolicy } from '../build/read-posts.ts';
import { enterSite } from '../shared/relative-path.ts';
import { systemRefusal } from '../report/system-error.ts';
import { FileRefused, isInside } from '../shared/regular-file.ts';
import { displayPath, UsageError } from './command-line.ts';
import { contentFolder, advise, type ContentNames } from './content-folder.ts';
import { loadConfig } from './load-config.ts';
import { printError, print } from './terminal.ts';

type State = 'public' | 'a draft';

/**
 * Makes posts public, or drafts.
 * @param names files as the author names them.
 * @param change makes the new text of a post.
 * @returns exit code 0 if every post is now as asked; 1 if at least one could not be changed.
 */
export async function changePosts(
  state: State,
  names: readonly string[],
  values: ContentNames,
  change: (text: string, options: PublishOptions) => DraftChange,
): Promise<number> {
  if (names.length === 0) throw new UsageError('Name at least one post.');
  const { configFile, postsDir, siteDir } = contentFolder(values);
  const config = await loadConfig(configFile);
  const files = names.map((name) => findPostFile(name, siteDir, postsDir));
  enterSite(siteDir);
  const policy = await readPolicy(config, { drafts: false, future: true, now: new Date() });
  let failed = false;
  for (const file of files) {
    const label = displayPath(file);
    try {
      const post = { file, root: rootOf(file, postsDir), label };
      failed = !(await changePost(state, post, policy, change)) || failed;
    } catch (error) {
      printError(`${label}  is left as it is: ${reasonOf(error)}`);
      failed = true;
    }
  }
  if (!failed) {
    print(`Next: ${advise('build', [], values)}`);
    if (state === 'a draft') print('Readers have the post until the new site is published.');
  }
  return failed ? 1 : 0;
}

/** @returns whether the post is now as asked. */
async function changePost(
  state: State,
  post: PostPlace & { readonly label: string },
  policy: ReadPolicy,
  change: (text: string, options: PublishOptions) => DraftChange,
): Promise<boolean> {
  const read = readPostFile(post);
  if (!read) throw new AuthoringError('it is not UTF-8.');
  const changed = change(read.text, { ...policy, label: post.label });
  if (changed.kind === 'refused') {
    printError(formatProblems([changed.problem]));
    return false;
  }
  const text = changed.kind === 'changed' ? changed.text : read.text;
  const { label } = post;
  const result = state === 'public' ? readPost(Buffer.from(text), label, label, policy) : undefined;
  if (result?.outcome === 'rejected') {
    printError(`${label}  is left as it is: no build would publish it.`);
    printError(formatProblems(result.problems));
    return false;
  }
  if (changed.kind === 'changed') await rewritePostFile(post, read, changed.text);
  print(`${label}  ${describeChange(state, changed)}`);
  if (result) printState(result, policy);
  return true;
}

/**
 * Finds a post by its path from the working folder, that of the site or that of its posts; from the
 * last, with or without `.md`.
 */
function findPostFile(name: string, siteDir: string, postsDir: string): string {
  const places = [
    path.resolve(name),
    ...[siteDir, postsDir].map((folder) => path.resolve(folder, name)),
    path.resolve(postsDir, `${name}.md`),
  ];
  const there = places.filter((place) => existsSync(place));
  const isMarkdown = (place: string) => /\.(?:md|markdown)$/i.test(place);
  // A post may have a folder of its name beside it, with its pictures.
  const found = there.find(isMarkdown) ?? there[0];
  if (found === undefined) {
    const tried = [...new Set(places.map(displayPath))].join(', ');
    throw new UsageError(`There is no post ${name}. These are not there: ${tried}.`);
  }
  if (!isMarkdown(found)) throw new UsageError(`${name} is not a Markdown file.`);
  return found;
}

/** A link in the posts folder may lead only to another file in it. */
function rootOf(file: string, postsDir: string): string {
  return isInside(file, postsDir) ? postsDir : path.dirname(file);
}

/** Why a post is not changed. @throws {unknown} the error itself when it is one of the program. */
function reasonOf(error: unknown): string {
  const refusal = systemRefusal(error);
  if (refusal) return `${refusal.message} ${refusal.hint}`;
  if (error instanceof AuthoringError || error instanceof FileRefused) return error.message;
  throw error;
}

function describeChange(state: State, change: DraftChange): string {
  if (change.kind !== 'changed') return `is ${state} already; left as it is`;
  const { date, dateOnly } = change;
  const old = date?.from === undefined ? '' : `, was ${date.from}`;
  return `is ${dateOnly ? '' : 'now '}${state}${date ? ` (date ${date.to}${old})` : ''}`;
}

/** Prints why a public post may still not be seen, or has nothing to be seen. */
function printState({ outcome, post, body }: ReadResult, policy: ReadPolicy): void {
  if (post?.date !== undefined && post.date > policy.today) {
    print(`  its date lies in the future: builds show it from ${post.date} on`);
  }
  if (post?.visibility === 'unlisted') {
    print('  it says "exclude: true": it has a page, but stands in no list');
  }
  if (outcome === 'published' && body.trim() === '') {
    print('  warning: it has no text; write the body below the front matter');
  }
}
