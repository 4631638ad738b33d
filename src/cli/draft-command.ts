import { existsSync } from 'node:fs';
import path from 'node:path';
import { publishText, unpublishText } from '../authoring/publish-post.ts';
import type { DraftChange } from '../authoring/publish-post.ts';
import { readPostFile, rewritePostFile } from '../authoring/post-file.ts';
import type { PostFile, PostPlace } from '../authoring/post-file.ts';
import { parseCalendarDay, today } from '../content/dates.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { readPost } from '../content/read-post.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import { formatProblems } from '../report/format-report.ts';
import { findPostLayouts } from '../build/read-posts.ts';
import { isInside } from '../shared/regular-file.ts';
import { displayPath, flag, parseCommandLine, text, textOf, UsageError } from './command-line.ts';
import type { OptionValues } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { loadConfig } from './load-config.ts';
import { printError, print } from './output.ts';

type Verb = 'publish-post' | 'unpublish';

export const publishUsage = `Usage: npm run publish-post -- FILE… [options]

Makes drafts public: "draft" becomes false and the date the current day; a date in the future \
stays. The rest of the file is kept byte for byte.

  --date DAY       the date the posts get, YYYY-MM-DD
  --keep-date      leave the date alone
${contentUsage}
  --help           this text`;

export const unpublishUsage = `Usage: npm run unpublish -- FILE… [options]

Makes posts drafts again; the next build leaves them out. The rest of the file is kept byte for \
byte.

${contentUsage}
  --help           this text`;

/**
 * Runs `npm run publish-post` or `npm run unpublish`.
 * @returns exit code 0 if every post is now public or a draft, as asked; 1 if at least one
 * could not be changed.
 */
export async function runDraftCommand(verb: Verb, args: readonly string[]): Promise<number> {
  const publish = verb === 'publish-post';
  const { values, positionals } = parseCommandLine(args, {
    ...contentOptions,
    help: flag,
    ...(publish && { date: text, 'keep-date': flag }),
  });
  if (values.help === true) {
    print(publish ? publishUsage : unpublishUsage);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('Name at least one post.');
  const content = contentFolder(values);
  const config = await loadConfig(content.config);
  const files = positionals.map((name) => findPostFile(name, content.posts));
  const now = today(new Date(), config.timeZone);
  const layouts = await findPostLayouts();
  let failed = false;
  for (const file of files) {
    const label = displayPath(file);
    const place = { file, root: rootOf(file, content.posts) };
    const read = readOrPrintError(place, label);
    if (!read) {
      failed = true;
      continue;
    }
    const change = publish
      ? publishText(read.text, {
          label,
          today: now,
          timeZone: config.timeZone,
          ...dateOptions(values, config),
        })
      : unpublishText(read.text, label);
    if (change.kind === 'refused') {
      printError(formatProblems([change.problem]));
      failed = true;
      continue;
    }
    if (change.kind === 'changed') await rewritePostFile(place, read, change.text);
    print(`${label}  ${describeChange(verb, change)}`);
    if (publish) {
      const text = change.kind === 'changed' ? change.text : read.text;
      printState(text, label, { ...policy, today: now, timeZone: config.timeZone, layouts });
    }
  }
  if (!failed) print('Next: npm run build');
  return failed ? 1 : 0;
}

/** Finds a post by its path from the working or the posts folder, with or without `.md`. */
function findPostFile(name: string, postsDir: string): string {
  const places = [path.resolve(name), path.join(postsDir, name), path.join(postsDir, `${name}.md`)];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new UsageError(`There is no post ${name}.`);
  if (!/\.(?:md|markdown)$/i.test(found)) throw new UsageError(`${name} is not a Markdown file.`);
  return found;
}

/** A link in the posts folder may lead only to another file in it. */
function rootOf(file: string, postsDir: string): string {
  return isInside(file, postsDir) ? postsDir : path.dirname(file);
}

function readOrPrintError(place: PostPlace, label: string): PostFile | undefined {
  try {
    const read = readPostFile(place);
    if (!read) printError(`${label}  is not UTF-8; left as it is`);
    return read;
  } catch (error) {
    printError(`${label}  is left as it is: ${error instanceof Error ? error.message : ''}`);
    return undefined;
  }
}

function dateOptions(values: OptionValues, { timeZone }: SiteConfig) {
  const day = textOf(values, 'date');
  if (day !== undefined && parseCalendarDay(day, timeZone) !== day) {
    throw new UsageError(`--date is "${day}", but must be a day as YYYY-MM-DD.`);
  }
  return { ...(day !== undefined && { day }), keepDate: values['keep-date'] === true };
}

function describeChange(verb: Verb, change: DraftChange): string {
  const state = verb === 'publish-post' ? 'public' : 'a draft';
  if (change.kind !== 'changed') return `is ${state} already; left as it is`;
  const { date } = change;
  const old = date?.from === undefined ? '' : `, was ${date.from}`;
  return `is now ${state}${date ? ` (date ${date.to}${old})` : ''}`;
}

const policy = { drafts: false, future: true, language: 'zh-Hans' } as const;

/** Prints why a public post may still not be seen. */
function printState(content: string, label: string, policy: ReadPolicy): void {
  const { outcome, post, problems } = readPost(Buffer.from(content), label, label, policy);
  if (outcome === 'rejected') print(formatProblems(problems));
  if (post?.date !== undefined && post.date > policy.today) {
    print(`  its date lies in the future: builds show it from ${post.date} on`);
  }
  if (post?.visibility === 'unlisted') {
    print('  it says "exclude: true": it has a page, but stands in no list');
  }
}
