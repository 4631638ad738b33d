/** What the script of the comments is told, in an attribute of the page. */
export type CommentsSettings =
  | {
      readonly provider: 'giscus';
      readonly host: string;
      readonly lang: string;
      readonly mapping: 'pathname' | 'url' | 'title';
      /** Parameters of the frame that do not depend on the page. */
      readonly query: Readonly<Record<string, string>>;
    }
  | {
      readonly provider: 'waline';
      readonly serverURL: string;
      readonly lang: string;
      readonly script: string;
      readonly style: string;
    }
  | {
      readonly provider: 'script';
      readonly src: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly mount?: string;
    };
