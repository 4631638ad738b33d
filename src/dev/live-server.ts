import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bundleReloadScript } from '../assets/bundle.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};

/** Addresses of the server's own; no page of a site starts with a tilde. */
const eventsAddress = '/~inkstone/events';
const scriptAddress = '/~inkstone/live-reload.js';
const scriptTag = `<script type="module" src="${scriptAddress}"></script>`;

export interface LiveServer {
  /** `http://localhost:PORT/prefix/`. */
  readonly url: string;
  /** Addresses of the pages that browsers show now. */
  readonly openPages: () => ReadonlySet<string>;
  /** Reloads the browsers that show one of these addresses; all of them without any. */
  readonly reload: (pages?: readonly string[]) => void;
  /** Shows a text over every page, now and to come; takes it away when empty. */
  readonly showProblems: (text: string) => void;
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder as a static host does, to this machine only: index files, 404.html, nothing outside the folder. Pages carry a script that
 * reloads them; files on disk do not.
 * @param port 0 for any that is free.
 * @throws {Error} when the port is taken.
 */
export async function startLiveServer(
  folder: string,
  pathPrefix: string,
  port: number,
): Promise<LiveServer> {
  const script = Buffer.from(await bundleReloadScript());
  const listeners = new Map<ServerResponse, string>();
  let problems = '';

  const tell = (message: object, to: Iterable<ServerResponse> = listeners.keys()) => {
    for (const response of to) response.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const listen = (url: URL, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': connected\n\n');
    listeners.set(response, url.searchParams.get('page') ?? '/');
    response.on('close', () => listeners.delete(response));
    if (problems !== '') tell({ problems }, [response]);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === eventsAddress) return listen(url, response);
    if (url.pathname === scriptAddress) {
      response.writeHead(200, { 'content-type': types['.js'] }).end(script);
      return;
    }
    const file = fileOf(folder, pathPrefix, url.pathname);
    if (file !== undefined) {
      if (await sendFile(response, file, 200)) return;
      if (await sendFile(response, path.join(file, 'index.html'), 200)) return;
    }
    if (await sendFile(response, path.join(folder, '404.html'), 404)) return;
    response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${pathPrefix}`,
    openPages: () => new Set(listeners.values()),
    reload: (pages) => tell(pages ? { pages } : {}),
    showProblems: (text) => {
      if (text === problems) return;
      problems = text;
      tell({ problems });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function fileOf(folder: string, pathPrefix: string, pathname: string): string | undefined {
  const decoded = decodeURIComponent(pathname);
  if (!decoded.startsWith(pathPrefix)) return undefined;
  const file = path.join(folder, decoded.slice(pathPrefix.length));
  return file === folder || file.startsWith(folder + path.sep) ? file : undefined;
}

async function sendFile(response: ServerResponse, file: string, status: number): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  if (file.endsWith('.html')) {
    const page = await readFile(file, 'utf8');
    response.end(page.replace('</head>', () => `${scriptTag}</head>`));
  } else {
    createReadStream(file).pipe(response);
  }
  return true;
}
