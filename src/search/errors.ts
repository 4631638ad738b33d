/**
 * `offline`: a file cannot be fetched. `missing`: the host does not have it, as after a new build.
 * `corrupt`: length or checksum is wrong. `version`: the index has another format than the script.
 * In each case the search gives no results rather than wrong ones.
 */
export type SearchErrorCode = 'offline' | 'missing' | 'corrupt' | 'version';

/** The index cannot be used. The interface chooses its message by `code`; `message` is for logs. */
export class SearchIndexError extends Error {
  readonly code: SearchErrorCode;
  readonly path: string;

  constructor(code: SearchErrorCode, path: string, detail: string, cause?: unknown) {
    super(`Search index file ${path}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'SearchIndexError';
    this.code = code;
    this.path = path;
  }
}
