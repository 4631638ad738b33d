import path from 'node:path';
import { build } from 'esbuild';
import { clientDir } from '../shared/program-dir.ts';
import { shortChecksum } from '../store/segment.ts';
import { clientTypeScript } from './client-typescript.ts';

/** What the service worker of a site keeps for reading offline. */
export interface ServiceWorkerOptions {
  /** Root-relative addresses with path prefix. */
  readonly homeHref: string;
  readonly offlineHref: string;
  /** Addresses of files that every page needs, named by a hash of their content. */
  readonly shell: readonly string[];
}

/**
 * Bundles the service worker of a site. The script changes when a file of the shell does: this is
 * how browsers notice a new version.
 * @returns JavaScript.
 */
export async function bundleServiceWorker({
  homeHref,
  offlineHref,
  shell,
}: ServiceWorkerOptions): Promise<string> {
  const version = shortChecksum(shell.join('\n')).slice(0, 10);
  const site = { home: homeHref, offlinePage: offlineHref, shell, version };
  const { outputFiles } = await build({
    entryPoints: [path.join(clientDir, 'service-worker/main.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    target: 'es2022',
    tsconfigRaw: clientTypeScript,
    logLevel: 'silent',
    define: { SITE: JSON.stringify(site) },
  });
  return outputFiles[0]?.text ?? '';
}
