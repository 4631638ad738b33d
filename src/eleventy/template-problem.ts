import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { problemAt, ProblemError, type Problem } from '../content/problem.ts';
import { errorChain, shortenLines } from '../report/build-error.ts';
import { ownFrames } from '../report/failed-module.ts';
import { stalled } from '../report/stalled.ts';
import { listFiles } from '../shared/list-files.ts';
import { relativePath } from '../shared/relative-path.ts';
import { dataFiles, eleventyFilePath, layoutFiles, ownPagesFolder } from './folders.ts';

/** Code of problems of templates. */
const code = 'template';

/**
 * Turns an error of Eleventy into a problem at the layout, partial, page or data file that is
 * wrong.
 * @param error the cause chain names the place; its last error says what went wrong.
 */
export function templateProblem(error: unknown): Problem {
  const chain = errorChain(error);
  const text = wordsOf(error);
  const known = missingLayout(text) ?? sameAddress(text);
  if (known) return { ...known, code, severity: 'error' };
  const last = chain.at(-1);
  const { reason } = last as { readonly reason?: string };
  const message = shortenLines(reason ?? last?.message.replace(nunjucksHead, '') ?? '');
  const place = nunjucksPlace(chain, text) ?? frontMatterPlace(last) ?? framePlace(last);
  const file = relativePath(place?.file ?? namedFile(text) ?? eleventyFilePath());
  if (place?.line === undefined) return { file, code, message, severity: 'error' };
  const problem = problemAt(file, place.line, { code, message });
  return place.column === undefined ? problem : { ...problem, column: place.column };
}

type Told = Pick<Problem, 'file' | 'message' | 'hint'>;

/** A layout that a page names, and that is not there. */
function missingLayout(text: string): Told | undefined {
  const [, layout] = /layout that does not exist: (.+?)(?: \(via .*)?$/m.exec(text) ?? [];
  if (layout === undefined) return undefined;
  return { file: relativePath(path.resolve(layout)), message: 'The layout is missing.' };
}

/** Own pages that would be one file. Eleventy names first the one that it has read last. */
function sameAddress(text: string): Told | undefined {
  if (!text.includes('Output conflict')) return undefined;
  const named = [...text.matchAll(/^ +\d+\. (.+)$/gm)].map(([, file = '']) => file);
  const files = [...new Set(named)].map((file) => relativePath(path.resolve(file)));
  const [file = ownPagesFolder, ...others] = files;
  const message =
    others.length === 0
      ? 'Several pages of this template have the same address.'
      : `The page has the same address as ${others.join(' and ')}.`;
  return { file, message, hint: `Give each a permalink of its own. ${withoutIt}` };
}

/** What becomes of an own page that is wrong. */
export const withoutIt = 'With --keep-going, the site is published without it.';

interface Place {
  /** Absolute path. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** How messages of Nunjucks begin: a line for each template, that of the error last. */
const nunjucksHead =
  /^(?:\s*\([^()\n]+\)(?: \[Line \d+(?:, Column \d+)?\])?\n)+\s*(?:[\w ]*[Ee]rror: )?/;

/**
 * The place that Nunjucks tells. While it renders, it counts lines from 0, names the template that
 * extends the one it means, or the partial before, and tells no line of what is missing: then the
 * place is where the name in the message stands.
 */
function nunjucksPlace(chain: readonly Error[], text: string): Place | undefined {
  const { message = '' } = chain.findLast((error) => nunjucksHead.test(error.message)) ?? {};
  const [head = ''] = nunjucksHead.exec(message) ?? [];
  const named = [...head.matchAll(/\(([^()\n]+)\)(?: \[Line (\d+)(?:, Column (\d+))?\])?/g)]
    .map(([, file = '', line, column]) => ({
      file: path.resolve(file),
      ...(line !== undefined && { line: Number(line) }),
      ...(column !== undefined && { column: Number(column) }),
    }))
    .filter(({ file }) => existsSync(file))
    .reverse();
  const [inner] = named;
  if (!inner) return undefined;
  const before = linesBefore(inner.file);
  if (!head.endsWith('Error: ')) {
    return { ...inner, ...(inner.line !== undefined && { line: inner.line + before }) };
  }
  const line = inner.line === undefined ? undefined : inner.line + 1 + before;
  const column = inner.column === undefined ? undefined : inner.column + 1;
  const name = nameIn(text);
  if (name === undefined) return { file: inner.file, line, column };
  const seen = new Set<string>();
  const templates = named.flatMap(({ file }) => [...usedTemplates(file, seen)]);
  const told = line === undefined ? undefined : templates.find((file) => has(file, line, name));
  if (told !== undefined) return { file: told, line, column };
  for (const file of templates) {
    const found = linesOf(file).findIndex((own) => own.includes(name)) + 1;
    if (found > 0) return { file, line: found };
  }
  return { file: inner.file, line, column };
}

function has(file: string, line: number, name: string): boolean {
  return linesOf(file)[line - 1]?.includes(name) ?? false;
}

/** The name of what is missing or fails: of a filter, a template or a function. */
function nameIn(text: string): string | undefined {
  const [, absent] = /(?:filter|template) not found: (\S+)/.exec(text) ?? [];
  if (absent !== undefined) return absent;
  const [, called] = /Unable to call `([^`]+)`/.exec(text) ?? [];
  if (called !== undefined) return called.match(/[\p{L}\p{N}_$]+/gu)?.at(-1);
  return /Error (?:in|with) Nunjucks (?:paired )?(?:Filter|shortcode) `([^`]+)`/.exec(text)?.[1];
}

/** A template and those that it extends, includes or imports, each once. */
function* usedTemplates(file: string, seen: Set<string>): Generator<string> {
  if (seen.has(file) || !existsSync(file)) return;
  seen.add(file);
  yield file;
  const source = readFileSync(file, 'utf8');
  for (const [, name = ''] of source.matchAll(
    /\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']/g,
  )) {
    const found = layoutFiles().find((include) => include.name === name);
    if (found) yield* usedTemplates(found.file, seen);
  }
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n');
}

/** Lines of the front matter, which Nunjucks does not see. */
function linesBefore(file: string): number {
  const [block = ''] =
    /^---[^\n]*\n(?:[^\n]*\n)*?---[^\n]*\n/.exec(readFileSync(file, 'utf8')) ?? [];
  return block.split('\n').length - 1;
}

/** The place in front matter, as js-yaml counts. */
function frontMatterPlace(error: unknown): Place | undefined {
  const { mark } = error as { readonly mark?: { readonly line: number; readonly column: number } };
  return mark && { line: mark.line + 1, column: mark.column + 1 };
}

/** The place in a page, a data file or a configuration that is a program. */
function framePlace(error: unknown): Place | undefined {
  const files = new Set([...siteFiles(), eleventyFilePath()]);
  return ownFrames(error).find(({ file }) => files.has(file));
}

/**
 * The file that a text of Eleventy names, seen from the working directory; of several, the one
 * that it names first.
 */
function namedFile(text: string): string | undefined {
  const places = siteFiles().map((file) => ({ file, at: text.indexOf(path.relative('', file)) }));
  return places
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.file.length - a.file.length)[0]?.file;
}

/** The error of a template, a data file in JavaScript, or `.eleventy.ts` that never ends. */
export function stalledTemplate(): ProblemError {
  const programs = siteFiles().filter((file) => /\.[cm]?js$/.test(file));
  const files = [...programs.map((file) => relativePath(file)), relativePath(eleventyFilePath())];
  return stalled({ file: files[0] ?? '', code }, files.join(', '));
}

/** Absolute paths of all templates and data files. */
function siteFiles(): readonly string[] {
  const pages = path.resolve(ownPagesFolder);
  return [
    ...(existsSync(pages) ? listFiles(pages) : []),
    ...[...layoutFiles(), ...dataFiles()].map(({ file }) => file),
  ];
}

/** The group of pages, see `registerPages`, that an error of Eleventy names. */
export function failedGroup(error: unknown): string | undefined {
  return /~inkstone\/([^\s"/]+)\.html/.exec(wordsOf(error))?.[1];
}

/**
 * The own page that an error of Eleventy is about, seen from the site's folder; undefined if it is
 * about no single one.
 */
export function failedOwnPage(error: unknown): string | undefined {
  const file = path.relative('', namedFile(wordsOf(error)) ?? '');
  return file.startsWith(`${ownPagesFolder}/`) ? file : undefined;
}

/** All that an error and its causes say, but for the problems that were made of them. */
function wordsOf(error: unknown): string {
  const chain = errorChain(error).filter((one) => !(one instanceof ProblemError));
  return chain.map(({ message }) => message).join('\n');
}
