import { setMaxListeners } from 'node:events';
import { closeSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { chooseCoding, type ContentCoding } from './accept-encoding.ts';
import { parseRange } from './byte-range.ts';
import { contentTypeOf } from './content-types.ts';
import { parseHeaders, type HeaderFinder } from './header-rules.ts';
import { hostCheck } from './host-check.ts';
import { parseRedirects, type RedirectFinder } from './redirect-rules.ts';
import { readPart, ServedFolder } from './served-folder.ts';
import type { RegularFile } from '../shared/regular-file.ts';

export interface StaticServerOptions {
  /** Path of the site with slashes at both ends; paths above it are not found. @default '/' */
  readonly pathPrefix?: string;
  /** @default any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Further host names to answer to, see {@link hostCheck}. */
  readonly allowedHosts?: readonly string[];
  /**
   * Whether the server keeps the process alive. Tests leave it off, so that they end when they
   * fail. @default false
   */
  readonly keepAlive?: boolean;
  /** Headers of every answer; they override `_headers`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the HTML of each page before it is sent. */
  readonly editPage?: (html: string) => string;
  /**
   * Called first; answers requests that the folder has no file for.
   * @returns whether it answers this request.
   */
  readonly answerOwn?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface StaticServer {
  /** `http://127.0.0.1:PORT/prefix/`. */
  readonly url: string;
  /** Ends all connections. */
  readonly close: () => Promise<void>;
  /**
   * Takes no more connections, lets each finish its answer, and closes.
   * @param milliseconds the longest wait; then the rest of the connections end.
   */
  readonly finish: (milliseconds: number) => Promise<void>;
}

/** Default of static hosts: the browser asks whether its copy is current. */
const revalidate = 'public, max-age=0, must-revalidate';

/** In bytes: smaller answers fit in one packet, so compressing them saves nothing. */
const smallestCompressedBytes = 1024;

/** Files for the host or for Inkstone, never served. */
const privateFiles: ReadonlySet<string> = new Set(['_headers', '_redirects']);

/**
 * Serves a built site as static hosts do: follows `_headers` and `_redirects`; redirects folders to
 * a final slash and serves their `index.html`; answers missing pages with `404.html`; compresses
 * text; honours ETags and ranges; reads nothing outside the folder; refuses requests for other
 * hosts. A new build needs no restart.
 * @throws {Error} with code `EADDRINUSE` when the port is taken.
 */
export async function serveFolder(
  folder: string,
  options: StaticServerOptions = {},
): Promise<StaticServer> {
  const { pathPrefix = '/', port = 0, host = '127.0.0.1', keepAlive = false } = options;
  const { headers = {}, editPage, answerOwn = () => false } = options;
  const files = new ServedFolder(path.resolve(folder));
  const headersOf = files.reloaded('_headers', parseHeaders);
  const redirectOf = files.reloaded('_redirects', parseRedirects);
  const ends = new WeakMap<Socket, AbortSignal>();
  const site: ServedSite = { files, pathPrefix, headersOf, redirectOf, headers, editPage, ends };
  const isOwnHost = hostCheck(host, options.allowedHosts);

  let isFinishing = false;
  const server = createServer((request, response) => {
    response.once('finish', () => {
      if (isFinishing) request.socket.end();
    });
    if (refuses(isOwnHost, request, response) || answerOwn(request, response)) return;
    answer(site, request, response).catch(() => {
      // The client or the file is gone. End the connection, so that a partial body is not taken for
      // a complete one.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  server.on('connection', (socket) => {
    const end = new AbortController();
    // Each pending answer adds a listener, and a client may have hundreds of them.
    setMaxListeners(0, end.signal);
    site.ends.set(socket, end.signal);
    socket.once('close', () => end.abort());
  });
  if (!keepAlive) server.unref();
  const actualPort = await listen(server, port, host);
  const close = promisify(server.close.bind(server));
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}${pathPrefix}`,
    close: () => {
      server.closeAllConnections();
      return close();
    },
    finish: async (milliseconds) => {
      isFinishing = true;
      const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
      await close();
      clearTimeout(timer);
    },
  };
}

/**
 * Finds a port before work is done for a server on it.
 * @param port 0 for any free one.
 * @returns that port, or a free one.
 * @throws {Error} with code `EADDRINUSE` when it is taken.
 */
export async function findPort(port: number, host: string): Promise<number> {
  const server = createServer();
  const found = await listen(server, port, host);
  await promisify(server.close.bind(server))();
  return found;
}

/** @returns the port that it got. */
async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Answers requests for other hosts and with unsupported methods. @returns whether it did. */
function refuses(
  isOwnHost: (header: string) => boolean,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
): boolean {
  const say = (status: number, text: string, more: OutgoingHttpHeaders = {}) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...more }).end(text);
    return true;
  };
  if (headers.host === undefined) return say(400, 'The request names no host.\n');
  if (!isOwnHost(headers.host)) {
    return say(
      403,
      'This server does not answer to that host name. ' +
        'If it is a name of yours, start the server with --allow-host NAME.\n',
    );
  }
  if (method === 'GET' || method === 'HEAD') return false;
  return say(405, 'Only GET and HEAD are answered.\n', { allow: 'GET, HEAD' });
}

interface ServedSite {
  readonly files: ServedFolder;
  readonly pathPrefix: string;
  readonly headersOf: HeaderFinder;
  readonly redirectOf: RedirectFinder;
  readonly headers: Readonly<Record<string, string>>;
  readonly editPage: ((html: string) => string) | undefined;
  /**
   * Signals that a connection has ended: Node does not report it to answers queued behind another.
   */
  readonly ends: WeakMap<Socket, AbortSignal>;
}

async function answer(
  site: ServedSite,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  const [rawPath = ''] = url.split('?', 1);
  const pathname = decode(rawPath);
  if (pathname === undefined) {
    response.writeHead(400).end();
    return;
  }
  const redirect = site.redirectOf(pathname);
  const location = redirect?.location ?? folderAddress(site, pathname, rawPath);
  if (location !== undefined) {
    const headers = { ...site.headersOf(pathname), ...site.headers };
    const query = redirect ? '' : url.slice(rawPath.length);
    response.writeHead(redirect?.status ?? 301, { ...headers, location: location + query }).end();
    return;
  }
  const found = openPage(site, pathname) ?? openNotFoundPage(site, pathname);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  try {
    await send(site, request, response, found);
  } finally {
    closeSync(found.descriptor);
  }
}

function decode(rawPath: string): string | undefined {
  try {
    const pathname = decodeURIComponent(rawPath);
    return pathname.startsWith('/') && !pathname.includes('\0') ? pathname : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a request below the site's folder; undefined if outside the site or private. */
function segmentsOf({ pathPrefix }: ServedSite, pathname: string): readonly string[] | undefined {
  if (!pathname.startsWith(pathPrefix)) return undefined;
  const segments = pathname.slice(pathPrefix.length).split(/[/\\]/);
  const isHidden = segments.some((segment) => segment.startsWith('.') && segment !== '.well-known');
  if (isHidden || privateFiles.has(segments.join('/'))) return undefined;
  // A redirect to `//host/` would lead to another host.
  if (segments.slice(0, -1).includes('')) return undefined;
  return segments;
}

/** The address of a folder whose request lacks the final slash. */
function folderAddress(site: ServedSite, pathname: string, rawPath: string): string | undefined {
  if (pathname.endsWith('/')) return undefined;
  if (`${pathname}/` === site.pathPrefix) return site.pathPrefix;
  const segments = segmentsOf(site, pathname);
  const index = segments && site.files.open([...segments, 'index.html']);
  if (!index) return undefined;
  closeSync(index.descriptor);
  return `${rawPath}/`;
}

interface FoundFile extends RegularFile {
  /** Decoded path of the request, which rules apply to. */
  readonly pathname: string;
  /** Decides the content type. */
  readonly name: string;
  readonly status: 200 | 404;
}

function openPage(site: ServedSite, pathname: string): FoundFile | undefined {
  const segments = segmentsOf(site, pathname);
  if (!segments) return undefined;
  const file = pathname.endsWith('/') ? segments.with(-1, 'index.html') : segments;
  const opened = site.files.open(file);
  return opened && { ...opened, pathname, name: file.at(-1) ?? '', status: 200 };
}

function openNotFoundPage(site: ServedSite, pathname: string): FoundFile | undefined {
  const opened = site.files.open(['404.html']);
  return opened && { ...opened, pathname, name: '404.html', status: 404 };
}

/** What to send: bytes of the open file, or a changed page. */
interface Content {
  readonly size: number;
  readonly read: (start: number, end: number) => Iterable<Uint8Array>;
}

function contentOf({ editPage }: ServedSite, { name, descriptor, stats }: FoundFile): Content {
  if (!editPage || !name.endsWith('.html')) {
    return { size: stats.size, read: (start, end) => readPart(descriptor, start, end) };
  }
  const page = Buffer.from(editPage(readFileSync(descriptor, 'utf8')));
  return { size: page.length, read: (start, end) => [page.subarray(start, end)] };
}

async function send(
  site: ServedSite,
  request: IncomingMessage,
  response: ServerResponse,
  found: FoundFile,
): Promise<void> {
  const { name, stats, status, pathname } = found;
  const { type, compressible } = contentTypeOf(name);
  const { size, read } = contentOf(site, found);
  const compresses = compressible && size >= smallestCompressedBytes;
  const etagOf = (suffix: string) =>
    `"${size.toString(16)}-${Math.round(stats.mtimeMs).toString(16)}${suffix}"`;
  const range = status === 200 ? rangeOf(request, size, etagOf('')) : undefined;
  const coding =
    compresses && range === undefined
      ? chooseCoding(request.headers['accept-encoding']?.toString())
      : undefined;
  const etag = etagOf(coding === undefined ? '' : `-${coding}`);
  const own = { 'cache-control': revalidate, 'content-type': type };
  const headers: OutgoingHttpHeaders = {
    ...own,
    ...site.headersOf(pathname),
    // Rules for this address do not apply to the 404 page.
    ...(status === 404 && own),
    ...site.headers,
    ...(compresses && { vary: 'Accept-Encoding' }),
    etag,
  };
  if (status !== 404 && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (coding) headers['content-encoding'] = coding;
  else headers['content-length'] = end - start + 1;
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  else if (!coding) headers['accept-ranges'] = 'bytes';
  response.writeHead(range ? 206 : status, headers);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const source = Readable.from(read(start, end + 1), { objectMode: false });
  const signal = site.ends.get(request.socket) ?? new AbortController().signal;
  const sent = coding
    ? pipeline(source, compressor(coding), response, { signal })
    : pipeline(source, response, { signal });
  await Promise.race([sent, rejectOnAbort(source, signal)]);
}

/** Rejects when the client is gone and the source is closed. */
function rejectOnAbort(source: Readable, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    source.once('close', () => {
      if (signal.aborted) reject(new Error('The reader has gone.'));
    });
  });
}

/** Applies `If-Range`: the whole file if the client's part is of another version. */
function rangeOf({ headers }: IncomingMessage, size: number, etag: string) {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return undefined;
  return parseRange(headers.range, size);
}

/** Whether `If-None-Match` matches, by weak comparison (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  const known = header?.split(',').map((part) => part.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(etag);
}

function compressor(coding: ContentCoding) {
  if (coding === 'gzip') return createGzip();
  // The usual quality for compression on the fly: higher ones take seconds for a long article.
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
