import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

/**
 * A new folder below the system's temporary one, outside any repository. It is removed when the
 * test or suite that asked for it is done; one of a whole file, when its process is.
 */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'inkstone-test-')));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, given by their paths below `folder`. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
