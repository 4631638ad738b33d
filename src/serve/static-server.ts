import { createReadStream } from 'node:fs';
import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { chooseCoding } from './accept-encoding.ts';
import type { ContentCoding } from './accept-encoding.ts';
import { parseRange } from './byte-range.ts';
import type { ByteRange } from './byte-range.ts';
import { contentTypeOf } from './content-types.ts';
import { parseHeaders } from './header-rules.ts';
import type { HeaderFinder } from './header-rules.ts';
import { parseRedirects } from './redirect-rules.ts';
import type { RedirectFinder } from './redirect-rules.ts';

export interface StaticServerOptions {
  /** Path the site lives under, with both slashes; anything above it is not found. @default '/' */
  readonly pathPrefix?: string;
  /** @default any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Whether the process lives as long as the server. Tests end without it when what they wait for fails. @default false */
  readonly keepAlive?: boolean;
}

export interface StaticServer {
  /** `http://127.0.0.1:PORT/prefix/`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What hosts send for files that `_headers` says nothing about: the browser asks whether its copy is still good. */
const revalidate = 'public, max-age=0, must-revalidate';

/** Smaller answers fit in one packet: compressing them saves nothing. */
const smallestCompressedBytes = 1024;

/** Built sites hold these for the host or for Inkstone, not for readers. */
const privateNames: ReadonlySet<string> = new Set(['_headers', '_redirects']);

/**
 * Serves a built site as a static host does: `_headers` and `_redirects` are followed, folders have a slash at the end and show their
 * `index.html`, a missing page is `404.html`, text is compressed, ETags and ranges are honoured, nothing outside the folder is
 * read. The two rule files are read again when they change, so that a new build needs no restart.
 * @throws {Error} when the port is taken.
 */
export async function serveFolder(
  folder: string,
  options: StaticServerOptions = {},
): Promise<StaticServer> {
  const { pathPrefix = '/', port = 0, host = '127.0.0.1', keepAlive = false } = options;
  const root = path.resolve(folder);
  const headersOf = reloaded(path.join(root, '_headers'), parseHeaders);
  const redirectOf = reloaded(path.join(root, '_redirects'), parseRedirects);
  const site: ServedSite = { root, pathPrefix, headersOf, redirectOf };

  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => {
      // The reader has gone, or the file has: there is nobody to tell, or nothing.
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  if (!keepAlive) server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actualPort}${pathPrefix}`,
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

interface ServedSite {
  readonly root: string;
  readonly pathPrefix: string;
  readonly headersOf: () => Promise<HeaderFinder>;
  readonly redirectOf: () => Promise<RedirectFinder>;
}

async function answer(
  site: ServedSite,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [rawPath = '/', query] = splitQuery(request.url ?? '/');
  const pathname = decode(rawPath);
  if (pathname === undefined) {
    response.writeHead(400).end();
    return;
  }
  const redirect = (await site.redirectOf())(pathname);
  const location = redirect?.location ?? (await folderAddress(site, pathname, rawPath));
  if (location !== undefined) {
    const headers = (await site.headersOf())(pathname);
    const target = query === undefined || redirect ? location : `${location}?${query}`;
    response.writeHead(redirect?.status ?? 301, { ...headers, location: target }).end();
    return;
  }
  const file = await findFile(site, pathname);
  if (file) {
    await send(site, request, response, { ...file, status: 200, pathname });
    return;
  }
  const missing = path.join(site.root, '404.html');
  const info = await fileInfo(missing);
  if (info) await send(site, request, response, { file: missing, info, status: 404, pathname });
  else response.writeHead(404).end();
}

function splitQuery(url: string): [path: string, query?: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

function decode(rawPath: string): string | undefined {
  try {
    const pathname = decodeURIComponent(rawPath);
    return pathname.startsWith('/') && !pathname.includes('\0') ? pathname : undefined;
  } catch {
    return undefined;
  }
}

/** The file of the site that a path may name; nothing for what lies outside or is private. */
function fileOf({ root, pathPrefix }: ServedSite, pathname: string): string | undefined {
  if (!pathname.startsWith(pathPrefix)) return undefined;
  const segments = pathname.slice(pathPrefix.length).split(/[/\\]/);
  const isPrivate = segments.some(
    (segment) => segment.startsWith('.') && segment !== '.well-known',
  );
  if (isPrivate || (segments.length === 1 && privateNames.has(segments[0] ?? ''))) return undefined;
  // `//host/` would be another host's address when sent back in a redirect.
  if (segments.slice(0, -1).includes('')) return undefined;
  return path.join(root, ...segments);
}

async function fileInfo(file: string): Promise<Stats | undefined> {
  const info = await stat(file).catch(() => undefined);
  return info?.isFile() ? info : undefined;
}

/** Where a folder is when its address lacks the slash. */
async function folderAddress(
  site: ServedSite,
  pathname: string,
  rawPath: string,
): Promise<string | undefined> {
  if (pathname.endsWith('/')) return undefined;
  if (`${pathname}/` === site.pathPrefix) return site.pathPrefix;
  const folder = fileOf(site, pathname);
  if (folder === undefined || !(await fileInfo(path.join(folder, 'index.html')))) return undefined;
  return `${rawPath}/`;
}

interface FoundFile {
  readonly file: string;
  readonly info: Stats;
}

async function findFile(site: ServedSite, pathname: string): Promise<FoundFile | undefined> {
  const named = fileOf(site, pathname);
  if (named === undefined) return undefined;
  const file = pathname.endsWith('/') ? path.join(named, 'index.html') : named;
  const info = await fileInfo(file);
  return info && { file, info };
}

interface Answer extends FoundFile {
  readonly status: 200 | 404;
  readonly pathname: string;
}

async function send(
  site: ServedSite,
  request: IncomingMessage,
  response: ServerResponse,
  { file, info, status, pathname }: Answer,
): Promise<void> {
  const { type, compressible } = contentTypeOf(file);
  const compresses = compressible && info.size >= smallestCompressedBytes;
  const etagOf = (suffix: string) =>
    `"${info.size.toString(16)}-${Math.round(info.mtimeMs).toString(16)}${suffix}"`;
  const range = status === 200 ? rangeOf(request, info.size, etagOf('')) : undefined;
  const coding =
    compresses && range === undefined
      ? chooseCoding(request.headers['accept-encoding']?.toString())
      : undefined;
  const etag = etagOf(coding === undefined ? '' : `-${coding}`);
  const headers: OutgoingHttpHeaders = {
    'cache-control': revalidate,
    'content-type': type,
    ...(await site.headersOf())(pathname),
    ...(compresses && { vary: 'Accept-Encoding' }),
    etag,
  };
  if (status === 404) {
    // Rules for the address are about what is not there.
    headers['cache-control'] = revalidate;
    headers['content-type'] = type;
  } else if (matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${info.size}` }).end();
    return;
  }
  if (coding) {
    response.writeHead(status, { ...headers, 'content-encoding': coding });
  } else if (range) {
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${range.start}-${range.end}/${info.size}`,
      'content-length': range.end - range.start + 1,
    });
  } else {
    response.writeHead(status, {
      ...headers,
      'accept-ranges': 'bytes',
      'content-length': info.size,
    });
  }
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const source = createReadStream(file, range);
  if (coding) await pipeline(source, compressor(coding), response);
  else await pipeline(source, response);
}

/** `If-Range` asks for the whole file when it is no longer the one the browser has a part of. */
function rangeOf(
  { headers }: IncomingMessage,
  size: number,
  etag: string,
): ByteRange | 'unsatisfiable' | undefined {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return undefined;
  return parseRange(headers.range, size);
}

/** `If-None-Match`: weak comparison (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === '*' || part === etag);
}

function compressor(coding: ContentCoding) {
  if (coding === 'gzip') return createGzip();
  // Hosts compress on the fly at this quality: higher ones take seconds for a long article.
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** A rule file that is read again when it has changed; a missing one has no rules. */
function reloaded<T>(file: string, parse: (text: string) => T): () => Promise<T> {
  let known: { readonly version: string; readonly rules: T } | undefined;
  return async () => {
    const info = await stat(file).catch(() => undefined);
    const version = info ? `${info.ino}-${info.mtimeMs}-${info.size}` : 'missing';
    if (known?.version === version) return known.rules;
    const rules = parse(info ? await readFile(file, 'utf8') : '');
    known = { version, rules };
    return rules;
  };
}
