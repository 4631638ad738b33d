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
  /** Path the site lives under; `/` at a domain of its own, `/notes/` in a folder of one. */
  pathPrefix: z
    .string()
    .regex(/^\/(?:[\w.~-]+\/)*$/, 'must start and end with a slash, e.g. /notes/')
    .default('/'),
  /** Language of the interface and default language of posts. */
  language: z.enum(languages).default('zh-Hans'),
  /** IANA zone that decides what "today" is (scheduled posts) and stamps feeds. */
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
      /** Whole articles or summaries only. */
      content: z.enum(['full', 'summary']).default('summary'),
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
      /** A term with fewer posts has no page of its own: the index links straight to its post. */
      minimumPosts: z.int().min(1).default(2),
      /**
       * Pages of terms at most: where there would be more, `minimumPosts` rises. Static hosts limit
       * the files of a site, often to 20,000.
       */
      maximumPages: z.int().min(0).default(7000),
    })
    .prefault({}),
  /**
   * What is published beside the pages. `'auto'`: when it fits the size of the site
   * (`limits.files`; docs/configuration.md).
   */
  editions: z
    .strictObject({
      /**
       * Atom feeds of areas, projects, speakers and tags at most, those with most posts first; 0
       * for none.
       */
      termFeeds: z.int().min(0).max(10_000).default(1000),
      /** `llms.txt` (https://llmstxt.org) and its lists. */
      llms: z.boolean().default(true),
      /** Each article as Markdown beside its page. */
      markdown: automatic,
      /** A picture with the title of each article, for places that show links as cards. */
      socialImages: automatic,
      /**
       * Font file with Chinese characters for these pictures; common places are tried when absent.
       */
      socialImageFont: z.string().min(1).optional(),
      /** Web app manifest and icons. */
      webManifest: z.boolean().default(true),
      /** Keeps read articles on the reader's device, for reading without a connection. */
      serviceWorker: z.boolean().default(false),
      /** A page at each old address, for hosts that do not read `_redirects`. */
      redirectPages: z.boolean().default(true),
    })
    .prefault({}),
  search: z
    .strictObject({
      /** Without, the site has neither index nor search page. */
      enabled: z.boolean().default(true),
      /**
       * `t2s`: traditional characters count as their simplified forms, in queries as in texts.
       * `none`: each is only itself.
       */
      variants: z.enum(['none', 't2s']).default('t2s'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /**
       * Files of the site at most; hosts often stop at 20,000. Optional editions are left out
       * rather than exceed it.
       */
      files: z.int().min(100).default(20_000),
      /**
       * A larger file is a mistake of the pipeline, not an article. The real corpus peaks at 1.1
       * MB.
       */
      postBytes: z
        .int()
        .min(1024)
        .default(8 * 1024 * 1024),
      /** A picture with a larger file is not published. */
      pictureBytes: z
        .int()
        .min(1024)
        .default(64 * 1024 * 1024),
      /** A picture of more pixels is not published: decoded, each takes 4 bytes of memory. */
      picturePixels: z.int().min(1_000_000).default(100_000_000),
      /** Seconds that a post may take, pictures aside. The slowest of the real corpus takes 0.1. */
      postSeconds: z.number().min(0.1).max(3600).default(10),
      /** MB of memory that a worker thread has for a post. The real corpus takes 200. */
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
