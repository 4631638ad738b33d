import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../content/did-you-mean.ts';
import type { Problem } from '../content/problem.ts';
import { configNames, eleventyFileIn } from '../eleventy/folders.ts';
import { listFiles } from '../shared/list-files.ts';
import { programDir } from '../shared/program-dir.ts';
import { pathBelow } from '../shared/relative-path.ts';
import { displayPath } from './command-line.ts';

/**
 * Warns of settings beside those that are read.
 * @param configFile absolute path of the settings that were found in a folder.
 */
export function unreadSettings(configFile: string): readonly Problem[] {
  return configNames
    .map((name) => path.join(path.dirname(configFile), name))
    .filter((file) => file !== configFile && existsSync(file))
    .map((file) => ({
      file: displayPath(file),
      code: 'settings-unread',
      message: `It is not read: ${displayPath(configFile)} holds the settings.`,
      hint: 'Delete one of the two, or name one with --config.',
      severity: 'warning',
    }));
}

/**
 * Warns of YAML in `_data/` that nothing reads.
 * @param aliasFile absolute path of the one that says which names mean the same. `labels.yaml`
 * beside it is read too.
 */
export function unreadData(siteDir: string, aliasFile: string): readonly Problem[] {
  const dataDir = path.dirname(aliasFile);
  if (!existsSync(dataDir) || readsYaml(siteDir)) return [];
  const known = [aliasFile, path.join(dataDir, 'labels.yaml')].filter((file) => existsSync(file));
  const read = new Set(known.map((file) => file.toLowerCase()));
  return listFiles(dataDir)
    .filter((file) => /\.ya?ml$/i.test(file) && !read.has(file.toLowerCase()))
    .map((file) => ({ file: displayPath(file), code: 'data-unread', ...wordsFor(file) }));
}

/** Kinds of templates that Eleventy reads by itself, and their data files. */
const template = /\.(?:md|njk|html|liquid|11ty\.[cm]?[jt]s|11tydata\.[\w.]+)$/;

/** Warns of files in `pages/` that are no templates: they would not be published. */
export function unreadPages(siteDir: string): readonly Problem[] {
  const pages = path.join(siteDir, 'pages');
  const mayRead = /addPassthroughCopy|addTemplateFormats|addExtension|addPlugin\((?!inkstone)/;
  if (!existsSync(pages) || mayRead.test(textOfEleventyFile(siteDir))) return [];
  return listFiles(pages)
    .filter((file) => !template.test(file) && !path.basename(file).startsWith('.'))
    .map((file) => ({
      file: displayPath(file),
      code: 'page-unread',
      message: 'It is no template, and so not published.',
      hint: 'Put files that are published as they are into static/.',
      severity: 'warning',
    }));
}

const whatStandsIn: ReadonlyMap<string, string> = new Map([
  ['aliases.yaml', 'names that mean the same'],
  ['labels.yaml', 'the labels of terms'],
]);

function wordsFor(file: string) {
  const severity = 'warning' as const;
  const [, stem = ''] = /^(aliases|labels)\./i.exec(path.basename(file)) ?? [];
  const name = `${stem.toLowerCase()}.yaml`;
  const meant = whatStandsIn.get(name);
  if (meant !== undefined) {
    const message = `It is not read: ${meant} stand in _data/${name}.`;
    return { message, hint: `Rename it to ${name}.`, severity };
  }
  const message = 'It is not read: only aliases.yaml and labels.yaml are, of all YAML in _data/.';
  const hint = 'Write data for templates as JSON, JavaScript or TypeScript.';
  return { message, hint, severity };
}

/** Names of a configuration of Eleventy. */
const eleventyConfig = /^(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/;

/** Warns of configurations of Eleventy beside the one that is read. */
function unreadEleventyFiles(siteDir: string, names: readonly string[]) {
  const read = eleventyFileIn(siteDir);
  return names
    .filter((name) => eleventyConfig.test(name) && name !== read)
    .map((name) => ({
      ...{ name, code: 'eleventy-unread' },
      message:
        read === undefined
          ? 'It is not read: the configuration of Eleventy must be an ES module.'
          : `It is not read: ${read} is the configuration of Eleventy.`,
      hint:
        read === undefined
          ? 'Write it as one, and rename it to .eleventy.ts or eleventy.config.js.'
          : 'Merge the two into one file.',
    }));
}

/** Warns of slots, styles and configuration that nothing reads, as their names are others. */
export function unreadDesign(siteDir: string): readonly Problem[] {
  const names = existsSync(siteDir) ? readdirSync(siteDir) : [];
  return [
    ...unreadEleventyFiles(siteDir, names),
    ...filesBelow(siteDir, 'styles')
      .filter((name) => /\.(?:s[ac]ss|less|styl|pcss)$/i.test(name))
      .map((name) => ({
        ...{ name, code: 'style-unread' },
        message: 'It is not read: styles are CSS.',
        hint: 'Make CSS of it, in a file that ends in .css.',
      })),
    ...unreadParts(siteDir),
  ].map(({ name, ...words }) => ({
    file: displayPath(path.join(siteDir, name)),
    ...words,
    severity: 'warning',
  }));
}

/** Slots of another name than Inkstone's; other parts only if their names are nearly Inkstone's. */
function unreadParts(siteDir: string) {
  const own = filesBelow(siteDir, '_includes');
  const known = filesBelow(programDir, '_includes');
  const unknown = own.filter((name) => !known.includes(name) && /^_includes\/\w+\//.test(name));
  if (unknown.length === 0) return [];
  const templates = [...own, ...filesBelow(siteDir, 'pages')]
    .filter((name) => /\.(?:njk|md|html|liquid|[jt]s|json)$/i.test(name))
    .map((name) => readFileSync(path.join(siteDir, name), 'utf8'));
  return unknown.flatMap((name) => {
    const { dir, name: stem } = path.posix.parse(name);
    const beside = known.map((one) => path.posix.parse(one)).filter((one) => one.dir === dir);
    const meant = nearest(
      stem,
      beside.map((one) => one.name),
    );
    const part = name.slice('_includes/'.length);
    const isSlot = part.startsWith('slots/');
    if ((!isSlot && meant === undefined) || templates.some((text) => text.includes(part)))
      return [];
    const names = beside.map((one) => one.base).join(', ');
    return {
      ...{ name, code: 'template-unread' },
      message: `It is not read: Inkstone has no ${part}, and no template names it.`,
      hint: meant === undefined ? `The slots are ${names}.` : `Rename it to ${meant}.njk.`,
    };
  });
}

/** Files in a folder of a site, with its name. */
function filesBelow(siteDir: string, folder: string): readonly string[] {
  const below = path.join(siteDir, folder);
  if (!existsSync(below)) return [];
  return listFiles(below).map((file) => pathBelow(siteDir, file));
}

/** Whether the site's configuration of Eleventy seems to make data of YAML (`addDataExtension`). */
function readsYaml(siteDir: string): boolean {
  return /addDataExtension|yaml|yml/i.test(textOfEleventyFile(siteDir));
}

/** Empty if there is no such file. */
function textOfEleventyFile(siteDir: string): string {
  const name = eleventyFileIn(siteDir);
  return name === undefined ? '' : readFileSync(path.join(siteDir, name), 'utf8');
}
