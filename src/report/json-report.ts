import { printableLines } from './printable.ts';

/**
 * Writes a report as `JSON.stringify(report, null, 2)` does, in parts: that of two million problems
 * is longer than a string can be. What a terminal must not see is escaped.
 */
export function* jsonReport(report: object): Generator<string> {
  let before = '{\n  ';
  for (const [key, value] of Object.entries(report) as [string, unknown][]) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}: `;
    if (Array.isArray(value)) yield* jsonList(value);
    else yield jsonValue(value, '  ');
    before = ',\n  ';
  }
  yield '\n}\n';
}

function* jsonList(values: readonly unknown[]): Generator<string> {
  let before = '[\n    ';
  for (const value of values) {
    yield `${before}${jsonValue(value, '    ')}`;
    before = ',\n    ';
  }
  yield values.length === 0 ? '[]' : '\n  ]';
}

function jsonValue(value: unknown, indent: string): string {
  return printableLines(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);
}
