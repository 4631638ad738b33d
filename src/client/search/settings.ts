/** URLs for the search, from the page. */
export interface SearchSettings {
  /** The search script. */
  readonly script: string;
  /** Folder of the index, with a final slash. */
  readonly index: string;
  /** The search page. */
  readonly page: string;
}
