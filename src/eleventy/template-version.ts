import { readFileSync } from 'node:fs';
import path from 'node:path';
import { shortChecksum } from '../store/segment.ts';
import { sourceVersion } from '../store/source-version.ts';
import { listFiles } from '../shared/list-files.ts';

const templateFolder = '_includes';
const dataFolder = '_data';
/** Read by Inkstone itself: what they say is in the views. */
const notForTemplates: readonly string[] = ['aliases.yaml'];
/** `{{ … }}` and `{% … %}`; front matter and markup name no data. */
const templateTag = /\{\{[^]*?\}\}|\{%[^]*?%\}/g;
/** Text in a tag names no data either: "partials/series.njk" is no mention of `series`. */
const quoted = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

export interface TemplateVersion {
  /** Hash of templates, data files and the code that runs them. */
  readonly version: string;
  /**
   * Names of data files that templates read beside the view of their page, e.g. `site` and `ui`:
   * what these hold is on every page.
   */
  readonly sharedData: readonly string[];
}

/** What rendered pages depend on besides their views. Paths are seen from the project's folder. */
export function templateVersion(): TemplateVersion {
  const texts = readFolder(templateFolder);
  const data = readFolder(dataFolder).filter(
    ({ file }) => !notForTemplates.includes(path.relative(dataFolder, file)),
  );
  const names = data.flatMap(({ file }) =>
    file.endsWith('.ts') ? path.basename(file, '.ts') : [],
  );
  return {
    version: shortChecksum(
      sourceVersion(path.resolve('.eleventy.ts')),
      JSON.stringify([...texts, ...data]),
    ),
    sharedData: namesInTags(
      texts.map(({ text }) => text),
      names,
    ).sort(),
  };
}

/**
 * The names that tags of templates read as variables; `view.posts` is no mention of `posts`. One
 * too many costs time: every page is rendered again when what it holds changes. One too few would
 * leave pages as they were.
 */
export function namesInTags(templates: readonly string[], names: readonly string[]): string[] {
  const tags = templates.flatMap((text) => text.match(templateTag) ?? []);
  const code = tags.map((tag) => tag.replace(quoted, "''")).join('\n');
  return names.filter((name) => new RegExp(`(?<![\\w.$])${name}(?![\\w$])`).test(code));
}

function readFolder(folder: string): { file: string; text: string }[] {
  return listFiles(folder).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}
