import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const entry = fileURLToPath(new URL('../client/service-worker/main.ts', import.meta.url));

export interface ServiceWorkerOptions {
  /** Root-relative addresses with path prefix. */
  readonly homeHref: string;
  readonly offlineHref: string;
  /** Fingerprinted files that every page needs. */
  readonly shell: readonly string[];
}

/**
 * Bundles the service worker of a site. Its text changes when the shell does, which is how browsers
 * notice.
 */
export async function bundleServiceWorker({
  homeHref,
  offlineHref,
  shell,
}: ServiceWorkerOptions): Promise<string> {
  const version = createHash('sha256').update(shell.join('\n')).digest('hex').slice(0, 10);
  const site = { home: homeHref, offlinePage: offlineHref, shell, version };
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    target: 'es2022',
    logLevel: 'silent',
    define: { SITE: JSON.stringify(site) },
  });
  return outputFiles[0]?.text ?? '';
}
