import assert from 'node:assert/strict';
import type { FolderContent } from './build-site.ts';

/**
 * Asserts that two folders hold the same files with the same bytes; names the first that differs
 * and where.
 */
export function assertSameContent(
  actual: FolderContent,
  expected: FolderContent,
  what: string,
): void {
  assert.deepEqual([...actual.keys()], [...expected.keys()], `${what}: the names of files`);
  for (const [name, bytes] of expected) {
    const other = actual.get(name);
    if (other?.equals(bytes)) continue;
    const at = bytes.findIndex((byte, index) => other?.[index] !== byte);
    const around = (content?: Buffer) =>
      content?.subarray(Math.max(0, at - 60), at + 60).toString();
    assert.fail(`${what}: ${name} differs at ${at}:\n${around(other)}\n${around(bytes)}`);
  }
}
