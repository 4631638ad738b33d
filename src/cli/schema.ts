import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { frontMatterJsonSchema, valueSnippets } from '../authoring/editor-schema.ts';
import { findKnownValues } from '../authoring/known-values.ts';
import { displayPath, flag, parseOptions, runCommand, text } from './command-line.ts';
import { contentFolder, contentOptions, contentUsage } from './content-folder.ts';
import { requirePosts } from './load-config.ts';
import { print } from './output.ts';

const usage = `Usage: npm run schema -- [options]

Writes what editors offer while you write front matter: a JSON Schema, and VS Code snippets with \
the values your posts use.

  --output DIR     folder for both files             (.vscode)
${contentUsage}
  --help           this text`;

async function main(): Promise<number> {
  const values = parseOptions(process.argv.slice(2), {
    ...contentOptions,
    output: { ...text, default: '.vscode' },
    help: flag,
  });
  if (values.help === true) {
    print(usage);
    return 0;
  }
  const { posts } = contentFolder(values);
  requirePosts(posts);
  const known = await findKnownValues(posts);
  const output = path.resolve(String(values.output));
  await mkdir(output, { recursive: true });
  const files = {
    'front-matter.schema.json': frontMatterJsonSchema(known),
    'front-matter-values.code-snippets': valueSnippets(known),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(output, name);
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
    print(`Wrote ${displayPath(file)}`);
  }
  return 0;
}

await runCommand(usage, main);
