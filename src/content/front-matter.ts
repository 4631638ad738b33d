import { isUtf8 } from 'node:buffer';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { formatLimit, frontMatterLimits } from './limits.ts';
import type { Problem } from './problem.ts';
import { excerpt } from './text.ts';
import { decodeUtf8 } from './utf8.ts';

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
    return {
      file,
      line: lineOfInvalidByte(bytes),
      code: 'encoding',
      message: 'The file is not UTF-8.',
      hint: 'Save it as UTF-8, e.g. with: iconv -f GB18030 -t UTF-8.',
      severity: 'error',
    };
  }
  const text = withoutMark(decodeUtf8(bytes)).replaceAll('\r\n', '\n');
  if (text.trim() !== '') return text;
  return {
    file,
    line: 1,
    code: 'file-empty',
    message: 'The file is empty.',
    hint: 'Write front matter with a title and a body, or delete the file.',
    severity: 'error',
  };
}

/** Removes a byte order mark, which editors on Windows write. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Finds the line of the first byte that does not decode, by bisection. */
function lineOfInvalidByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8');
  const text = lenient.decode(bytes);
  const index = text.indexOf('\uFFFD');
  return index < 0 ? 1 : countLines(text, index);
}

function countLines(text: string, end: number): number {
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
  try {
    // From the end of the fence's line on, so that the parser counts the lines of the file.
    const data = parseYaml(text.slice(yamlStart - 1, yamlEnd));
    if (countValues(data) > frontMatterLimits.values) return tooLarge(file);
    const yaml = text.slice(yamlStart, yamlEnd);
    let lines: ReadonlyMap<string, number> | undefined;
    const lineOf = (key: string) => (lines ??= linesOfKeys(yaml)).get(key) ?? 1;
    return { data, yaml, body: text.slice(bodyStart), bodyLine, lineOf };
  } catch (error) {
    if (error instanceof YAMLException) return yamlProblem(error, file);
    if (error instanceof NotAMappingError) {
      return {
        file,
        line: 2,
        code: 'yaml-not-a-mapping',
        message: 'The front matter is not a list of "key: value" lines.',
        hint: 'Write at least: title: …',
        severity: 'error',
      };
    }
    throw error;
  }
}

class NotAMappingError extends Error {}

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
  return {
    file,
    line: 1,
    code: 'yaml-too-large',
    message: 'The front matter holds too many values, or nests them too deeply.',
    hint:
      `Keep it below ${formatLimit(values)} values and ${depth} levels; ` +
      'write out what &anchors and *aliases repeat.',
    severity: 'error',
  };
}

function tooLong(length: number, file: string): Problem {
  const most = formatLimit(frontMatterLimits.length);
  return {
    file,
    line: 1,
    code: 'front-matter-too-long',
    message: `The front matter has ${formatLimit(length)} characters, more than ${most}.`,
    hint: 'Put a line "---" between the front matter and the body, or shorten the longest field.',
    severity: 'error',
  };
}

/**
 * CORE_SCHEMA has no timestamps, so a date stays the text that the author wrote, in any time zone.
 */
function parseYaml(yaml: string): Readonly<Record<string, unknown>> {
  const value = load(yaml, { schema: CORE_SCHEMA });
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new NotAMappingError();
  return value as Readonly<Record<string, unknown>>;
}

interface Fences {
  readonly yamlStart: number;
  readonly yamlEnd: number;
  readonly bodyStart: number;
  readonly bodyLine: number;
}

function findFences(text: string, file: string): Fences | Problem {
  const open = /^(-{3,})([^\n]*)(?:\n|$)/.exec(text);
  const fence = { file, code: 'front-matter-fence', severity: 'error' } as const;
  if (!open) {
    return {
      file,
      line: 1,
      code: 'front-matter-missing',
      message: 'The file has no front matter.',
      hint: 'Start the file with a line "---", then "title: …", then a line "---".',
      severity: 'error',
    };
  }
  if (open[0].trim() !== '---') {
    return {
      ...fence,
      line: 1,
      column: 1,
      message: `The front matter opens with "${excerpt(open[0], 40)}" instead of "---".`,
      hint: 'Write exactly three hyphens on a line of their own.',
    };
  }
  const found = text.indexOf('\n---', open[0].length - 1);
  if (found < 0) {
    return {
      file,
      line: 1,
      code: 'front-matter-unclosed',
      message: 'The front matter is opened but never closed.',
      hint: 'Put a line "---" between the front matter and the body.',
      severity: 'error',
    };
  }
  const yamlEnd = found + 1;
  const line = countLines(text, yamlEnd);
  const lineEnd = text.indexOf('\n', yamlEnd);
  const close = text.slice(yamlEnd, lineEnd < 0 ? text.length : lineEnd);
  if (close.trimEnd() !== '---') {
    return {
      ...fence,
      line,
      column: 1,
      message: `The front matter closes with "${excerpt(close, 40)}" instead of "---".`,
      hint: 'Write exactly three hyphens on a line of their own.',
    };
  }
  const fenceEnd = yamlEnd + '---'.length;
  return {
    yamlStart: open[0].length,
    yamlEnd,
    bodyStart: text[fenceEnd] === '\n' ? fenceEnd + 1 : fenceEnd,
    bodyLine: line + 1,
  };
}

/**
 * Turns an error of js-yaml into a problem. js-yaml counts lines from 0, starting with
 * the opening fence.
 */
function yamlProblem(error: YAMLException, file: string): Problem {
  const place = error.mark as { line: number; column: number } | undefined;
  const duplicate = error.reason.includes('duplicated mapping key');
  return {
    file,
    ...(place && { line: place.line + 1, column: place.column + 1 }),
    code: duplicate ? 'yaml-duplicate-key' : 'yaml-syntax',
    message: `The front matter is not valid YAML: ${excerpt(error.reason, 200)}.`,
    hint: duplicate
      ? 'Keep one of the two lines.'
      : 'Put values with ": ", "#" or quotes in single quotes.',
    severity: 'error',
  };
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
