import { createInterface } from 'node:readline/promises';
import { splitList } from '../content/text.ts';
import { printable } from '../report/printable.ts';
import type { KnownValues, SuggestedField } from './known-values.ts';
import type { NewPost } from './new-post.ts';

/** What the questions find out; the rest of a new post has no question. */
export type Answers = Pick<
  NewPost,
  'title' | 'area' | 'category' | 'series' | 'tags' | 'speakers' | 'source'
>;

/** Values in use that are shown with a question; Tab completes all of them. */
const shownValues = 8;

/**
 * Asks for a new post's fields on a terminal. Only the title must be answered.
 * @throws {Error} `AbortError` when the author leaves with Ctrl+C or Ctrl+D.
 */
export async function askNewPost(
  known: KnownValues,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Promise<Answers> {
  let offered: readonly string[] = [];
  const terminal = createInterface({ input, output, completer: (line: string) => complete(line) });
  const stopped = new AbortController();
  terminal.once('close', () => stopped.abort());
  const question = (text: string) => terminal.question(text, { signal: stopped.signal });

  function complete(line: string): [string[], string] {
    const word = line.replace(/^.*[,，、]\s*/, '');
    const start = word.toLowerCase();
    return [offered.filter((value) => value.toLowerCase().startsWith(start)), word];
  }
  async function ask(label: string, field?: SuggestedField): Promise<string | undefined> {
    // What would steer the terminal is no value to take over.
    offered = field ? known[field].filter((value) => printable(value) === value) : [];
    const shown = offered.slice(0, shownValues).join(', ');
    if (shown !== '')
      output.write(`  in use: ${shown}${offered.length > shownValues ? ' …' : ''}\n`);
    const answer = (await question(`${label}: `)).trim();
    return answer === '' ? undefined : answer;
  }

  try {
    let title: string | undefined;
    while (title === undefined) title = await ask('Title');
    output.write('The rest may stay empty. Tab completes what other posts use.\n');
    const area = await ask('Area', 'area');
    const category = await ask('Category', 'category');
    const series = await ask('Series', 'series');
    const tags = await ask('Tags, with commas', 'tags');
    const speakers = await ask('Speakers, with commas', 'speaker');
    const source = await ask('Source (web address)');
    return {
      title,
      ...(area !== undefined && { area }),
      ...(category !== undefined && { category }),
      ...(series !== undefined && { series }),
      ...(tags !== undefined && { tags: splitList(tags) }),
      ...(speakers !== undefined && { speakers: splitList(speakers) }),
      ...(source !== undefined && { source }),
    };
  } finally {
    terminal.close();
  }
}
