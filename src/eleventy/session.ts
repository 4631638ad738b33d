import type { EleventyAdditions, SiteForTemplates } from '../views/site.ts';
import type { PageGroup } from '../views/site-pages.ts';
import type { CollectionItem, EleventyConfig } from './eleventy-config.ts';

/**
 * Puts the article into a rendered page.
 * @param path relative to the output folder.
 */
export type FinishPage = (path: string, html: string) => string;

/** Input and output of one run of Eleventy. */
export interface Session {
  readonly site: SiteForTemplates;
  /** Absolute path of the posts folder. */
  readonly postsDir: string;
  /** Pages to render; without it, the site's own templates are rendered. */
  readonly groups?: readonly PageGroup[];
  /** Whether own templates with `draft: true` are rendered. @default false */
  readonly drafts?: boolean;
  /**
   * Called with each rendered page; the path is relative to the output folder. Resolves when it can
   * take the next one.
   * @param template what prints the page, seen from the site's folder.
   */
  readonly onPage: (path: string, html: string, template: string) => Promise<void>;
  /** Called before transforms of the site's own, which see whole pages. */
  readonly finishPage?: FinishPage;
  /** The site's own pages, as an earlier run has made them, for collections. @default none */
  readonly ownItems?: readonly CollectionItem[];
  /** Called with the collections, whose `all` are the site's own pages when the run has ended. */
  readonly onCollections?: (collections: Readonly<Record<string, unknown>>) => void;
  /** Called with what the site's configuration of Eleventy adds. */
  readonly onAdditions?: (additions: EleventyAdditions) => void;
  /** Own templates that are not rendered, seen from the same. @default none */
  readonly leftOut?: ReadonlySet<string>;
  /**
   * Folder for what Eleventy writes itself, such as files that it copies. Without it, Eleventy
   * writes nothing (dry run), and the paths of its pages begin with `_site`.
   */
  readonly outputDir?: string;
}

const sessions = new WeakMap<EleventyConfig, Session>();

/** Marks a config object for every copy of this module that the process may have loaded. */
const isAttached = Symbol.for('inkstone.session');

/** Attaches a session to the config object, which Eleventy passes on to the config file. */
export function attachSession(eleventyConfig: EleventyConfig, session: Session): void {
  sessions.set(eleventyConfig, session);
  Object.defineProperty(eleventyConfig, isAttached, { value: true });
}

/** The session of a run; undefined if Eleventy was started by its own command. */
export function sessionOf(eleventyConfig: EleventyConfig): Session | undefined {
  const session = sessions.get(eleventyConfig);
  if (session || !(isAttached in eleventyConfig)) return session;
  // The file is CommonJS, or imports another copy of Inkstone.
  throw new Error(
    'The file must be an ES module of the same Inkstone: put a package.json with ' +
      '"type": "module" beside it.',
  );
}
