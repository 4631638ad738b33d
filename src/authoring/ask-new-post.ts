import { createInterface } from 'node:readline/promises';
import type { SiteConfig } from '../config/site-config.ts';
import { fields, type NewPostKey } from '../content/fields.ts';
import { splitList } from '../content/text.ts';
import { printable } from '../report/printable.ts';
import type { KnownValues } from './known-values.ts';
import type { NewPost } from './new-post.ts';

/** Fields that are asked for beside the title, in this order, with their questions. */
const questions = {
  area: 'Area',
  category: 'Category',
  series: 'Series',
  tags: 'Tags, with commas',
  speaker: 'Speakers, with commas',
  source: 'Source (web address)',
} as const satisfies Partial<Record<NewPostKey, string>>;

type AskedKey = keyof typeof questions;

/** The fields that are asked for. */
export type Answers = Pick<NewPost, 'title' | AskedKey | 'own'>;

/** Maximum number of values that are shown with a question; Tab completes all of them. */
const shownValues = 8;

/**
 * Asks for a new post's fields on a terminal. Only the title must be answered.
 * @param ownFields those that only this site has.
 * @throws {Error} `AbortError` when the author leaves with Ctrl+C or Ctrl+D.
 */
export async function askNewPost(
  known: KnownValues,
  ownFields: SiteConfig['fields'] = {},
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
  async function ask(label: string, inUse: readonly string[] = []): Promise<string | undefined> {
    // Values that could steer the terminal are not offered.
    offered = inUse.filter((value) => printable(value) === value);
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
    const answers: Partial<Record<AskedKey, string | readonly string[]>> = {};
    for (const key of Object.keys(questions) as readonly AskedKey[]) {
      const answer = await ask(questions[key], known[key]);
      if (answer === undefined) continue;
      answers[key] = fields[key].kind === 'list' ? splitList(answer) : answer;
    }
    const own: Record<string, string | readonly string[]> = {};
    for (const [key, { type, label = key }] of Object.entries(ownFields)) {
      const answer = await ask(label, type === 'flag' ? ['true', 'false'] : known[key]);
      if (answer !== undefined) own[key] = type === 'list' ? splitList(answer) : answer;
    }
    return { title, ...answers, ...(Object.keys(own).length > 0 && { own }) };
  } finally {
    terminal.close();
  }
}
