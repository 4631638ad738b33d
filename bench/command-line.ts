import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the module was started from the command line rather than imported. */
export function isMainModule(moduleUrl: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(moduleUrl);
}

/** The number that an option holds; says which option when it holds none. */
export function numberOption(name: string, text: string, least = 0): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least) {
    throw new Error(`--${name} needs a number of at least ${String(least)}, but got "${text}"`);
  }
  return value;
}
