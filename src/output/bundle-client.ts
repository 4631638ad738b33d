import type { ClientAssets } from '../views/client-assets.ts';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const clientDir = fileURLToPath(new URL('../client/', import.meta.url));

/** Syntax that all browsers of the last two years know, nesting and `light-dark()` included. */
const targets = ['es2022', 'chrome123', 'edge123', 'firefox121', 'safari17.5'];

/** Where styles and scripts are written, and how. */
export interface BundleOptions {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /** Path the site lives under, with both slashes: `/` or `/notes/`. */
  readonly pathPrefix: string;
  /** Language of the site, for the search script. @default 'zh-Hans' */
  readonly language?: string;
  /** @default true */
  readonly minify?: boolean;
  /**
   * Put a hash of the content into file names. The dev server does not: its pages would change with
   * each style.
   * @default true
   */
  readonly fingerprint?: boolean;
}

/**
 * Bundles styles and scripts into `<outputDir>/assets/`. Names hold a hash of the content,
 * so that hosts may cache the files for ever. The same sources give the same bytes and
 * names on any machine.
 * @returns root-relative addresses of the files, and the script that stands in each page.
 * @throws {Error} when esbuild or the disk fails.
 */
export async function bundleClient(options: BundleOptions): Promise<ClientAssets> {
  const minify = options.minify ?? true;
  const define = { SITE_LANGUAGE: JSON.stringify(options.language ?? 'zh-Hans') };
  const named = options.fingerprint ?? true;
  const [css, js, searchJs, theme, icon] = await Promise.all([
    bundle({ entryPoints: ['styles/main.css'], minify }),
    bundle({ entryPoints: ['main.ts'], minify, format: 'esm' }),
    bundle({ entryPoints: ['search/search.ts'], minify, format: 'esm', define }),
    bundle({ entryPoints: ['theme-init.ts'], minify: true, format: 'iife' }),
    readFile(path.join(clientDir, 'icon.svg')),
  ]);
  const themeScript = Buffer.from(theme).toString('utf8').trim();
  const assetsDir = path.join(options.outputDir, 'assets');
  await mkdir(assetsDir, { recursive: true });
  const publish = async (bytes: Uint8Array, stem: string, extension: string): Promise<string> => {
    const name = named ? `${stem}.${fingerprint(bytes)}.${extension}` : `${stem}.${extension}`;
    await writeFile(path.join(assetsDir, name), bytes);
    return `${options.pathPrefix}assets/${name}`;
  };
  return {
    css: await publish(css, 'style', 'css'),
    js: await publish(js, 'main', 'js'),
    searchJs: await publish(searchJs, 'search', 'js'),
    icon: await publish(icon, 'icon', 'svg'),
    themeScript,
    themeScriptHash: `sha256-${createHash('sha256').update(themeScript).digest('base64')}`,
  };
}

async function bundle(options: BuildOptions): Promise<Uint8Array> {
  const result = await build({
    absWorkingDir: clientDir,
    bundle: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    target: targets,
    logLevel: 'silent',
    ...options,
  });
  const output = result.outputFiles?.[0];
  if (!output) throw new Error(`esbuild wrote nothing for ${JSON.stringify(options.entryPoints)}.`);
  return output.contents;
}

function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 10);
}

/** Bundles the script that reloads pages of the dev server. Built sites do not have it. */
export async function bundleReloadScript(): Promise<Uint8Array> {
  return bundle({ entryPoints: ['live-reload.ts'], minify: false, format: 'iife' });
}
