import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandFromSource } from './program.ts';
import { startCommand } from './run-build.ts';
import { wordsOf } from './words-of.ts';

/** `npm run dev` in a process of its own. */
export interface DevProcess {
  /** Its address, with a final slash. */
  readonly url: string;
  /** Everything that it has printed. */
  readonly said: () => string;
  /** Everything that browsers were told, over all connections. */
  readonly told: () => string;
  /** Text of a page now; empty while there is none. */
  readonly page: (address: string) => Promise<string>;
  /** Waits until something holds; looks again whenever the server prints or tells something. */
  readonly until: (awaited: string, holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** Ids of the processes that serve, or are about to; from `/proc`. */
  readonly servers: () => readonly number[];
  readonly end: () => Promise<void>;
}

/** The processes that another has started to run the dev server. */
function serversOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
  return children.map(Number).filter((child) => {
    try {
      return /cli.inkstone/.test(readFileSync(`/proc/${child}/cmdline`, 'utf8'));
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

/**
 * Starts the dev server, and waits until it serves.
 * @param folder where it is started: a copy of the program, or a site that has the package.
 * @param inkstone arguments of Node that stand for the command.
 */
export async function startDev(
  folder: string,
  args: readonly string[],
  inkstone: readonly string[] = commandFromSource(folder),
): Promise<DevProcess> {
  const command = [process.execPath, ...inkstone, 'dev', ...args, '--port', '0'];
  const { child, finished } = startCommand(command, { cwd: folder });
  const { said, tell, until } = wordsOf({ child, finished });
  let told = '';
  const ending = new AbortController();
  const end = async () => {
    ending.abort();
    child.kill();
    await finished;
  };
  try {
    let url = '';
    await until('the address', () => (url = /Serving at (\S+)/.exec(said())?.[1] ?? '') !== '');
    /** Listens as a browser does: again, when a server process has ended. */
    const listen = async () => {
      const events = await fetch(`${url}~inkstone/events?page=/`, { signal: ending.signal });
      assert.ok(events.body);
      for await (const text of events.body.pipeThrough(new TextDecoderStream())) {
        told += text;
        tell();
      }
    };
    const listening = (async () => {
      while (!ending.signal.aborted && child.exitCode === null) {
        await listen().catch(() => undefined);
      }
    })();
    return {
      url,
      said,
      told: () => told,
      until,
      page: async (address) => {
        // A process that ends closes connections: as browsers do, ask again over another.
        let response: Response | undefined;
        for (let tries = 0; tries < 5 && !response; tries++) {
          response = await fetch(url + address).catch(() => undefined);
        }
        return response?.ok === true ? response.text() : '';
      },
      servers: () => serversOf(child.pid ?? assert.fail('It has not started.')),
      end: async () => {
        await end();
        await listening;
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
