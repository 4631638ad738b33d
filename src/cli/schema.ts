import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { frontMatterJsonSchema, valueSnippets } from '../authoring/editor-schema.ts';
import { findKnownValues } from '../authoring/known-values.ts';
import { ownFieldTypes } from '../content/own-fields.ts';
import { makeFolder } from '../shared/make-folder.ts';
import { howToRun } from '../shared/how-to-run.ts';
import { displayPath, parseOptions, text, type Command } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { loadConfig, requirePosts } from './load-config.ts';
import { print } from './terminal.ts';

const usage = `Usage: ${howToRun('schema', '[options]')}

Writes what editors offer while you write front matter: a JSON Schema, and VS Code snippets with \
the values your posts use.

  --output DIR     folder for both files             (.vscode, beside the settings)
${contentUsage}
  --help           this text`;

export const command: Command = { usage, run };

async function run(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, { ...contentOptions, output: text });
  const { siteDir, configFile, postsDir } = contentFolder(values);
  requirePosts(postsDir);
  const fields = existsSync(configFile) ? (await loadConfig(configFile)).fields : undefined;
  const known = await findKnownValues(postsDir, ownFieldTypes({ fields }));
  const output = path.resolve(values.output ?? path.join(siteDir, '.vscode'));
  makeFolder(output);
  const files = {
    'front-matter.schema.json': frontMatterJsonSchema(known, fields),
    'front-matter-values.code-snippets': valueSnippets(known, fields),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(output, name);
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
    print(`Wrote ${displayPath(file)}`);
  }
  return 0;
}
