import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inkstoneIndex } from './program.ts';
import { siteBuildCommand, startCommand, type FinishedBuild } from './run-build.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

/** A site in a folder of its own, built by the program where it is. */
export interface OwnSite {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly build: (...args: readonly string[]) => Promise<FinishedBuild>;
  /** Builds and must succeed. @returns what the build has said. */
  readonly built: (...args: readonly string[]) => Promise<string>;
  /** A file of the built site. */
  readonly read: (name: string) => string;
  readonly has: (name: string) => boolean;
}

/** Text of a configuration of Eleventy that adds Inkstone first. @param body further statements. */
export function eleventyConfig(body: string, imports = ''): string {
  return [
    `import { inkstone, eleventyOptions } from '${inkstoneIndex}';`,
    imports,
    'export const config = eleventyOptions;',
    'export default function (eleventyConfig) {',
    '  eleventyConfig.addPlugin(inkstone);',
    `  ${body}`,
    '}\n',
  ].join('\n');
}

/** Text of a post. */
export function ownPost(title: string, date: string, body = '正文', more = ''): string {
  return `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\n${body}\n`;
}

/** Makes a site in a temporary folder. @param files by path, beside settings and package.json. */
export function ownSite(files: Readonly<Record<string, string>>): OwnSite {
  const folder = path.join(temporaryFolder(), 'site');
  writeFiles(folder, {
    'package.json': '{ "type": "module" }',
    'site.config.mjs': "export default { title: '我的站', url: 'https://example.com' };\n",
    ...files,
  });
  const output = path.join(folder, '_site');
  const build = (...args: readonly string[]) =>
    startCommand(siteBuildCommand(args), { cwd: folder }).finished;
  return {
    folder,
    write: (changed) => writeFiles(folder, changed),
    build,
    built: async (...args) => {
      const { code, output: said } = await build(...args);
      assert.equal(code, 0, said);
      return said;
    },
    read: (name) => readFileSync(path.join(output, name), 'utf8'),
    has: (name) => existsSync(path.join(output, name)),
  };
}
