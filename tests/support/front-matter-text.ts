import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from './program.ts';

const values = [
  '',
  'true',
  'false',
  '"true"',
  "'True'",
  'maybe',
  '~',
  '标题',
  '“tech”',
  "'“tech”'",
  '"\\"tech\\""',
  "'''tech'''",
  '「甲」和「乙」',
  '““a””',
  '“true”',
  '“a、b”',
  '[]',
  '"[]"',
  "'[]'",
  '[a, “b”, "[]"]',
  '\n  - “a”\n  - "b" # why\n  - c',
  '|-\n  “one\n  two”',
  '>\n  folded\n  text',
  'a long text\n  on two lines',
  '2026-03-06',
  "'2026-03-06'",
  '"2026-03-06T08:30"',
  '2099-01-01',
  'evengreen',
  '"evergren" # sic',
  'seed',
  '{ a: 1 }',
  '&x “anchored”',
  '!!str yes',
];

const keys = [
  'title',
  'draft',
  'Draft',
  'exclude',
  'Exclude',
  '"Exclude"',
  'date',
  'area',
  'tags',
  'Tag',
  'status',
  'people',
  'summary',
  'unknown',
];

const line = fc
  .tuple(
    fc.constantFrom(...keys),
    fc.constantFrom(...values),
    fc.constantFrom('', '', '  # note', ' '),
  )
  .map(([key, value, comment]) => `${key}: ${value}${value.includes('\n') ? '' : comment}`);

const other = fc.constantFrom('# a comment', '', '  ', 'not yaml', '- item');

/**
 * Files whose front matter holds what authors and pipelines write, in any order and with any line
 * ending.
 */
export const postText: fc.Arbitrary<string> = fc
  .record({
    bom: fc.constantFrom('', '', '\uFEFF'),
    open: fc.constantFrom('---', '---', '---', '--- ', '----'),
    lines: fc.uniqueArray(
      fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: other }),
      {
        maxLength: 8,
      },
    ),
    title: fc.constantFrom('title: 一', 'title: “一”', '# title'),
    close: fc.constantFrom('---', '---', '---', '----', '---  ', ''),
    body: fc.oneof(fc.constantFrom('', '正文\n', '\n---\ndraft: true\n---\n“x”'), fc.string()),
    eol: fc.constantFrom('\n', '\n', '\r\n'),
  })
  .map(({ bom, open, lines, title, close, body, eol }) =>
    (bom + [open, title, ...lines, close, body].join('\n')).replaceAll('\n', eol),
  );

/** Files of a sample of a real corpus, where there is one beside the project; none elsewhere. */
export function sampleCorpus(): ReadonlyMap<string, string> {
  const folder = path.join(projectDir, '../shared/corpus');
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
