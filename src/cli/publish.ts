import { publishText } from '../authoring/publish-post.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { changePosts } from './change-posts.ts';
import { dayOf, flag, parseCommandLine, text, UsageError, type Command } from './command-line.ts';
import { contentOptions, contentUsage } from './content-folder.ts';

const usage = `Usage: ${howToRun('publish', 'FILE… [options]')}

Makes drafts public: "draft" becomes false and the date the current day; a date in the future \
stays. The rest of the file is kept byte for byte.

  --date DAY       the date the posts get, YYYY-MM-DD; also that of a public post
  --keep-date      leave the date alone
${contentUsage}
  --help           this text`;

export const command: Command = { usage, run };

function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    ...contentOptions,
    date: text,
    'keep-date': flag,
  });
  const day = dayOf(values.date);
  if (day !== undefined && values['keep-date'])
    throw new UsageError('--date and --keep-date exclude each other.');
  return changePosts('public', positionals, values, (text, options) =>
    publishText(text, { ...options, day, keepDate: values['keep-date'] }),
  );
}
