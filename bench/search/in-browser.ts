import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../../tests/support/browser.ts';

export interface BrowserFigures {
  readonly query: string;
  /** Until the first verified result, or the answer that there is none. */
  readonly firstMilliseconds: number;
  readonly finalMilliseconds: number;
}

/**
 * Asks queries in Chromium, over HTTP with range requests from this machine. Each is asked of a new
 * engine, and nothing is cached: manifest and tables are fetched and decoded for each, so that it
 * costs what the first search on a page costs.
 */
export async function measureInBrowser(
  indexDir: string,
  queries: readonly string[],
): Promise<readonly BrowserFigures[]> {
  const script = await engineScript();
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '/').slice(1);
    if (name === '' || name === 'engine.js') {
      response.setHeader('content-type', name === '' ? 'text/html' : 'text/javascript');
      response.end(name === '' ? '<!doctype html><script src="engine.js"></script>' : script);
      return;
    }
    void sendPart(path.join(indexDir, path.basename(name)), request.headers.range, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    const figures: BrowserFigures[] = [];
    for (const query of queries) {
      const call = `ask(${JSON.stringify(query)})`;
      const [first, final] = await page.evaluate<[number, number]>(call);
      figures.push({ query, firstMilliseconds: first, finalMilliseconds: final });
    }
    return figures;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function engineScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { createSearch } from './src/search/query/search.ts';
        const fetchBytes = async (name, range) => {
          const headers = range ? { range: 'bytes=' + range.start + '-' + (range.end - 1) } : {};
          const response = await fetch(name, { headers, cache: 'no-store' });
          if (!response.ok) throw Object.assign(new Error(name), { status: response.status });
          return new Uint8Array(await response.arrayBuffer());
        };
        globalThis.ask = async (query) => {
          const started = performance.now();
          let first;
          for await (const { results } of createSearch({ fetchBytes }).search(query)) {
            if (results.length > 0) first ??= performance.now() - started;
          }
          const final = performance.now() - started;
          return [first ?? final, final];
        };`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function sendPart(
  file: string,
  range: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: -1 }));
  if (size < 0) {
    response.writeHead(404).end();
    return;
  }
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const part = { start: Number(start ?? 0), end: Number(end ?? size - 1) };
  response.writeHead(start === undefined ? 200 : 206, {
    'content-length': part.end - part.start + 1,
    'content-type': 'application/octet-stream',
    ...(start !== undefined && {
      'content-range': `bytes ${String(part.start)}-${String(part.end)}/${String(size)}`,
    }),
  });
  createReadStream(file, part).pipe(response);
}
