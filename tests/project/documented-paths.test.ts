import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectDir } from '../support/program.ts';

/*
 * Every path that a document names must be in the repository. A path is the target of a relative
 * link, with its `#fragment`, or a word of a `code span` that begins with a folder of the
 * repository's root. `*` stands for any name; words with `<…>` are for the reader to fill in.
 */

/** Folders whose files belong to the reader, or are made by a command. */
const readersFolders = ['posts/', 'bench/results/'];

/** Files that documents name though the repository does not hold them. */
const examples: ReadonlySet<string> = new Set([
  // A site has it, the demo does not.
  '_data/labels.yaml',
  // `npm run schema` writes them.
  '.vscode/front-matter.schema.json',
  // Where earlier versions looked for own templates.
  'src/pages/',
]);

/** Documents whose code spans name files of the reader's own site. */
const ofReadersSite: ReadonlySet<string> = new Set(['docs/extending.md']);

/** Texts that are no documents: articles, and input of tests. */
const noDocuments = /^(?:posts|tests\/fixtures|examples\/\w+)\//;

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: projectDir, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '');
const existing: ReadonlySet<string> = new Set(tracked.flatMap((file) => [file, ...parents(file)]));
const rootFolders = [...existing].filter((name) => /^[^/]+\/$/.test(name));

/** The folders that a file lies in, each with a slash at its end. */
function parents(file: string): string[] {
  return [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index + 1));
}

function exists(name: string): boolean {
  if (existing.has(name) || existing.has(`${name}/`) || examples.has(name)) return true;
  if (!name.includes('*')) return false;
  const parts = name.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^/]*')}$`);
  return [...existing].some((file) => pattern.test(file));
}

/** Paths in the code spans of a document, seen from the root. */
function namedPaths(text: string): string[] {
  return [...withoutFences(text).matchAll(/`([^`]+)`/g)]
    .flatMap(([, span = '']) => span.split(/\s+/))
    .map((word) => word.replace(/[,.;:]+$/, ''))
    .filter((word) => rootFolders.some((folder) => word.startsWith(folder)))
    .filter((word) => !readersFolders.some((folder) => word.startsWith(folder)))
    .filter((word) => !word.includes('<'));
}

/** Targets of the links and pictures of a document that lead to files or headings. */
function linkTargets(text: string): string[] {
  const withoutCode = withoutFences(text).replace(/`[^`\n]*`/g, '');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** A document without its blocks of code. */
function withoutFences(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '');
}

/** Ids of the headings of a document, as GitHub makes them. */
function headingIds(text: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#+ (.+)$/gm)) {
    const words = heading.replace(/\]\([^)]*\)/g, '').toLowerCase();
    const id = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    for (let number = 0; ; number++) {
      const free = number === 0 ? id : `${id}-${number}`;
      if (ids.has(free)) continue;
      ids.add(free);
      break;
    }
  }
  return ids;
}

/** What a document names that does not exist. @param document its path, seen from the root. */
function missingIn(document: string, text: string): string[] {
  const named = ofReadersSite.has(document) ? [] : namedPaths(text);
  const paths = named.filter((name) => !exists(name));
  const links = linkTargets(text).filter((target) => {
    const [file = '', fragment] = target.split('#');
    const name = path.posix.join(path.posix.dirname(document), file);
    if (file !== '' && !exists(name)) return true;
    if (fragment === undefined) return false;
    const ids = headingIds(file === '' ? text : readDocument(name));
    return !ids.has(decodeURIComponent(fragment));
  });
  return [...paths, ...links].map((name) => `${document}: ${name}`);
}

function readDocument(name: string): string {
  return readFileSync(path.join(projectDir, name), 'utf8');
}

describe('documents', () => {
  it('name only paths and headings that exist', () => {
    const documents = tracked.filter((file) => file.endsWith('.md') && !noDocuments.test(file));
    assert.ok(documents.includes('docs/architecture.md'));
    assert.ok(namedPaths(readDocument('docs/architecture.md')).length > 10);
    assert.deepEqual(
      documents.flatMap((document) => missingIn(document, readDocument(document))),
      [],
    );
  });

  it('are reported when they name what does not exist', () => {
    const planted = [
      '`src/moved.ts`, `node src/cli/moved.ts`, `tests/hostile/*.moved.ts`, `src/moved/`,',
      '[a file](moved.md), [a folder](../src/moved/), [a heading](search.md#moved), [own](#moved)',
    ];
    assert.equal(missingIn('docs/planted.md', planted.join('\n')).length, 8);
  });

  it('may name what exists, examples and what a reader fills in', () => {
    const sound = [
      '# The heading, `code` and a [link](search.md)',
      '`src/search`, `src/search/`, `tests/hostile/*.test.ts`, `posts/my-post.md`, `_site/x.html`,',
      '`bench/<name>.md`, `src/pages/`, [`a file`](../README.md#start), [a host](https://a.test/b)',
      '[own](#the-heading-code-and-a-link), `[text](moved.md)`',
      '```',
      '`src/moved.ts` [text](moved.md)',
      '```',
    ].join('\n');
    assert.deepEqual(missingIn('docs/planted.md', sound), []);
  });
});
