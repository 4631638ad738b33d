import { mkdirSync } from 'node:fs';
import { askNewPost } from '../authoring/ask-new-post.ts';
import { findKnownValues } from '../authoring/known-values.ts';
import { createPost, newPostText, NewPostError } from '../authoring/new-post.ts';
import type { NewPost } from '../authoring/new-post.ts';
import { parseCalendarDay, today } from '../content/dates.ts';
import { readPost } from '../content/read-post.ts';
import { splitList } from '../content/text.ts';
import { createLinks } from '../views/links.ts';
import {
  displayPath,
  flag,
  parseCommandLine,
  runCommand,
  text,
  textOf,
  textsOf,
  UsageError,
} from './command-line.ts';
import type { OptionValues } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { loadConfig } from './load-config.ts';
import { printError, print } from './output.ts';

const usage = `Usage: npm run new -- "Title" [options]
       npm run new              asks on the terminal

  --slug SLUG      last part of the address, and file name  (made of the title)
  --date DAY       YYYY-MM-DD                        (today)
  --area NAME, --category NAME, --project NAME, --series NAME
  --tags LIST      with commas, or given more than once
  --speaker LIST   the same
  --source URL     where it was made from
  --lang TAG       zh-Hans, zh-Hant, en …            (found out from the text)
  --summary TEXT
  --public         no draft: the next build publishes it
${contentUsage}
  --help           this text`;

/**
 * `npm run new`: creates a post as a draft. Exit code 0: created; 1: it exists already; 2: the
 * command line is wrong.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseCommandLine(process.argv.slice(2), {
    ...contentOptions,
    ...Object.fromEntries(
      ['slug', 'date', 'area', 'category', 'project', 'series', 'source', 'lang', 'summary'].map(
        (name) => [name, text],
      ),
    ),
    tags: { ...text, multiple: true },
    speaker: { ...text, multiple: true },
    public: flag,
    help: flag,
  });
  if (values.help === true) {
    print(usage);
    return 0;
  }
  const content = contentFolder(values);
  const config = await loadConfig(content.config);
  mkdirSync(content.posts, { recursive: true });
  const given = fieldsOf(values, positionals);
  const title = given.title ?? (await answers(content.posts));
  const post: NewPost = {
    ...given,
    ...(typeof title === 'string' ? { title } : title),
    day: textOf(values, 'date') ?? today(new Date(), config.timeZone),
    draft: values.public !== true,
  };
  check(post, config.timeZone);
  const { file, slug } = await createPost(content.posts, post);
  const { href } = createLinks(config.url, config.pathPrefix).post(slug);
  print(`Created ${displayPath(file)}${post.draft ? ', a draft' : ''}`);
  print(`Preview http://localhost:8080${decodeURI(href)}   (npm run dev)`);
  if (post.draft) print(`Publish npm run publish-post -- ${quoted(displayPath(file))}`);
  return 0;
}

function fieldsOf(
  values: OptionValues,
  positionals: readonly string[],
): Omit<NewPost, 'title' | 'day' | 'draft'> & { readonly title?: string } {
  if (positionals.length > 1) {
    throw new UsageError('Put the title in quotes: npm run new -- "A title of several words".');
  }
  const names = ['slug', 'area', 'category', 'project', 'series', 'source', 'lang', 'summary'];
  const texts = names.flatMap((name) => {
    const value = textOf(values, name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(Object.fromEntries(texts) as Record<string, string>),
    ...(positionals[0] !== undefined && { title: positionals[0] }),
    tags: textsOf(values, 'tags').flatMap(splitList),
    speaker: textsOf(values, 'speaker').flatMap(splitList),
  };
}

async function answers(postsDir: string) {
  if (!process.stdin.isTTY) throw new UsageError('Give the post a title.');
  try {
    return await askNewPost(await findKnownValues(postsDir));
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new NewPostError('Nothing was created.');
    throw error;
  }
}

/** @throws {UsageError} when a build would report a problem of the post. */
function check(post: NewPost, timeZone: string): void {
  if (parseCalendarDay(post.day, timeZone) !== post.day) {
    throw new UsageError(`--date is "${post.day}", but must be a day as YYYY-MM-DD.`);
  }
  const { problems } = readPost(Buffer.from(newPostText(post)), 'new.md', 'new.md', {
    drafts: true,
    future: true,
    today: post.day,
    timeZone,
    language: 'zh-Hans',
    layouts: ['post.njk'],
  });
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.message} ${problem.hint ?? ''}`.trim());
}

function quoted(file: string): string {
  return /^[\p{L}\p{N}_./-]+$/u.test(file) ? file : `'${file}'`;
}

await runCommand(usage, async () => {
  try {
    return await main();
  } catch (error) {
    if (!(error instanceof NewPostError)) throw error;
    printError(error.message);
    return 1;
  }
});
