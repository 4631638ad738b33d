import type { IncomingMessage, ServerResponse } from 'node:http';
import { bundleReloadScript } from '../output/bundle-client.ts';
import { serveFolder } from '../serve/static-server.ts';

/** The dev server's own address. No page of a site starts with a tilde. */
const eventsAddress = '/~inkstone/events';
const scriptAddress = '/~inkstone/live-reload.js';
const scriptTag = `<script type="module" src="${scriptAddress}"></script>`;

/** When browsers ask a new server process, after the old one has ended. */
const reconnectMilliseconds = 300;

/** The longest that a server process sends answers after it has a successor. */
const handOverMilliseconds = 2_000;

/** Browsers cache nothing, as any file may change. Other sites must not show or load drafts. */
const headers = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** What a live server listens on: only this machine can reach it. */
export const liveHost = 'localhost';

/** A running server whose pages reload themselves. */
export interface LiveServer {
  /** `http://localhost:PORT/prefix/`. */
  readonly url: string;
  /** Addresses of the pages that browsers show now, with path prefix. */
  readonly openPages: () => ReadonlySet<string>;
  /** Reloads browsers that show one of these addresses; without addresses, all browsers. */
  readonly reload: (pages?: readonly string[]) => void;
  /**
   * Shows a text over every page, also over pages that are opened later; an empty text hides it.
   */
  readonly showProblems: (text: string) => void;
  readonly close: () => Promise<void>;
  /** Lets browsers turn to a successor on the same port, and ends when answers are sent. */
  readonly handOver: () => Promise<void>;
}

/**
 * Serves a folder as {@link serveFolder} does, to this machine only. The server adds a script to
 * pages that reloads them; files on disk do not have it.
 * @param port 0 for any free port.
 * @param allowedHosts host names besides those of this machine; see `hostCheck`.
 * @throws {Error} with the code `EADDRINUSE` when the port is taken.
 */
export async function startLiveServer(
  folder: string,
  pathPrefix: string,
  port: number,
  allowedHosts: readonly string[] = [],
): Promise<LiveServer> {
  const script = Buffer.from(await bundleReloadScript());
  const listeners = new Map<ServerResponse, string>();
  let problems = '';

  const tell = (message: object, to: Iterable<ServerResponse> = listeners.keys()) => {
    for (const response of to) response.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const listen = (page: string, response: ServerResponse) => {
    listeners.set(response, page);
    response.on('close', () => listeners.delete(response));
    // A message to a browser that is closing the page is lost.
    response.on('error', () => listeners.delete(response));
    response.write(`retry: ${reconnectMilliseconds}\n\n`);
    if (problems !== '') tell({ problems }, [response]);
  };
  const answerOwn = (request: IncomingMessage, response: ServerResponse): boolean => {
    const [address, query] = (request.url ?? '').split('?', 2);
    if (address !== eventsAddress && address !== scriptAddress) return false;
    if (!isOwnPage(request)) {
      response.writeHead(403).end();
      return true;
    }
    const isScript = address === scriptAddress;
    const type = isScript ? 'text/javascript; charset=utf-8' : 'text/event-stream';
    response.writeHead(200, { ...headers, 'content-type': type });
    if (request.method === 'HEAD') response.end();
    else if (isScript) response.end(script);
    else listen(new URLSearchParams(query).get('page') ?? '/', response);
    return true;
  };
  const server = await serveFolder(folder, {
    ...{ pathPrefix, port, allowedHosts, headers, answerOwn },
    host: liveHost,
    keepAlive: true,
    editPage: (html) => html.replace('</head>', () => `${scriptTag}</head>`),
  });
  return {
    url: server.url,
    openPages: () => new Set(listeners.values()),
    reload: (pages) => tell(pages ? { pages } : {}),
    showProblems: (text) => {
      if (text === problems) return;
      problems = text;
      tell({ problems });
    },
    close: server.close,
    handOver: () => {
      // First, so that no browser that asks again does it over an old connection.
      const finished = server.finish(handOverMilliseconds);
      for (const response of listeners.keys()) response.end();
      return finished;
    },
  };
}

/**
 * Whether a request comes from a page of the served site, or from no page, as browsers say in
 * `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header). Pages of other
 * sites could otherwise keep connections open.
 */
function isOwnPage({ headers: { 'sec-fetch-site': site } }: IncomingMessage): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}
