import type { ClientAssets } from '../views/client-assets.ts';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type OutputFile } from 'esbuild';
import { ProblemError, type Problem } from '../content/problem.ts';
import { uiFor } from '../i18n/catalogues.ts';
import { scriptStrings } from '../i18n/script-strings.ts';
import { esbuildErrors, esbuildProblems } from '../report/esbuild-problems.ts';
import { listFiles } from '../shared/list-files.ts';
import { clientDir } from '../shared/program-dir.ts';
import { relativePath } from '../shared/relative-path.ts';
import { shortChecksum } from '../store/segment.ts';
import { clientTypeScript } from './client-typescript.ts';
import { themeProblems, themeRule, type LookSettings } from './theme.ts';

/** Syntax that all browsers of the last two years know, nesting and `light-dark()` included. */
const targets = ['es2022', 'chrome123', 'edge123', 'firefox121', 'safari17.5'];

/** Where styles and scripts are written, and how. */
export interface BundleOptions {
  /** Absolute path of the folder the site is written to. */
  readonly outputDir: string;
  /** Path the site lives under, with both slashes: `/` or `/notes/`. */
  readonly pathPrefix: string;
  /** Language of the site, which scripts speak. @default 'zh-Hans' */
  readonly language?: string;
  /** Absolute path of the folder of the site's own styles, which need not exist. @default none */
  readonly stylesDir?: string;
  /** Whether the site has comments, with a script and styles of their own. @default false */
  readonly comments?: boolean;
  /** What the settings say of the look. @default that of Inkstone */
  readonly look?: LookSettings;
  /** @default true */
  readonly minify?: boolean;
  /**
   * Put a hash of the content into file names. The dev server does not: its pages would change with
   * each style.
   * @default true
   */
  readonly fingerprint?: boolean;
  /** Called with each warning, e.g. of a style that browsers ignore. */
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * Bundles styles and scripts into `<outputDir>/assets/`. Names hold a hash of the content,
 * so that hosts may cache the files for ever. The same sources give the same bytes and
 * names on any machine.
 * @returns root-relative addresses of the files, and the script that stands in each page.
 * @throws {ProblemError} when a style or a script is wrong.
 * @throws {Error} when the disk fails.
 */
export async function bundleClient(options: BundleOptions): Promise<ClientAssets> {
  const minify = options.minify ?? true;
  const language = options.language ?? 'zh-Hans';
  const define = { SITE_LANGUAGE: JSON.stringify(language) };
  // In the script, which is fetched once, rather than in each page.
  const strings = { SITE_STRINGS: JSON.stringify(scriptStrings(uiFor(language))) };
  const named = options.fingerprint ?? true;
  const { onProblem, comments = false } = options;
  const [styles, js, searchJs, commentsJs, theme, icon] = await Promise.all([
    bundleStyles(options, minify),
    bundle({ entryPoints: ['main.ts'], minify, format: 'esm', define: strings }, onProblem),
    bundle({ entryPoints: ['search/search.ts'], minify, format: 'esm', define }, onProblem),
    comments && bundle({ entryPoints: ['comments.ts'], minify, format: 'esm' }, onProblem),
    bundle({ entryPoints: ['theme-init.ts'], minify: true, format: 'iife' }, onProblem),
    readFile(path.join(clientDir, 'icon.svg')),
  ]);
  const themeScript = Buffer.from(theme).toString('utf8').trim();
  const assetsDir = path.join(options.outputDir, 'assets');
  await mkdir(assetsDir, { recursive: true });
  const publish = async (bytes: Uint8Array, stem: string, extension: string): Promise<string> => {
    const hash = shortChecksum(bytes).slice(0, 10);
    const name = named ? `${stem}.${hash}.${extension}` : `${stem}.${extension}`;
    await writeFile(path.join(assetsDir, name), bytes);
    return `${options.pathPrefix}assets/${name}`;
  };
  for (const { name, contents } of styles.files) {
    await writeFile(path.join(assetsDir, name), contents);
  }
  return {
    css: await publish(styles.css, 'style', 'css'),
    js: await publish(js, 'main', 'js'),
    searchJs: await publish(searchJs, 'search', 'js'),
    ...(commentsJs && { commentsJs: await publish(commentsJs, 'comments', 'js') }),
    icon: await publish(icon, 'icon', 'svg'),
    themeScript,
    themeScriptHash: `sha256-${createHash('sha256').update(themeScript).digest('base64')}`,
  };
}

/** Kinds of files that a site's own styles may use: fonts and pictures. */
const styledFiles = ['woff2', 'woff', 'ttf', 'otf', 'svg', 'png', 'jpg', 'jpeg', 'webp', 'avif'];

/** A style, and the files that it uses. */
interface BundledStyles {
  readonly css: Uint8Array;
  readonly files: readonly { readonly name: string; readonly contents: Uint8Array }[];
}

/**
 * Bundles Inkstone's styles, what the settings say of the look in a layer above its tokens, and the
 * styles of the site in a layer above all.
 */
async function bundleStyles(
  { pathPrefix, stylesDir, comments = false, look, onProblem }: BundleOptions,
  minify: boolean,
): Promise<BundledStyles> {
  const own = stylesDir !== undefined && existsSync(stylesDir) ? listFiles(stylesDir) : [];
  const imports = own
    .filter((file) => file.endsWith('.css'))
    .map((file) => `@import ${JSON.stringify(file)} layer(site);`);
  const more = comments ? ['@import "styles/comments.css" layer(pages);'] : [];
  const theme = look ? themeRule(look) : '';
  const contents = [
    ...(theme === '' ? [] : ['@layer tokens, theme;']),
    '@import "styles/main.css";',
    ...more,
    ...imports,
    ...(theme === '' ? [] : [`@layer theme { ${theme} }`]),
  ].join('\n');
  if (look && onProblem && theme !== '') {
    const tokens = await readFile(path.join(clientDir, 'styles/tokens.css'), 'utf8');
    themeProblems(look, tokens).forEach(onProblem);
  }
  const outputs = await bundleFiles(
    {
      stdin: { contents, resolveDir: clientDir, loader: 'css', sourcefile: 'styles.css' },
      minify,
      outdir: clientDir,
      assetNames: '[name].[hash]',
      publicPath: `${pathPrefix}assets/`,
      loader: Object.fromEntries(styledFiles.map((ending) => [`.${ending}`, 'file' as const])),
    },
    onProblem,
  );
  const files = outputs.map(({ path: file, contents }) => ({
    name: path.basename(file),
    contents,
  }));
  const css = files.find(({ name }) => name === 'stdin.css');
  if (!css) throw new Error('esbuild wrote no style.');
  return { css: css.contents, files: files.filter((file) => file !== css) };
}

async function bundle(
  options: BuildOptions,
  onProblem?: (problem: Problem) => void,
): Promise<Uint8Array> {
  const [output] = await bundleFiles(options, onProblem);
  if (!output) throw new Error(`esbuild wrote nothing for ${JSON.stringify(options.entryPoints)}.`);
  return output.contents;
}

async function bundleFiles(
  options: BuildOptions,
  onProblem: (problem: Problem) => void = () => undefined,
): Promise<readonly OutputFile[]> {
  const { outputFiles, warnings } = await build({
    absWorkingDir: clientDir,
    bundle: true,
    charset: 'utf8',
    legalComments: 'none',
    target: targets,
    tsconfigRaw: clientTypeScript,
    logLevel: 'silent',
    ...options,
    write: false,
  }).catch((error: unknown) => {
    const errors = esbuildErrors(error);
    if (!errors) throw error;
    throw new ProblemError(esbuildProblems(errors, 'error', pathOf), { cause: error });
  });
  esbuildProblems(warnings, 'warning', pathOf).forEach(onProblem);
  return outputFiles;
}

/** The path of a source as problems name it. */
function pathOf(source: string): string {
  return relativePath(path.join(clientDir, source));
}

/** Bundles the script that reloads pages of the dev server. Built sites do not have it. */
export async function bundleReloadScript(): Promise<Uint8Array> {
  return bundle({ entryPoints: ['live-reload.ts'], minify: false, format: 'iife' });
}
