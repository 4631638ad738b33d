import { isUtf8 } from 'node:buffer';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { formatLimit, frontMatterLimits } from './limits.ts';
import { problemAt, type Problem } from './problem.ts';
import { isMapping } from '../shared/is-mapping.ts';
import { excerpt } from './text.ts';
import { decodeUtf8 } from './utf8.ts';
import { yamlProblem } from './yaml-problem.ts';
import { findYamlSlip, placeOf } from './yaml-slips.ts';
import { howToRun } from '../shared/how-to-run.ts';

/** The parts of a post's file: front matter and body. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  /** The text between the fences. */
  readonly yaml: string;
  readonly body: string;
  /** 1-based line of the file on which the body starts. */
  readonly bodyLine: number;
  /** 1-based line of the file on which a top-level key stands; 1 when it cannot be found. */
  readonly lineOf: (key: string) => number;
}

/**
 * Decodes a post. A byte order mark is dropped, CRLF becomes LF.
 * @returns the text, or the problem of a file that is empty or not UTF-8.
 */
export function decodePost(bytes: Uint8Array, file: string): string | Problem {
  if (!isUtf8(bytes)) {
    return problemAt(file, lineOfInvalidByte(bytes), {
      code: 'encoding',
      message: 'The file is not UTF-8.',
      hint: `Save it as UTF-8, e.g. with: iconv -f ${likelyEncoding(bytes)} -t UTF-8.`,
    });
  }
  // Editors on Windows write a byte order mark.
  const text = decodeUtf8(bytes)
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
  if (text.trim() !== '') return text;
  return problemAt(file, 1, {
    code: 'file-empty',
    message: 'The file is empty.',
    hint: 'Write front matter with a title and a body, or delete the file.',
  });
}

/** What the first bytes say, else what is most frequent among Chinese texts. */
function likelyEncoding([first, second]: Uint8Array): string {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? 'UTF-16' : 'GB18030';
}

/** The line of the first byte that does not decode. */
function lineOfInvalidByte(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  return countLines(text, text.indexOf('\uFFFD'));
}

/** 1-based line of an offset in UTF-16 code units. */
export function countLines(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/**
 * Splits a post at its fences, and parses the YAML between them once. Only YAML is read: a fence
 * that names a language (`---js`) is a problem, and no code is ever run.
 */
export function parseFrontMatter(text: string, file: string): FrontMatter | Problem {
  const fences = findFences(text, file);
  if ('code' in fences) return fences;
  const { yamlStart, yamlEnd, bodyStart, bodyLine } = fences;
  if (yamlEnd - yamlStart > frontMatterLimits.length) return tooLong(yamlEnd - yamlStart, file);
  const yaml = text.slice(yamlStart, yamlEnd);
  let data: unknown;
  try {
    // From the end of the fence's line on, so that the parser counts the lines of the file.
    // CORE_SCHEMA has no timestamps, so a date stays the text that the author wrote.
    data = load(text.slice(yamlStart - 1, yamlEnd), { schema: CORE_SCHEMA }) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = placeOf(error);
    const slip = findYamlSlip(yaml, { line: line - 1, column });
    if (slip) return problemAt(file, slip.line + 2, slip.texts);
    const hint = 'Put values with ": ", "#", "@" or quotes in single quotes.';
    return { file, ...yamlProblem(error, 'The front matter', hint), severity: 'error' };
  }
  if (!isMapping(data)) {
    const slip = findYamlSlip(yaml);
    if (slip) return problemAt(file, slip.line + 2, slip.texts);
    return problemAt(file, 2, {
      code: 'yaml-not-a-mapping',
      message: 'The front matter is not a list of "key: value" lines.',
      hint: 'Write at least: title: …',
    });
  }
  if (countValues(data) > frontMatterLimits.values) return tooLarge(file);
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (key: string) => (lines ??= linesOfKeys(yaml)).get(key) ?? 1;
  return { data, yaml, body: text.slice(bodyStart), bodyLine, lineOf };
}

/**
 * Counts the values of parsed YAML with aliases expanded: a few hundred bytes can stand for
 * billions of values ("billion laughs"), or endless ones in a list that contains itself. Values
 * that are nested too deeply count as endless.
 */
function countValues(value: unknown, depth = 0, known = new Map<object, number>()): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > frontMatterLimits.depth) return Number.POSITIVE_INFINITY;
  let count = known.get(value);
  if (count === undefined) {
    count = Object.values(value).reduce<number>(
      (sum, inner) => sum + countValues(inner, depth + 1, known),
      1,
    );
    known.set(value, count);
  }
  return count;
}

function tooLarge(file: string): Problem {
  const { values, depth } = frontMatterLimits;
  return problemAt(file, 1, {
    code: 'yaml-too-large',
    message: 'The front matter holds too many values, or nests them too deeply.',
    hint:
      `Keep it below ${formatLimit(values)} values and ${depth} levels; ` +
      'write out what &anchors and *aliases repeat.',
  });
}

function tooLong(length: number, file: string): Problem {
  const most = formatLimit(frontMatterLimits.length);
  return problemAt(file, 1, {
    code: 'front-matter-too-long',
    message: `The front matter has ${formatLimit(length)} characters, more than ${most}.`,
    hint: 'Put a line "---" between the front matter and the body, or shorten the longest field.',
  });
}

function findFences(text: string, file: string) {
  const open = /^-{3,}[^\n]*(?:\n|$)/.exec(text);
  if (!open) return problemAt(file, 1, { code: 'front-matter-missing', ...missingFence(text) });
  if (open[0].trim() !== '---') return wrongFence(file, 1, 'opens', open[0]);
  const found = text.indexOf('\n---', open[0].length - 1);
  if (found < 0) {
    return problemAt(file, 1, {
      code: 'front-matter-unclosed',
      message: 'The front matter is opened but never closed.',
      hint: 'Put a line "---" between the front matter and the body.',
    });
  }
  const yamlEnd = found + 1;
  const line = countLines(text, yamlEnd);
  const lineEnd = text.indexOf('\n', yamlEnd);
  const close = text.slice(yamlEnd, lineEnd < 0 ? text.length : lineEnd);
  if (close.trimEnd() !== '---') return wrongFence(file, line, 'closes', close);
  const fenceEnd = yamlEnd + '---'.length;
  return {
    yamlStart: open[0].length,
    yamlEnd,
    bodyStart: text[fenceEnd] === '\n' ? fenceEnd + 1 : fenceEnd,
    bodyLine: line + 1,
  };
}

/** Blank lines and characters that are not seen, byte order marks among them. */
const nothingSeen = /^[\s\p{Default_Ignorable_Code_Point}]+(?=-{3,}[ \t]*(?:\n|$))/u;

/** Why no front matter was found, and what to write. */
function missingFence(text: string): Pick<Problem, 'message' | 'hint'> {
  const before = nothingSeen.exec(text)?.[0];
  if (before !== undefined) {
    const line = countLines(text, before.length);
    const place =
      line === 1 ? 'not at the beginning of its line' : `on line ${line}, not on line 1`;
    return {
      message: `The front matter begins ${place}.`,
      hint: 'Delete what stands before the first "---": blank lines, spaces, invisible characters.',
    };
  }
  if (/^\+{3}/.test(text)) {
    return {
      message: 'The front matter is TOML, and only YAML is read.',
      hint: 'Write "---" instead of "+++", twice, and "key: value" instead of "key = value".',
    };
  }
  return {
    message: 'The file has no front matter.',
    hint: 'Start the file with a line "---", then "title: …", then a line "---".',
  };
}

function wrongFence(file: string, line: number, verb: string, fence: string): Problem {
  const hint = 'Write exactly three hyphens on a line of their own';
  const isFixable = /^-+\s*$/.test(fence);
  return problemAt(file, line, {
    column: 1,
    code: 'front-matter-fence',
    message: `The front matter ${verb} with "${excerpt(fence, 40)}" instead of "---".`,
    hint: isFixable ? `${hint}; ${howToRun('check', '--fix')} does it.` : `${hint}.`,
  });
}

/** A key at the beginning of a line, with or without quotes. */
const keyOfLine = /^(?:(["'])([^:"']+)\1[ \t]*:|([^\s:"'][^:"']*):)/;

/** Lines of the file by top-level key; for equal keys, the first. */
export function linesOfKeys(yaml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of yaml.split('\n').entries()) {
    const match = keyOfLine.exec(line);
    // YAML trims spaces and tabs at the end of a key, but no other white space.
    const key = match?.[2] ?? match?.[3]?.replace(/(?<![ \t])[ \t]+$/, '');
    if (key !== undefined && !lines.has(key)) lines.set(key, index + 2);
  }
  return lines;
}
