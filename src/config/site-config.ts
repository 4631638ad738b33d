import { z } from 'zod';
import { IANAZone } from 'luxon';

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** On, off, or decided by the size of the site. */
const automatic = z.union([z.boolean(), z.literal('auto')]).default('auto');

const schema = z.strictObject({
  /** Name of the site. */
  title: z.string().min(1),
  description: z.string().default(''),
  /**
   * Where the site is published, without path: `https://example.com`. Feeds, sitemap and canonical
   * links use it.
   */
  url: z
    .url({ protocol: /^https?$/ })
    .refine(
      (value) => !URL.canParse(value) || new URL(value).pathname === '/',
      'must have no path; use pathPrefix for that',
    )
    .transform((value) => value.replace(/\/+$/, '')),
  /** Path of the site: `/` on its own domain, `/notes/` in a folder of one. */
  pathPrefix: z
    .string()
    .regex(/^\/(?:[\w.~-]+\/)*$/, 'must start and end with a slash, e.g. /notes/')
    .default('/'),
  /** Language of the interface and default language of posts. */
  language: z.enum(languages).default('zh-Hans'),
  /**
   * IANA time zone that decides which day it is, for scheduled posts and the time stamps of feeds.
   */
  timeZone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be an IANA time zone, e.g. Asia/Shanghai')
    .default('Asia/Shanghai'),
  author: z
    .strictObject({ name: z.string().min(1), url: z.url().optional() })
    .default({ name: 'Inkstone' }),
  /** Paragraphs of the about page. */
  about: z.array(z.string()).default([]),
  font: z.enum(['serif', 'sans']).default('serif'),
  feed: z
    .strictObject({
      /** Whole articles, or summaries only. */
      content: z.enum(['full', 'summary']).default('summary'),
      /** Newest dated articles in the feeds of the site; feeds of terms have 20. */
      limit: z.int().min(1).max(200).default(30),
    })
    .prefault({}),
  pagination: z
    .strictObject({
      home: z.int().min(1).max(200).default(20),
      listings: z.int().min(1).max(200).default(50),
    })
    .prefault({}),
  terms: z
    .strictObject({
      /** Terms with fewer posts get no page: the index links straight to the post. */
      minimumPosts: z.int().min(1).default(2),
      /**
       * Most pages of terms. Beyond it, `minimumPosts` rises. Static hosts limit the number of
       * files, often to 20,000.
       */
      maximumPages: z.int().min(0).default(7000),
    })
    .prefault({}),
  /**
   * What is published besides pages. `'auto'`: if the size of the site allows it
   * (`limits.files`; docs/configuration.md).
   */
  editions: z
    .strictObject({
      /**
       * Most Atom feeds of areas, projects, speakers and tags; those with most posts come first.
       * 0: none.
       */
      termFeeds: z.int().min(0).max(10_000).default(1000),
      /** `llms.txt` (https://llmstxt.org) and its lists. */
      llms: z.boolean().default(true),
      /** Each article as Markdown beside its page. */
      markdown: automatic,
      /** A picture with each article's title, for link previews. */
      socialImages: automatic,
      /**
       * Font file with Chinese characters for these pictures. @default the first one found in
       * common places
       */
      socialImageFont: z.string().min(1).optional(),
      /** Web app manifest and icons. */
      webManifest: z.boolean().default(true),
      /** Keeps articles that were read on the reader's device, for reading offline. */
      serviceWorker: z.boolean().default(false),
      /** A page at each old address, for hosts that ignore `_redirects`. */
      redirectPages: z.boolean().default(true),
    })
    .prefault({}),
  search: z
    .strictObject({
      /** Whether the site has a search index and a search page. */
      enabled: z.boolean().default(true),
      /**
       * `t2s`: traditional characters count as simplified ones, in queries and texts. `none`:
       * they differ.
       */
      variants: z.enum(['none', 't2s']).default('t2s'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /**
       * Most files of the site; many hosts allow 20,000. Optional editions are left out to
       * stay below.
       */
      files: z.int().min(100).default(20_000),
      /**
       * Larger files are refused: they are mistakes, not articles. The largest real article has
       * 1.1 MB.
       */
      postBytes: z
        .int()
        .min(1024)
        .default(8 * 1024 * 1024),
      /** Pictures with larger files are not published. */
      pictureBytes: z
        .int()
        .min(1024)
        .default(64 * 1024 * 1024),
      /** Pictures with more pixels are not published: each pixel takes 4 bytes of memory. */
      picturePixels: z.int().min(1_000_000).default(100_000_000),
      /** Seconds that a post may take, without pictures. The slowest real one takes 0.1. */
      postSeconds: z.number().min(0.1).max(3600).default(10),
      /** Memory of a worker thread in MB. The real corpus needs 200. */
      workerMegabytes: z.int().min(128).max(65_536).default(2048),
    })
    .prefault({}),
});

/** The settings of a site, checked and complete. */
export type SiteConfig = Readonly<z.output<typeof schema>>;

/** What `site.config.ts` may say: everything but `title` and `url` has a default. */
export type SiteConfigInput = z.input<typeof schema>;

/** Types a `site.config.ts`; returns what it is given. */
export function defineSite(config: SiteConfigInput): SiteConfigInput {
  return config;
}

/**
 * Checks a site configuration and fills in the defaults.
 * @throws {Error} with one line per wrong setting.
 */
export function parseSiteConfig(input: unknown): SiteConfig {
  const result = schema.safeParse(input);
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`site.config.ts has wrong settings:\n${lines.join('\n')}`);
}
