import { askNewPost } from '../authoring/ask-new-post.ts';
import { AuthoringError } from '../authoring/authoring-error.ts';
import { findKnownValues } from '../authoring/known-values.ts';
import { createPost, newPostText, type NewPost } from '../authoring/new-post.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { today } from '../content/dates.ts';
import { nearest } from '../content/did-you-mean.ts';
import { ownFieldTypes } from '../content/own-fields.ts';
import type { OwnFieldTypes } from '../content/own-values.ts';
import { readPost } from '../content/read-post.ts';
import { splitList } from '../content/text.ts';
import { makeFolder } from '../shared/make-folder.ts';
import { createLinks } from '../views/links.ts';
import { howToRun } from '../shared/how-to-run.ts';
import {
  dayOf,
  displayPath,
  flag,
  parseCommandLine,
  text,
  texts,
  UsageError,
  type Command,
} from './command-line.ts';
import { contentFolder, contentOptions, contentUsage, advise } from './content-folder.ts';
import { loadConfig } from './load-config.ts';
import { print } from './terminal.ts';

const usage = `Usage: ${howToRun('new', '"Title" [options]')}
       ${howToRun('new')}   asks on the terminal

  --slug SLUG      last part of the address, and file name  (made of the title)
  --date DAY       YYYY-MM-DD                        (today)
  --area NAME, --category NAME, --project NAME, --series NAME
  --tags LIST      with commas, or given more than once
  --speaker LIST   the same
  --source URL     where it was made from
  --lang TAG       zh-Hans, zh-Hant, en …            (found out from the text)
  --summary TEXT
  --field KEY=TEXT a field that the settings declare; may be repeated
  --public         no draft: the next build publishes it
${contentUsage}
  --help           this text`;

/**
 * Creates a post as a draft. Exit code 0: created; 1: it exists already; 2: the command line is
 * wrong.
 */
export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    ...contentOptions,
    slug: text,
    date: text,
    area: text,
    category: text,
    project: text,
    series: text,
    tags: texts,
    speaker: texts,
    source: text,
    lang: text,
    summary: text,
    field: texts,
    public: flag,
  });
  const { config, posts, date, tags = [], speaker = [], ...others } = values;
  const { field = [], public: isPublic, ...given } = others;
  const [title, ...rest] = positionals;
  if (rest.length > 0) {
    const better = howToRun('new', '"A title of several words"');
    throw new UsageError(`Put the title in quotes: ${better}.`);
  }
  const { configFile, postsDir } = contentFolder({ config, posts });
  const settings = await loadConfig(configFile);
  const { timeZone, url, pathPrefix, permalinks } = settings;
  const ownFields = ownFieldTypes(settings);
  const own = ownValues(field, ownFields);
  makeFolder(postsDir);
  const answered = title === undefined ? await answers(postsDir, settings) : { title };
  const post: NewPost = {
    ...given,
    ...answered,
    own: { ...own, ...('own' in answered && answered.own) },
    tags: tags.flatMap(splitList),
    speaker: speaker.flatMap(splitList),
    day: dayOf(date) ?? today(new Date(), timeZone),
    draft: !isPublic,
  };
  check(post, settings);
  const { file, address } = await createPost(postsDir, post, permalinks, ownFields);
  const { href } = createLinks(url, pathPrefix).post(address);
  print(`Created ${displayPath(file)}${post.draft ? ', a draft' : ''}`);
  const commandFor = (command: string, ...words: string[]) => advise(command, words, values);
  print(`Preview http://localhost:8080${decodeURI(href)}   (${commandFor('dev')})`);
  if (post.draft) print(`Publish ${commandFor('publish', displayPath(file))}`);
  return 0;
}

/** Values of own fields from `KEY=TEXT`. @throws {UsageError} when the site has no such field. */
function ownValues(given: readonly string[], types: OwnFieldTypes = {}) {
  const own: Record<string, string | readonly string[]> = {};
  for (const text of given) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const type = Object.hasOwn(types, key) ? types[key]?.type : undefined;
    if (type === undefined) {
      const meant = nearest(key, Object.keys(types));
      const hint = meant === undefined ? '' : ` Did you mean ${meant}=?`;
      throw new UsageError(
        `--field is "${text}", but must be KEY=TEXT of a declared field.${hint}`,
      );
    }
    own[key] = type === 'list' ? [own[key] ?? [], splitList(value)].flat(2) : value;
  }
  return own;
}

async function answers(postsDir: string, settings: SiteConfig) {
  if (!process.stdin.isTTY) throw new UsageError('Give the post a title.');
  try {
    const known = await findKnownValues(postsDir, ownFieldTypes(settings));
    return await askNewPost(known, settings.fields);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new AuthoringError('Nothing was created.');
    throw error;
  }
}

/** @throws {UsageError} when a build would report a problem of the post. */
function check(post: NewPost, settings: SiteConfig): void {
  const { timeZone } = settings;
  const ownFields = ownFieldTypes(settings);
  const text = newPostText(post, ownFields);
  const { problems } = readPost(Buffer.from(text), 'new.md', 'new.md', {
    drafts: true,
    future: true,
    today: post.day,
    timeZone,
    language: 'zh-Hans',
    layouts: ['post.njk'],
    ...(ownFields && { ownFields }),
  });
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.message} ${problem.hint ?? ''}`.trim());
}
