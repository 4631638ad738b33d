import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { problemAt, type Problem, type ProblemTexts } from '../content/problem.ts';
import type { RawLink, RenderedBody } from '../markdown/types.ts';
import { isInside } from '../shared/regular-file.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { shortChecksum } from '../store/segment.ts';
import {
  LocalFileRefused,
  readLocalFile,
  refusalOf,
  resolveLocalPath,
  splitLocalPath,
  type Refusal,
} from './local-file.ts';
import { isLocalPath } from '../shared/web-address.ts';

/**
 * Kinds of files that are published. A browser runs none of them with the rights of the site: HTML,
 * SVG, XML and scripts are left out. Hosts tell the type by the ending, and by the site's headers
 * browsers do not guess another (`X-Content-Type-Options: nosniff`).
 */
const kinds: ReadonlySet<string> = new Set(
  [
    'pdf epub doc docx xls xlsx ppt pptx odt ods odp rtf txt csv tsv json srt vtt',
    'zip gz tgz tar 7z mp3 m4a ogg wav flac mp4 webm png jpg jpeg webp gif avif',
  ].flatMap((names) => names.split(' ')),
);

/** Folders and limits. Paths are absolute. */
export interface FilePublisherOptions {
  /** The posts folder: nothing outside it is published. */
  readonly postsDir: string;
  /** The site's folder; files go to `assets/files/`. Without it, they are only looked at. */
  readonly outputDir?: string;
  readonly pathPrefix: string;
  /** Larger files are not published. */
  readonly maximumBytes: number;
}

/** The files that a post links to. */
export interface PublishedFiles {
  /** Their addresses, by the link's target; null for a file that is not published. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly problems: readonly Problem[];
}

/**
 * Copies the files that a post links to: ordinary files of certain kinds in the posts folder. They
 * keep their names, for whoever saves them, in a folder named by a hash, so that hosts may cache
 * them for ever.
 * @param file path of the post below the posts folder.
 * @param label the post's name in problems.
 */
export function publishFiles(
  links: readonly Pick<RawLink, 'kind' | 'target' | 'line'>[],
  file: string,
  label: string,
  options: FilePublisherOptions,
): PublishedFiles {
  const files: Record<string, string | null> = {};
  const problems: Problem[] = [];
  // By path, since a file may be written in many ways: `a.pdf#page=2`, `./a.pdf`. Outside the posts
  // folder by target.
  const known = new Map<string, ReturnType<typeof publishOrRefuse>>();
  for (const { target, line } of links.filter(namesFile)) {
    const source = resolveLocalPath(target, file, options.postsDir);
    const key = source ?? target;
    if (!known.has(key)) known.set(key, publishOrRefuse(source, endingOf(target), options));
    const found = known.get(key);
    if (found === undefined) continue;
    if (typeof found === 'string') {
      files[target] = found + splitLocalPath(target).rest;
      continue;
    }
    files[target] = null;
    const texts = refusals[found.reason](splitLocalPath(target).name, found.message);
    problems.push(problemAt(label, line, { ...texts, severity: 'warning' }));
  }
  return { files, problems };
}

/** Absolute paths of the files that links may lead to. */
export function linkedFilePaths(
  links: readonly Pick<RawLink, 'kind' | 'target'>[],
  file: string,
  postsDir: string,
): readonly string[] {
  return links
    .filter(namesFile)
    .flatMap(({ target }) => resolveLocalPath(target, file, postsDir) ?? []);
}

/** Puts the addresses of published files into links, and takes those of others out. */
export function withFiles(
  links: RenderedBody['links'],
  files: PublishedFiles['files'],
): RenderedBody['links'] {
  return links.map((link) => {
    if (link.kind === 'wiki' || !Object.hasOwn(files, link.target)) return link;
    const address = files[link.target] ?? null;
    return { ...withoutAddress(link), isFile: true, ...(address !== null && { href: address }) };
  });
}

function withoutAddress({ href: _, ...link }: RenderedBody['links'][number]) {
  return link;
}

/** Whether a link is written as a path to a file that is no post. */
function namesFile({ kind, target }: Pick<RawLink, 'kind' | 'target'>): boolean {
  if (kind === 'wiki' || !isLocalPath(target)) return false;
  return !['', 'md', 'markdown'].includes(endingOf(target));
}

/** The ending of a path in lower case, without its dot; '' if it has none. */
function endingOf(target: string): string {
  const { name } = splitLocalPath(target);
  return (/\.([a-z\d]{1,8})$/i.exec(name)?.[1] ?? '').toLowerCase();
}

/** @returns the address; undefined for what may be another page or file of the site. */
function publishOrRefuse(
  source: string | undefined,
  ending: string,
  options: FilePublisherOptions,
): string | LocalFileRefused | undefined {
  try {
    if (kinds.has(ending)) return publishFile(source, options);
    const isThere = source !== undefined && isFile(source);
    return isThere ? new LocalFileRefused('format') : undefined;
  } catch (error) {
    // Other errors, such as a full disk, are not the file's fault.
    if (error instanceof LocalFileRefused) return error;
    throw error;
  }
}

function isFile(source: string): boolean {
  try {
    return lstatSync(source).isFile();
  } catch {
    return false;
  }
}

/**
 * Whether a file has a published kind by its name. What is packed in `.gz` must have one too: some
 * hosts send `page.html.gz` as HTML.
 */
function isPublishedKind(file: string): boolean {
  const { name, ext } = path.parse(file);
  const ending = ext.slice(1).toLowerCase();
  return kinds.has(ending) && (ending !== 'gz' || isPublishedKind(name));
}

function publishFile(source: string | undefined, options: FilePublisherOptions): string {
  const { postsDir, outputDir, pathPrefix, maximumBytes } = options;
  const real = source === undefined ? undefined : realPath(source, postsDir);
  if (source === undefined || real === undefined) throw new LocalFileRefused('missing');
  // A link may have another name than the file it leads to, such as a draft.
  if (![source, real].every(isPublishedKind)) throw new LocalFileRefused('format');
  const bytes = readLocalFile(real, postsDir, maximumBytes);
  const hash = shortChecksum(bytes).slice(0, 16);
  const name = path.basename(source).replace(/[\p{Cc}\p{Cf}\\]/gu, '-');
  if (outputDir !== undefined) place(bytes, path.join(outputDir, 'assets', 'files', hash, name));
  return `${pathPrefix}assets/files/${hash}/${encodeURIComponent(name)}`;
}

/**
 * Writes a file unless it is there: many posts may link to it, and its folder is named by its
 * content.
 */
function place(bytes: Uint8Array, target: string): void {
  if (statSync(target, { throwIfNoEntry: false })?.size !== bytes.length) writeWhole(target, bytes);
}

/**
 * The path of a file with all links followed; undefined if it is not there or outside the posts
 * folder, or if its name or that of a folder above begins with a dot.
 */
function realPath(source: string, postsDir: string): string | undefined {
  // Quicker than an error of the system: a post may have 100,000 links that lead nowhere.
  if (!existsSync(source)) return undefined;
  let root: string;
  let real: string;
  try {
    root = realpathSync.native(postsDir);
    real = realpathSync.native(source);
  } catch (error) {
    throw refusalOf(error);
  }
  const isHidden = [path.relative(postsDir, source), path.relative(root, real)].some((one) =>
    one.split(path.sep).some((part) => part.startsWith('.')),
  );
  return isInside(real, root) && !isHidden ? real : undefined;
}

const refusals: Readonly<Record<Refusal, (name: string, why: string) => ProblemTexts>> = {
  missing: (name) => ({
    code: 'file-missing',
    message: `There is no file "${name}"; the link is shown as plain text.`,
    hint: 'Write its path as seen from the post, inside the posts folder.',
  }),
  format: (name) => ({
    code: 'file-format',
    message: `"${name}" is of a kind that is not published; the link is shown as plain text.`,
    hint: 'Pack it into a ZIP file, or link to it on another host.',
  }),
  'too-large': (name, why) => ({
    code: 'file-too-large',
    message: `The file "${name}" is not published: ${why}.`,
    hint: 'Make it smaller, or raise limits.fileBytes.',
  }),
  unreadable: (name, why) => ({
    code: 'file-unreadable',
    message: `The file "${name}" cannot be read: ${why}.`,
    hint: 'Put an ordinary file in its place that the build may read.',
  }),
};
