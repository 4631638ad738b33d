import { z } from 'zod';

const modulePath = z.string().min(1);

const modules = z
  .union([modulePath, z.array(modulePath).readonly()], {
    error: 'must be the path of a module, or a list of such paths',
  })
  .transform((paths) => [paths].flat())
  .optional();

/** Setting `hooks`: modules of the site's own, seen from its folder. */
export const hooks = z.strictObject({
  /** Each adds to the Markdown of posts; see `MarkdownHook`. */
  markdown: modules,
  /** Each changes the HTML of an article; see `ArticleHook`. */
  transformArticle: modules,
  /** Each is called with a site that is ready to be published; see `BuildEnd`. */
  buildEnd: modules,
});

/** What a hook is called for. */
export type HookName = keyof z.output<typeof hooks>;
