import type { DeployTool } from '../config/deploy-target.ts';
import { chunks } from '../shared/chunks.ts';
import { groupBy } from '../shared/group-by.ts';
import { foldersAbove } from './manifest.ts';
import type { FileHeaders } from './upload-order.ts';

/** One run of a program. Arguments are never read by a shell. */
export interface ToolCall {
  readonly args: readonly string[];
  /** What it reads from standard input. */
  readonly input?: string;
  /** Files of the site that a folder of links is made of first: a program that takes no lists. */
  readonly links?: readonly string[];
  /** Text of the file at `listFile` for a program that takes its list from there. */
  readonly list?: string;
  /** Exit codes that mean success. @default [0] */
  readonly success?: readonly number[];
  /** Whether a program has failed only because a file is not there, by code and errors. */
  readonly isMissing?: (exitCode: number, errors: string) => boolean;
  /** Finds a failure in what a program prints while its exit code is 0. */
  readonly failure?: (output: string) => string | undefined;
}

/** Places that calls name. */
export interface ToolPlaces {
  /** Where the site goes, see `DeployTarget`. */
  readonly target: string;
  /** Absolute path of the folder of the files to upload. */
  readonly from: string;
  /** Absolute path of an empty folder. */
  readonly emptyDir: string;
  /** Absolute path of the folder that `links` of a call make. */
  readonly linksDir: string;
  /** Absolute path of the file that `list` of a call makes. */
  readonly listFile: string;
}

/** How one program brings changes to a target. Paths are relative to the site and the target. */
export interface FileTool {
  /** What its package is called, as advice. */
  readonly install: string;
  /** Whether the target keeps headers; then each upload has files with the same. */
  readonly keepsHeaders: boolean;
  /** Characters that it cannot take in a name. */
  readonly refused?: RegExp;
  readonly upload: (
    paths: readonly string[],
    places: ToolPlaces,
    headers?: FileHeaders,
  ) => readonly ToolCall[];
  /**
   * Deletes files; those that are not there count as deleted.
   * @param isKept whether a path is a file or a folder of the site.
   */
  readonly remove: (
    paths: readonly string[],
    places: ToolPlaces,
    isKept: (path: string) => boolean,
  ) => readonly ToolCall[];
  /**
   * Copies a file of the target to `to`, if it is there: any failure but that, such as a host that
   * does not answer, is one of the call.
   * @param to absolute path.
   */
  readonly fetch: (path: string, to: string, places: ToolPlaces) => ToolCall;
  /** Deletes all that the site does not have. @param kept names at the root that stay. */
  readonly removeOthers: (kept: readonly string[], places: ToolPlaces) => ToolCall;
}

/** A program that compares and uploads by itself. */
export interface WholeTool {
  readonly install: string;
  readonly publish: (places: ToolPlaces) => ToolCall;
}

/** All programs that `deploy` runs. */
export const tools: Readonly<Record<DeployTool, FileTool | WholeTool>> = {
  rsync: rsyncTool(),
  rclone: rcloneTool(),
  aws: awsTool(),
  wrangler: {
    install: 'npm install wrangler',
    publish: ({ from, target }) => {
      const [project = '', ...branch] = target.split('/');
      // Else wrangler takes the branch of git, and publishes any but that of production elsewhere.
      const place = ['--project-name', project, '--branch', branch.join('/')];
      return { args: ['pages', 'deploy', from, ...place, '--commit-dirty=true'] };
    },
  },
};

/** A path below a target: `remote:` and `host:/srv` both take it. */
function at(target: string, path: string): string {
  return /[:/]$/.test(target) ? `${target}${path}` : `${target}/${path}`;
}

function rsyncTool(): FileTool {
  // Lists imply `--relative`, which puts a folder in the place of a link to one.
  const lists = ['--protect-args', '--from0', '--files-from=-', '--keep-dirlinks'];
  // Without `./`, a name that begins with # or ; would be a comment.
  const list = (paths: readonly string[]) => paths.map((path) => `./${path}\0`).join('');
  // From an empty folder, where all that is listed is missing. A path below a file stays as it is.
  const remove = (paths: readonly string[], { target, emptyDir }: ToolPlaces): ToolCall => ({
    args: [...lists, '--delete-missing-args', '--', at(emptyDir, ''), at(target, '')],
    input: list(paths),
    // 24: files are missing, as they should be.
    success: [0, 24],
  });
  return {
    install: 'apt-get install rsync',
    keepsHeaders: false,
    // Times are those of the upload: a file that is the same keeps its own, and readers' copies
    // stay valid. `--force` lets a file take the place of a folder.
    upload: (paths, { target, from }) => [
      {
        args: [...lists, '--checksum', '--force', '--mkpath', '--', at(from, ''), at(target, '')],
        input: list(paths),
      },
    ],
    // Where a server finds an empty folder, it may answer 403: folders go, too, the deepest first.
    // rsync keeps those that hold anything, but not a link to one: folders of the site are not
    // named, nor is a file that has taken the place of one.
    remove: (paths, places, isKept) => [
      remove(paths, places),
      ...foldersByDepth(paths)
        .map((folders) => folders.filter((folder) => !isKept(folder)))
        .filter((folders) => folders.length > 0)
        .map((folders) => remove(folders, places)),
    ],
    fetch: (path, to, { target }) => ({
      args: ['--protect-args', '--', at(target, path), to],
      // 23 is that of files without the right to read them, too.
      isMissing: (code, errors) => code === 23 && errors.includes('No such file or directory'),
    }),
    removeOthers: (kept, { target, from }) => ({
      args: [
        ...['--protect-args', '--recursive', '--existing', '--ignore-existing', '--delete-after'],
        ...kept.map((name) => `--exclude=/${name}`),
        ...['--', at(from, ''), at(target, '')],
      ],
    }),
  };
}

/** Folders of paths, those with most parents first. */
function foldersByDepth(paths: readonly string[]): readonly (readonly string[])[] {
  const folders = new Set(paths.flatMap(foldersAbove));
  const byDepth = groupBy(folders, (folder) => folder.split('/').length);
  return [...byDepth].sort(([a], [b]) => b - a).map(([, own]) => own);
}

function rcloneTool(): FileTool {
  // Each file is looked up by itself, not in a list of all that is there.
  const lists = ['--files-from-raw', '-', '--no-traverse', '--ask-password=false'];
  const list = (paths: readonly string[]) => paths.map((path) => `${path}\n`).join('');
  return {
    install: 'apt-get install rclone',
    keepsHeaders: true,
    refused: /[\r\n]/,
    // All that is listed is uploaded: some storages know no checksums to compare.
    upload: (paths, { target, from }, headers) => [
      {
        args: [
          ...['copy', ...lists, '--ignore-times'],
          ...(headers
            ? [
                ...['--header-upload', `Content-Type: ${headers.contentType}`],
                ...['--header-upload', `Cache-Control: ${headers.cacheControl}`],
              ]
            : []),
          ...['--', from, target],
        ],
        input: list(paths),
      },
    ],
    remove: (paths, { target }) => [
      { args: ['delete', ...lists, '--', target], input: list(paths) },
    ],
    fetch: (path, to, { target }) => ({
      args: ['copyto', '--ask-password=false', '--', at(target, path), to],
      // 3: no folder, 4: no file (https://rclone.org/docs/#exit-code).
      isMissing: (code) => code === 3 || code === 4,
    }),
    removeOthers: (kept, { target, from }) => ({
      args: [
        // One list of all, rather than one for each folder.
        ...['sync', '--size-only', '--fast-list', '--ask-password=false'],
        ...kept.flatMap((name) => ['--exclude', `/${name}`]),
        ...['--', from, target],
      ],
    }),
  };
}

/** Keys that S3 deletes at once (https://docs.aws.amazon.com/AmazonS3/latest/API/). */
const keysTogether = 1000;

function awsTool(): FileTool {
  return {
    install: 'apt-get install awscli',
    keepsHeaders: true,
    upload: (paths, { target, linksDir }, headers) => [
      {
        args: [
          ...['s3', 'cp', '--recursive', '--only-show-errors'],
          ...(headers
            ? ['--content-type', headers.contentType, '--cache-control', headers.cacheControl]
            : []),
          ...[linksDir, at(target, '')],
        ],
        links: paths,
      },
    ],
    remove: (paths, { target, listFile }) => {
      const { bucket, prefix } = partsOf(target);
      return chunks(paths, keysTogether).map((part) => ({
        args: [
          ...['s3api', 'delete-objects', '--output', 'json'],
          ...['--bucket', bucket, '--delete', `file://${listFile}`],
        ],
        list: JSON.stringify({
          Objects: part.map((path) => ({ Key: prefix + path })),
          Quiet: true,
        }),
        failure: undeletedKey,
      }));
    },
    fetch: (path, to, { target }) => ({
      args: ['s3', 'cp', '--only-show-errors', at(target, path), to],
      isMissing: (_, errors) => errors.includes('(404)'),
    }),
    removeOthers: (kept, { target, from }) => ({
      args: [
        ...['s3', 'sync', '--delete', '--size-only', '--only-show-errors'],
        ...kept.flatMap((name) => ['--exclude', name]),
        ...[from, at(target, '')],
      ],
    }),
  };
}

/** `s3://bucket/some/folder` → bucket, and what keys begin with. */
function partsOf(target: string): { readonly bucket: string; readonly prefix: string } {
  const [bucket = '', ...folders] = target.slice('s3://'.length).split('/');
  return { bucket, prefix: folders.map((folder) => `${folder}/`).join('') };
}

/** The first key that S3 has not deleted: the program exits with 0 all the same. */
function undeletedKey(output: string): string | undefined {
  if (output.trim() === '') return undefined;
  let answer: { readonly Errors?: readonly { readonly Key?: string; readonly Message?: string }[] };
  try {
    answer = JSON.parse(output) as typeof answer;
  } catch {
    return `it has not answered with JSON: ${output.trim().slice(0, 200)}`;
  }
  const [first] = answer.Errors ?? [];
  return first && `${first.Key ?? ''}: ${first.Message ?? 'not deleted'}`;
}
