import { isPackage } from './is-package.ts';

/** Commands whose script has another name, as npm runs a script `publish` by itself. */
const scripts: Readonly<Record<string, string>> = { publish: 'publish-post' };

/**
 * How a command is run, as advice that can be copied: through npx from a site that has the package,
 * through npm in Inkstone's repository.
 * @param words arguments, as a shell takes them.
 */
export function howToRun(command: string, ...words: readonly string[]): string {
  if (isPackage) return ['npx inkstone', command, ...words].join(' ');
  const options = words.length > 0 ? ['--', ...words] : [];
  return ['npm run', scripts[command] ?? command, ...options].join(' ');
}
