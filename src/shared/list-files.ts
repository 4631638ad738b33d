import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Lists the ordinary files below a folder. Links are not followed, whatever Node does: its
 * recursive `readdir` follows those to folders without end in some versions and not in others.
 * @returns paths that begin with the folder, as it is given, in code unit order.
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
