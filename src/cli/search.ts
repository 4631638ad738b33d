import { open } from 'node:fs/promises';
import path from 'node:path';
import { filterWords } from '../content/terms.ts';
import { printable, printableLines } from '../report/printable.ts';
import { SearchIndexError } from '../search/errors.ts';
import { manifestName } from '../search/format.ts';
import { createSearch } from '../search/query/search.ts';
import type { FetchBytes, SearchResult, SearchUpdate, SnippetPart } from '../search/query/types.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { choiceOf, parseCommandLine, text, UsageError, type Command } from './command-line.ts';
import { advise, contentFolder } from './content-folder.ts';
import { printError, writeReport } from './terminal.ts';

const usage = `Usage: ${howToRun('search', '"QUERY" [options]')}

Searches the built site as its own search does: words, "exact phrases", -without, area:name.

  --limit NUMBER   results to print                  (10)
  --order ORDER    relevance or newest               (relevance)
  --format FORMAT  text, or json for machines        (text)
  --output DIR     folder of the built site          (_site, beside the settings)
  --config FILE    settings of the site, or the folder they lie in  (site.config.ts)
  --help           this text

Exits with 0 when something is found, with 1 when nothing is, with 2 when it cannot search.`;

export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args, {
    ...{ output: text, config: text },
    limit: { ...text, default: '10' },
    order: { ...text, default: 'relevance' },
    format: { ...text, default: 'text' },
  });
  const query = positionals.join(' ');
  if (query.trim() === '') throw new UsageError('Name what to search for.');
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new UsageError(`--limit is "${values.limit}", but must be a number from 1.`);
  }
  const order = choiceOf('order', values.order, ['relevance', 'newest']);
  const format = choiceOf('format', values.format, ['text', 'json']);
  const outputDir = path.resolve(values.output ?? contentFolder(values).outputDir);
  try {
    const fetchBytes = readFrom(path.join(outputDir, 'search-index'));
    const found = await createSearch({ fetchBytes, filterWords }).searchToEnd(query, {
      limit,
      order,
    });
    await writeReport(format === 'json' ? [asJson(query, found)] : asText(query, found));
    if (found.unsearchable) return 2;
    return found.results.length > 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SearchIndexError)) throw error;
    const build = advise('build', [], values);
    printError(
      error.path === manifestName && error.code === 'missing'
        ? `There is no site with a search in ${printable(outputDir)}. Make it first: ${build}`
        : `${error.message}. Build the site again: ${build}`,
    );
    return 2;
  }
}

/** Reads files of an index from its folder, as a host sends them. */
function readFrom(folder: string): FetchBytes {
  return async (name, range) => {
    const file = await open(path.join(folder, name), 'r').catch((error: unknown) => {
      throw Object.assign(new Error(`${name} cannot be read`, { cause: error }), { status: 404 });
    });
    try {
      const { start, end } = range ?? { start: 0, end: (await file.stat()).size };
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };
}

function asJson(query: string, { count, results, unsearchable }: SearchUpdate): string {
  const plain = results.map(({ title, snippet, href, date, lang, areas, speakers }) => ({
    ...{ title: plainText(title), href, date, lang, areas, speakers },
    passage: plainText(snippet),
    hits: snippet.filter(({ hit }) => hit).map((part) => part.text),
  }));
  const report = { query, count, unsearchable, results: plain };
  return printableLines(`${JSON.stringify(report, null, 2)}\n`);
}

function* asText(query: string, { count, results, unsearchable }: SearchUpdate) {
  if (unsearchable) yield `There is nothing to look up in ${printable(query)}.\n`;
  else if (results.length === 0) yield `Nothing is found for ${printable(query)}.\n`;
  for (const result of results) yield* describe(result);
  const { value, kind } = count;
  if (value > results.length) {
    yield `${kind === 'exact' ? value : `At most ${value}`} in all; --limit prints more.\n`;
  }
}

function* describe({ title, href, date, areas, snippet }: SearchResult) {
  const facts = [date, ...areas].filter((fact) => fact !== undefined).map(printable);
  yield `${marked(title)}\n  ${[printable(href), ...facts].join(' · ')}\n`;
  if (snippet.length > 0) yield `  ${marked(snippet)}\n`;
  yield '\n';
}

/** A text with its hits in bold, where a terminal shows them (https://no-color.org). */
function marked(parts: readonly SnippetPart[]): string {
  const isBold = process.stdout.isTTY && !process.env['NO_COLOR'];
  return parts
    .map(({ text: part, hit }) => {
      const safe = printable(part);
      return hit && isBold ? `\u001b[1m${safe}\u001b[22m` : safe;
    })
    .join('');
}

function plainText(parts: readonly SnippetPart[]): string {
  return parts.map((part) => part.text).join('');
}
