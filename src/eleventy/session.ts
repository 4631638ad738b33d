import type { PreparedSite } from '../site.ts';
import type { EleventyConfig } from './eleventy-config.ts';

/** What one run of Eleventy prints. A build has one site; the dev server puts a new one in place when posts change. */
export interface Session {
  site: PreparedSite;
  /** Called before each build of a watching Eleventy. */
  readonly beforeBuild?: (session: Session) => Promise<void>;
  /** Called when Eleventy has written its pages. */
  readonly afterBuild?: (session: Session, outputDir: string) => Promise<void>;
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
