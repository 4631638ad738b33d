import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

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
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
};

export interface StaticServerOptions {
  /** Path the site lives under, with both slashes; anything above it is not found. @default '/' */
  readonly pathPrefix?: string;
  /** Sent as a header beside the page's own `<meta>`, as a host that reads `_headers` would. */
  readonly contentSecurityPolicy?: string;
}

export interface StaticServer {
  /** `http://127.0.0.1:PORT/prefix/`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder as a static host does: index files, 404.html, nothing outside the folder. */
export async function serveFolder(
  folder: string,
  options: StaticServerOptions = {},
): Promise<StaticServer> {
  const prefix = options.pathPrefix ?? '/';
  const root = path.resolve(folder);

  const send = async (response: ServerResponse, file: string, status: number): Promise<boolean> => {
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) return false;
    response.writeHead(status, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-length': info.size,
      ...(options.contentSecurityPolicy !== undefined && {
        'content-security-policy': options.contentSecurityPolicy,
      }),
    });
    createReadStream(file).pipe(response);
    return true;
  };

  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const relative = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
      const file = relative === undefined ? undefined : path.join(root, relative);
      if (file?.startsWith(root)) {
        if (await send(response, file, 200)) return;
        if (await send(response, path.join(file, 'index.html'), 200)) return;
      }
      if (await send(response, path.join(root, '404.html'), 404)) return;
      response.writeHead(404).end();
    };
    answer().catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  // A test whose browser does not start never gets to close it; the run must end all the same.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
