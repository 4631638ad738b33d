import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { get, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a path and headers as they are: `fetch` would tidy `..` away, and sets `Host` itself. */
export function rawRequest(
  base: string,
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: target, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

/**
 * Asks for a file and hangs up when its first bytes are there.
 * @returns the length that the server promised.
 */
export async function abortedDownload(url: string): Promise<{ readonly length: number }> {
  const download = get(url, { agent: false });
  const [response] = (await once(download, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  const closed = once(response, 'close');
  download.destroy();
  await closed.catch(() => undefined);
  return { length: Number(response.headers['content-length']) };
}

/** How many open files of this process lie below a folder (proc(5)). */
export function openFilesBelow(folder: string): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(folder);
    } catch {
      // The descriptor of the listing itself is closed by now.
      return false;
    }
  }).length;
}
