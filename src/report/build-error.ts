import type { Problem } from '../content/problem.ts';

/** Turns what a template, layout or data file threw into a problem. The cause chain holds the place; only its end says what went wrong. */
export function problemOfError(error: Error): Problem {
  const chain: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && chain.length < 10;) {
    chain.push(cause.message);
    const { originalError } = cause as { originalError?: unknown };
    cause = cause.cause ?? originalError;
  }
  const text = chain.join('\n');
  const file = /(?:\.\/)?((?:_includes|_data|src\/pages)\/[\w./-]+\.\w+)/.exec(text)?.[1];
  const place = /\[Line (\d+), Column (\d+)\]/.exec(text);
  return {
    file: file ?? '.eleventy.ts',
    ...(place && { line: Number(place[1]), column: Number(place[2]) }),
    code: 'template',
    message: shortenLines(chain.at(-1) ?? 'The build failed.'),
    hint: 'This is an error of a template or of the program, not of a post.',
    severity: 'error',
  };
}

/** Eleventy prints whole data objects into some messages. */
function shortenLines(message: string): string {
  const lines = message.trim().split('\n');
  return lines.length > 12 ? `${lines.slice(0, 12).join('\n')}\n…` : lines.join('\n');
}
