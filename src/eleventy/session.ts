import type { SiteForTemplates } from '../views/prepared-site.ts';
import type { PageGroup } from '../views/site-pages.ts';
import type { EleventyConfig } from './eleventy-config.ts';

/** What one run of Eleventy prints. */
export interface Session {
  readonly site: SiteForTemplates;
  /** Pages to render; where it is absent, the templates of the site's own are rendered instead. */
  readonly groups?: readonly PageGroup[];
  /**
   * Takes each rendered page; the path is relative to the output folder. Resolves when it can take
   * another.
   */
  readonly onPage: (path: string, html: string) => Promise<void>;
}

const sessions = new WeakMap<EleventyConfig, Session>();

/** Hands a session to the config file, which Eleventy calls with the same object. */
export function attachSession(eleventyConfig: EleventyConfig, session: Session): void {
  sessions.set(eleventyConfig, session);
}

/** @throws {Error} when Eleventy runs without Inkstone's commands. */
export function sessionOf(eleventyConfig: EleventyConfig): Session {
  const session = sessions.get(eleventyConfig);
  if (session) return session;
  throw new Error(
    'Start Eleventy through "npm run build" or "npm run dev": they read the posts first.',
  );
}
