import type { ParseArgsOptionsConfig } from 'node:util';
import { shellWord } from '../shared/shell-word.ts';

/** Options of npm itself, which may be set in its own settings: their variables say nothing. */
const npmsOwn: ReadonlySet<string> = new Set(['all', 'cache', 'prefix', 'yes']);

/**
 * Options of a command that npm has taken for its own, as `npm run build --drafts` lacks the `--`
 * before them. npm hands them on as variables
 * (https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables).
 * @returns as they are written behind `--`. Of a value behind a space npm knows nothing: `…`.
 */
export function optionsTakenByNpm(
  options: ParseArgsOptionsConfig,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return Object.entries(options).flatMap(([name, { type }]) => {
    // npm reads --no-x as x set to false, and writes that as an empty text.
    const npmName = name.replace(/^no-/, '');
    const isNegated = npmName !== name;
    const value = env[`npm_config_${npmName.replaceAll('-', '_')}`];
    if (value === undefined || npmsOwn.has(name) || (value === '') !== isNegated) return [];
    if (type === 'boolean') return [`--${name}`];
    if (value === 'true') return [`--${name} …`];
    // npm joins the values of an option that is repeated.
    return value.split('\n\n').map((one) => `--${name}=${shellWord(one)}`);
  });
}
