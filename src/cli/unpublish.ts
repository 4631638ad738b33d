import { unpublishText } from '../authoring/publish-post.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { changePosts } from './change-posts.ts';
import { parseCommandLine, type Command } from './command-line.ts';
import { contentOptions, contentUsage } from './content-folder.ts';

const usage = `Usage: ${howToRun('unpublish', 'FILE… [options]')}

Makes posts drafts again; the next build leaves them out. The rest of the file is kept byte for \
byte.

${contentUsage}
  --help           this text`;

export const command: Command = { usage, run };

function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, contentOptions);
  return changePosts('a draft', positionals, values, (text, { label }) =>
    unpublishText(text, label),
  );
}
