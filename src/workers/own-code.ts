import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { readSealed, writeSealed } from '../store/sealed-file.ts';
import { cacheKey, shortChecksum } from '../store/segment.ts';
import { inCodeFolder, modulesKeepTheirPlace } from './worker-code.ts';

/** A module of a site's own, with what it imports from the site. Plain data. */
export interface OwnCode {
  /** Absolute path of the module. */
  readonly file: string;
  /** Where its JavaScript is imported from. */
  readonly url: string;
  /** Absolute paths of the module and what it imports from the site. */
  readonly sources: readonly string[];
  /** Hash of these sources, and of the versions of packages that they import. */
  readonly version: string;
}

/**
 * Makes JavaScript of a module of a site's own, whose name changes with everything in it: threads
 * of Node 20 run no TypeScript, and Node loads a module of the same name only once.
 * @param file absolute path.
 * @throws {Error} of esbuild, when the module or what it imports cannot be read.
 */
export async function bundleOwnCode(file: string): Promise<OwnCode> {
  const folder = path.dirname(file);
  const packages = new Set<string>();
  return inCodeFolder(async (codeFolder) => {
    const { outputFiles, metafile } = await build({
      absWorkingDir: folder,
      entryPoints: [file],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      write: false,
      metafile: true,
      // Errors name the place in the source.
      sourcemap: 'inline',
      sourcesContent: false,
      outfile: path.join(codeFolder, 'own.mjs'),
      plugins: [packagesStayOutside(packages), modulesKeepTheirPlace],
      logLevel: 'silent',
    });
    const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
    const code = path.join(codeFolder, `own-${shortChecksum(contents)}.mjs`);
    if (!readSealed(code)) writeSealed(code, contents);
    const names = Object.keys(metafile.inputs).sort();
    const sources = names.map((name) => path.resolve(folder, name));
    const parts = [...sources, ...[...packages].sort()].map((one) => readFileSync(one));
    return {
      file,
      url: pathToFileURL(code).href,
      sources,
      version: cacheKey(names.join('\n'), ...parts.map((part) => shortChecksum(part))),
    };
  });
}

/**
 * Replaces package names by file URLs, as the packages are the site's, and the bundle lies
 * elsewhere. https://esbuild.github.io/plugins/#resolve
 * @param found gets the `package.json` of each.
 */
function packagesStayOutside(found: Set<string>): Plugin {
  return {
    name: 'packages-stay-outside',
    setup(build) {
      build.onResolve(
        { filter: /^[^./]/ },
        async ({ path: name, kind, resolveDir, pluginData }) => {
          if (pluginData === found || name.startsWith('node:')) return undefined;
          const resolved = await build.resolve(name, { kind, resolveDir, pluginData: found });
          if (resolved.errors.length > 0) return { errors: resolved.errors };
          if (!path.isAbsolute(resolved.path)) return { path: resolved.path, external: true };
          // A module of the site's own, under an alias or in a workspace, is bundled.
          if (!resolved.path.split(path.sep).includes('node_modules')) return undefined;
          const manifest = manifestAbove(resolved.path);
          if (manifest !== undefined) found.add(manifest);
          return { path: pathToFileURL(resolved.path).href, external: true };
        },
      );
    },
  };
}

/** The `package.json` of the package that a file belongs to. */
function manifestAbove(file: string): string | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    // Packages have further ones, without a version, in folders of CommonJS.
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"version"'))
      return manifest;
    if (folder === path.dirname(folder)) return undefined;
  }
}
