import { absent } from './field-kinds.ts';
import { fields } from './fields.ts';
import { knownKeyOf } from './front-matter-schema.ts';
import { ownKeyOf } from './own-fields.ts';
import type { OwnFieldTypes } from './own-values.ts';
import type { FrontMatter } from './front-matter.ts';
import { problemAt, type Problem } from './problem.ts';
import { excerpt } from './text.ts';

/** Kinds of fields whose values may hold a `#`. */
const kinds: ReadonlySet<string> = new Set([
  ...['title', 'text', 'prose', 'list', 'name'],
  ...['url', 'choice'],
]);

/** A comment that begins like a word: `# that` is meant as one, `#that` perhaps not. */
const wordlike = /[ \t]#(?=[^\s#])/;

/** A key or the mark of an item, then its value. */
const entry = /^(?:([\w-]+)[ \t]*:|[ \t]*-)(?=[ \t]|$)/;

/**
 * Warns of values without quotes that YAML has cut at a `#`: it takes the rest for a comment.
 * @param known values of known fields as parsed, the site's own included.
 */
export function cutValues(
  { yaml }: FrontMatter,
  known: Readonly<Record<string, unknown>>,
  file: string,
  own: OwnFieldTypes = {},
): readonly Problem[] {
  // Hardly any front matter has one.
  if (!wordlike.test(yaml)) return [];
  const problems: Problem[] = [];
  let field: KeyAndKind | undefined;
  for (const [index, line] of yaml.split('\n').entries()) {
    const [start, key] = entry.exec(line) ?? [];
    if (key !== undefined) field = fieldOf(key, own);
    else if (/^[^\s#-]/.test(line)) field = undefined;
    const at = line.search(/[ \t]#/);
    if (start === undefined || field === undefined || at !== line.search(wordlike)) continue;
    if (at < 0 || !kinds.has(field.kind)) continue;
    const value = known[field.key];
    const left = line.slice(start.length, at).trim();
    const isCut = key === undefined ? holds(value, left) : isLeft(value, left);
    if (!isCut) continue;
    const rest = line.slice(at + 2);
    problems.push(
      problemAt(file, index + 2, {
        column: at + 2,
        code: 'value-cut',
        message: `The text after # of "${field.key}" is a comment: "${excerpt(rest, 40)}".`,
        hint: 'Quote the value if this text belongs to it; else put a space after the #.',
        severity: 'warning',
      }),
    );
  }
  return problems;
}

interface KeyAndKind {
  readonly key: string;
  readonly kind: string;
}

function fieldOf(written: string, own: OwnFieldTypes): KeyAndKind | undefined {
  const ours = knownKeyOf(written);
  if (ours !== undefined) return { key: ours, kind: fields[ours].kind };
  const key = ownKeyOf(own, written);
  return key === undefined ? undefined : { key, kind: own[key]?.type ?? '' };
}

/** Whether a value is nothing but the text that is left of it. */
function isLeft(value: unknown, left: string): boolean {
  if (left === '') return absent(value);
  return (typeof value === 'string' || typeof value === 'number') && String(value) === left;
}

function holds(values: unknown, left: string): boolean {
  return Array.isArray(values) && values.some((value) => isLeft(value, left));
}
