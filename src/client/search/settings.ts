/** Where the parts of the search are, as the page says it. */
export interface SearchSettings {
  /** Folder of the index, with a slash at its end. */
  readonly index: string;
  /** The search page. */
  readonly page: string;
}
