import assert from 'node:assert/strict';
import type { StartedCommand } from './run-build.ts';
import { Happenings } from './wait-for.ts';

/** What a running command says. */
export interface Words {
  /** Everything that it has printed. */
  readonly said: () => string;
  /** Makes those who wait look again, after something that is not printed. */
  readonly tell: () => void;
  /**
   * Waits until something holds; looks again whenever the command prints something.
   * @throws {Error} when the command ends before.
   */
  readonly until: (awaited: string, holds: () => boolean | Promise<boolean>) => Promise<void>;
}

/** Listens to a command. */
export function wordsOf({ child, finished }: StartedCommand): Words {
  const words = new Happenings();
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: string) => {
      said += text;
      words.tell();
    });
  }
  void finished.then(words.tell);
  return {
    said: () => said,
    tell: words.tell,
    until: (awaited, holds) =>
      words.until(awaited, () => {
        assert.equal(child.exitCode, null, said);
        return holds();
      }),
  };
}
