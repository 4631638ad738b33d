import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isPackage } from '../shared/is-package.ts';

/**
 * Lets this process import the TypeScript of a site, if it has any: loading what can takes a tenth
 * of a second or more. In the repository all commands run under tsx.
 * @param siteDir absolute path.
 */
export async function allowTypeScript(siteDir: string): Promise<void> {
  if (!isPackage || !hasTypeScript(siteDir)) return;
  // Both, as `node --import tsx` does: without "type": "module", Node takes files for CommonJS.
  for (const { register } of [await import('tsx/cjs/api'), await import('tsx/esm/api')]) register();
}

/** Folders of a site that hold no code; they may be large. */
const withoutCode: ReadonlySet<string> = new Set(['node_modules', 'posts', 'static', '_site']);

/** Whether TypeScript lies in a folder of the site, or below it. */
function hasTypeScript(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (!entry.isDirectory()) return /(?<!\.d)\.m?ts$/.test(entry.name);
    const isLeftOut = withoutCode.has(entry.name) || entry.name.startsWith('.');
    return !isLeftOut && hasTypeScript(path.join(folder, entry.name));
  });
}
