import type { SiteForTemplates } from '../views/site.ts';
import type { PageGroup } from '../views/site-pages.ts';
import type { EleventyConfig } from './eleventy-config.ts';

/** Input and output of one run of Eleventy. */
export interface Session {
  readonly site: SiteForTemplates;
  /** Pages to render; without it, the site's own templates are rendered. */
  readonly groups?: readonly PageGroup[];
  /**
   * Called with each rendered page; the path is relative to the output folder. Resolves when it can
   * take the next one.
   */
  readonly onPage: (path: string, html: string) => Promise<void>;
}

const sessions = new WeakMap<EleventyConfig, Session>();

/** Attaches a session to the config object, which Eleventy passes on to the config file. */
export function attachSession(eleventyConfig: EleventyConfig, session: Session): void {
  sessions.set(eleventyConfig, session);
}

/**
 * Gives the config file the session of this run.
 * @throws {Error} when Eleventy was not started by a command of Inkstone.
 */
export function sessionOf(eleventyConfig: EleventyConfig): Session {
  const session = sessions.get(eleventyConfig);
  if (session) return session;
  throw new Error(
    'Start Eleventy through "npm run build" or "npm run dev": they read the posts first.',
  );
}
