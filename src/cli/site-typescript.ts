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

/** Whether TypeScript lies in the site's folder, or in one directly in it. */
function hasTypeScript(siteDir: string): boolean {
  if (!existsSync(siteDir)) return false;
  const entries = readdirSync(siteDir, { withFileTypes: true });
  const names = entries.flatMap((entry) => {
    const isLeftOut = entry.name.startsWith('.') || withoutCode.has(entry.name);
    if (!entry.isDirectory()) return [entry.name];
    return isLeftOut ? [] : readdirSync(path.join(siteDir, entry.name));
  });
  return names.some((name) => /(?<!\.d)\.m?ts$/.test(name));
}
