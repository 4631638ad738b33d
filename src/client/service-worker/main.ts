import { isFingerprinted, isPageToKeep, cacheLimits } from './cache-policy.ts';

// Inserted by the build (src/output/service-worker.ts).
declare const SITE: {
  /** Path of the site, with slashes at both ends. */
  readonly home: string;
  readonly offlinePage: string;
  /** Files that every page needs, cached on installation. */
  readonly shell: readonly string[];
  /** Changes with the shell. */
  readonly version: string;
};

const worker = self as unknown as ServiceWorkerGlobalScope;

const cacheNames = {
  shell: `inkstone:${SITE.home}:shell:${SITE.version}`,
  files: `inkstone:${SITE.home}:files:1`,
  pages: `inkstone:${SITE.home}:pages:1`,
};

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheNames.shell)
      .then((cache) => cache.addAll([...SITE.shell, SITE.offlinePage]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOldCaches().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Ranges are left to the browser's own cache.
  if (request.method !== 'GET' || request.headers.has('range')) return;
  if (url.origin !== location.origin || !url.pathname.startsWith(SITE.home)) return;
  const path = url.pathname.slice(SITE.home.length);
  if (isFingerprinted(path)) event.respondWith(cacheFirst(event));
  else if (request.mode === 'navigate') event.respondWith(networkFirst(event, path));
});

async function removeOldCaches(): Promise<void> {
  const current: readonly string[] = Object.values(cacheNames);
  const own = (await caches.keys()).filter((name) => name.startsWith(`inkstone:${SITE.home}:`));
  await Promise.all(
    own.filter((name) => !current.includes(name)).map((name) => caches.delete(name)),
  );
}

/** For files named by their content: a cached copy is never outdated. */
async function cacheFirst(event: FetchEvent): Promise<Response> {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.status === 200)
    event.waitUntil(keep(cacheNames.files, event.request, response.clone()));
  return response;
}

/** For pages: fetches them when online; when offline, the cached copy or the offline page. */
async function networkFirst(event: FetchEvent, path: string): Promise<Response> {
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && !response.redirected) {
      event.waitUntil(keepPage(event.request, path, response.clone()));
    }
    return response;
  } catch (error) {
    const kept =
      (await caches.match(event.request, { ignoreSearch: true })) ??
      (await caches.match(SITE.offlinePage));
    if (kept) return kept;
    throw error;
  }
}

async function keepPage(request: Request, path: string, response: Response): Promise<void> {
  const copy = response.clone();
  // A page may be left before all of it has come.
  const html = await response.text().catch(() => '');
  if (html !== '' && isPageToKeep(path, html)) await keep(cacheNames.pages, request, copy);
}

/** Adds a response to a cache as its newest entry and removes the oldest beyond the limit. */
async function keep(cacheName: string, request: Request, response: Response): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await cache.delete(request);
    await cache.put(request, response);
    const limit = cacheName === cacheNames.pages ? cacheLimits.pages : cacheLimits.files;
    const keys = await cache.keys();
    await Promise.all(
      keys.slice(0, Math.max(0, keys.length - limit)).map((key) => cache.delete(key)),
    );
  } catch {
    // Storage is full or blocked; the page itself has arrived.
  }
}
