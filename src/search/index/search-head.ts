/** What is searched of a post besides its article, as readers see it. */
export interface SearchHead {
  /** One line. */
  readonly title: string;
  /** Summary, insight, people and terms, one line each. */
  readonly head: string;
}
