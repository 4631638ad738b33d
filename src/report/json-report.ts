import { printableLines } from './printable.ts';

/**
 * Writes a report as `JSON.stringify(report, null, 2)` does, but in parts: a report with two
 * million problems exceeds the maximum length of a string. Characters that could steer a
 * terminal are escaped.
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
