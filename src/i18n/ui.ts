import type { en } from './en.ts';

/** Texts, and functions that make them, with the keys and parameters of another catalogue. */
type Translated<Words> = Words extends (...values: never[]) => string
  ? Words
  : { readonly [Key in keyof Words]: Translated<Words[Key]> };

/** Everything the interface says in one language. */
export type Ui = Translated<typeof en>;

/** Strings for scripts in the browser, which are bundled with them. */
export type ScriptStrings = Ui['script'] &
  Pick<Ui, 'keys' | 'shortcuts'> & {
    /** What the search is called. */
    readonly search: string;
  };

/** Strings of the search, which its script is bundled with. */
export type SearchStrings = Ui['search']['script'];
