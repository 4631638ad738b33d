import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Lists the regular files below a folder. Links are not followed: Node's recursive `readdir`
 * follows links to folders in some versions, and then may not end.
 * @returns paths that begin with `folder` as given, in code unit order.
 */
export function listFiles(folder: string): readonly string[] {
  const files: string[] = [];
  const walk = (current: string) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const name = path.join(current, entry.name);
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile()) files.push(name);
    }
  };
  walk(folder);
  return files.sort();
}
