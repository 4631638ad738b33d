import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { ProblemTexts } from './problem.ts';
import { excerpt } from './text.ts';

/** A way to write a line that is not YAML, but shows what its author meant. */
interface SlipKind {
  /** Matches a line in three parts: what stands before the slip, the slip, and the rest. */
  readonly pattern: RegExp;
  /** Whether only the line that the parser refuses counts: others may be sound. */
  readonly onRefusedLine?: true;
  readonly message: (name: string, slip: string) => string;
  /** What to do; the mended line follows. */
  readonly hint: string;
  readonly mend: (before: string, slip: string, rest: string) => string;
}

const key = String.raw`["']?[\p{L}_][\p{L}\p{N}_-]*["']?`;

const useColon = {
  hint: 'Use the colon : of ASCII, with a space after it',
  mend: (before: string, _slip: string, rest: string) => `${before.trimEnd()}: ${rest.trim()}`,
};

const kinds: readonly SlipKind[] = [
  {
    pattern: new RegExp(String.raw`^(${key}[ \t]*)([：﹕︓∶꞉])(.*)$`, 'u'),
    message: (name, colon) => `After ${name} stands "${colon}", which is no colon of YAML.`,
    ...useColon,
  },
  {
    pattern: new RegExp(String.raw`^(${key})(:)([^\s:/].*)$`, 'u'),
    message: (name) => `There is no space after the colon of ${name}.`,
    ...useColon,
  },
  {
    pattern: new RegExp(String.raw`^(${key}[ \t]*)(=)(.*)$`, 'u'),
    message: (name) => `After ${name} stands "=" instead of a colon.`,
    ...useColon,
  },
  {
    // To YAML, the bracket of `[#a, #b]` is never closed.
    pattern: new RegExp(
      String.raw`^(${key}:[ \t]*\[(?:[^"'#]*[\s,])?)(#)([^\s#"'][^"']*\][ \t]*)$`,
      'u',
    ),
    message: (name) => `In ${name}, all that follows "#" is a comment, the bracket too.`,
    hint: 'Leave out the "#", or put what has one in quotes',
    mend: (before, _slip, rest) => before + rest.replace(/(?<=[\s,])#+(?=[^\s#])/g, ''),
  },
  {
    pattern: new RegExp(String.raw`^((?:${key}:|[ \t]*-)[ \t]+)([-@\x60%*&!>|{["'])(.*)$`, 'u'),
    onRefusedLine: true,
    message: (name, mark) =>
      `The value of ${name} begins with "${mark}", which has a meaning of its own in YAML.`,
    hint: 'Put the whole value in quotes',
    mend: (before, mark, rest) => before + quoted(mark + rest.trimEnd()),
  },
];

function quoted(value: string): string {
  const inner = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
  return `'${inner.replaceAll("'", "''")}'`;
}

/** @param before a line up to its slip. */
function nameOf(before: string): string {
  const name = /[\p{L}_][\p{L}\p{N}_-]*/u.exec(before)?.[0];
  return name === undefined ? 'an item' : `"${excerpt(name, 40)}"`;
}

/** A place in a text, counted from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Slip extends Place {
  readonly message: string;
  readonly hint: string;
  /** The line as it is meant. */
  readonly mended: string;
}

/**
 * Finds the first line that shows what its author meant, but not as YAML writes it. It is to blame
 * only if the mended text is read further than the given one: within quotes, such lines are sound.
 * @param yaml what the parser has refused, or has read as no mapping.
 * @param refused where it was refused; its beginning if it was read.
 * @returns what is wrong, and its line from 0.
 */
export function findYamlSlip(
  yaml: string,
  refused: Place = { line: 0, column: 0 },
): { readonly line: number; readonly texts: ProblemTexts } | undefined {
  const lines = yaml.split('\n');
  const slips = findSlips(lines, refused.line);
  const [first] = slips;
  if (first === undefined) return undefined;
  for (const slip of slips) lines[slip.line] = slip.mended;
  if (!isReadFurther(lines.join('\n'), refused)) return undefined;
  const { line, column, message, hint } = first;
  return { line, texts: { column: column + 1, code: 'yaml-syntax', message, hint } };
}

function isReadFurther(yaml: string, refused: Place): boolean {
  try {
    const read = load(yaml, { schema: CORE_SCHEMA });
    return typeof read === 'object' && !Array.isArray(read);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = placeOf(error);
    return line > refused.line || (line === refused.line && column > refused.column);
  }
}

/** Where the parser has stopped. */
export function placeOf({ mark }: YAMLException): Place {
  // The type does not say that there may be no mark.
  const { line, column } = (mark as YAMLException['mark'] | undefined) ?? { line: 0, column: 0 };
  return { line, column };
}

function findSlips(lines: readonly string[], refusedLine: number): readonly Slip[] {
  const start = indentedStart(lines);
  return lines.flatMap((text, line) => {
    return (line < start ? indentOf(text, line) : slipOf(text, line, refusedLine)) ?? [];
  });
}

function slipOf(text: string, line: number, refusedLine: number): Slip | undefined {
  for (const { pattern, onRefusedLine, message, hint, mend } of kinds) {
    const [, before, slip = '', rest = ''] = pattern.exec(text) ?? [];
    if (before === undefined || (onRefusedLine && line !== refusedLine)) continue;
    const mended = mend(before, slip, rest);
    return {
      ...{ line, column: before.length, mended, message: message(nameOf(before), slip) },
      hint: `${hint}: ${excerpt(mended, 60)}`,
    };
  }
  return undefined;
}

/** Number of lines above the first that is not indented, if a key above it is; else 0. */
function indentedStart(lines: readonly string[]): number {
  const isContent = (line: string) => /^ *[^ #]/.test(line);
  const start = lines.findIndex((line) => isContent(line) && !line.startsWith(' '));
  return lines.slice(0, Math.max(start, 0)).some(isContent) ? start : 0;
}

function indentOf(text: string, line: number): Slip | undefined {
  const mended = text.trimStart();
  if (mended === '' || mended === text) return undefined;
  return {
    ...{ line, column: text.length - mended.length, mended },
    message: `The line of ${nameOf(text)} is indented, but keys below are not.`,
    hint: `Write each key at the beginning of its line: ${excerpt(mended, 60)}`,
  };
}
