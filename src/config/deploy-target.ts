/** Programs that bring a site to where it is served. */
export const deployTools = ['rsync', 'rclone', 'aws', 'wrangler'] as const;
export type DeployTool = (typeof deployTools)[number];

/** Where a site goes, and by which program. */
export interface DeployTarget {
  readonly tool: DeployTool;
  /** The place as the program takes it, without a slash at the end. */
  readonly place: string;
  /** Whether it is a folder of this machine. */
  readonly isFolder: boolean;
}

/** What a target may look like, for messages. */
export const targetForms =
  's3://BUCKET/PREFIX, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH, a folder (/srv/www, ./public) ' +
  'or cloudflare-pages:PROJECT/BRANCH';

/** No place begins with a hyphen: programs would take it for an option. */
const forms: readonly (readonly [DeployTool, RegExp])[] = [
  ['aws', /^(s3:\/\/[a-z\d][\w.-]+(?:\/.*)?)$/],
  ['rclone', /^rclone:((?!-).*:.*)$/],
  ['rsync', /^rsync:((?!-).*[^:/]\/*)$/],
  ['rsync', /^(\.{0,2}\/.*[^/.]\/*)$/],
  ['wrangler', /^cloudflare-pages:([a-z\d][a-z\d-]*\/\w[\w./-]*)$/],
];

/**
 * Reads a target: {@link targetForms}.
 * @returns undefined when it has none of these forms.
 */
export function parseTarget(text: string): DeployTarget | undefined {
  for (const [tool, form] of forms) {
    const place = /[\0\r\n]/.test(text) ? undefined : form.exec(text)?.[1];
    if (place === undefined) continue;
    // A path behind a host name has a colon before its first slash.
    const isFolder = tool === 'rsync' && !/^[^/]*:/.test(place);
    // `remote:/` is the root of a remote, `remote:` the place where one begins.
    return { tool, place: place.replace(/(?<=[^:/])\/+$/, ''), isFolder };
  }
  return undefined;
}
