import { nearest } from '../content/did-you-mean.ts';
import { ProblemError } from '../content/problem.ts';
import { relativePath } from '../shared/relative-path.ts';
import { eleventyFilePath } from './folders.ts';

/**
 * Options of the plugin, for builds that the `eleventy` command starts: some of those of
 * `inkstone build`. Inkstone's own commands do not read them.
 */
export interface InkstoneOptions {
  /** Publish drafts too. @default false */
  readonly drafts?: boolean;
  /** Publish posts with a date in the future. @default false */
  readonly future?: boolean;
  /** Publish the sound posts although others have errors. @default false */
  readonly keepGoing?: boolean;
  /** Settings of the site, or the folder they lie in. @default 'site.config.ts' */
  readonly config?: string;
}

const types = {
  drafts: 'boolean',
  future: 'boolean',
  keepGoing: 'boolean',
  config: 'string',
} as const satisfies Record<keyof InkstoneOptions, string>;

/** @throws {ProblemError} that names each wrong option. */
export function checkOptions(options: InkstoneOptions): void {
  const known: Readonly<Record<string, string>> = types;
  const problems = Object.entries(options).flatMap(([name, value]) => {
    const type = known[name];
    if (type !== undefined && (value === undefined || typeof value === type)) return [];
    const guess = nearest(name, Object.keys(known));
    const end = guess === undefined ? '.' : `; did you mean ${guess}?`;
    const message =
      type === undefined
        ? `Inkstone has no option ${name}${end}`
        : `The option ${name} must be a ${type}.`;
    const file = relativePath(eleventyFilePath());
    return { file, code: 'plugin-option', message, severity: 'error' as const };
  });
  if (problems.length > 0) throw new ProblemError(problems);
}

/** The same as options of `npm run build`. */
export function asArguments({
  drafts = false,
  future = false,
  keepGoing = false,
  config,
}: InkstoneOptions): readonly string[] {
  return [
    ...(drafts ? ['--drafts'] : []),
    ...(future ? ['--future'] : []),
    ...(keepGoing ? ['--keep-going'] : []),
    ...(config === undefined ? [] : ['--config', config]),
  ];
}
