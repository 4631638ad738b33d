import { z } from 'zod';
import { IANAZone } from 'luxon';
import { readColour } from './css-colour.ts';
import { hooks } from './hooks.ts';
import { hostNames } from './hosts.ts';
import { parseTarget, targetForms } from './deploy-target.ts';
import { ownFields } from './own-fields.ts';
import { analytics, comments, csp } from './services.ts';

/** The settings as problems name them that do not know their file; reports have its own name. */
export const settingsFile = 'site.config.ts';

/** Languages of the interface. */
export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** On, off, or decided by the size of the site. */
const automatic = z
  .union([z.boolean(), z.literal('auto')], { error: 'must be true, false or "auto"' })
  .default('auto');

/** An entry of the main navigation or the footer. */
const navigationEntry = z.union(
  [
    z.string(),
    z.strictObject({ page: z.string(), label: z.string().min(1).optional() }),
    z.strictObject({ label: z.string().min(1), href: z.string() }),
  ],
  { error: 'must be the name of a page, { page, label } or { label, href }' },
);

const colour = z
  .string()
  .refine(
    (value) => readColour(value) !== undefined,
    'must be a colour without transparency: #a2361f, rgb(), hsl() or oklch()',
  );

const fontName = /^(['"]?)[\p{L}\p{N}][\p{L}\p{N} _.-]*\1$/u;

/** Names only: with characters that could end the value, it would be a style of its own. */
const fontList = z
  .string()
  .refine(
    (value) => value.split(',').every((name) => fontName.test(name.trim())),
    'must be names of fonts: LXGW WenKai, Noto Serif SC',
  );

const schema = z.strictObject({
  /** Name of the site. */
  title: z.string().min(1),
  /** One line of Markdown about it. */
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
  /**
   * Addresses of posts, with placeholders: `/:year/:month/:slug/`. Those of an earlier scheme lead
   * on to them.
   */
  permalinks: z
    .string()
    .regex(/^\/(?:[^/]+\/)+$/, 'must begin and end with a slash: /:year/:month/:slug/')
    .regex(/:slug(?![a-z])/i, 'must contain :slug')
    .default('/posts/:slug/'),
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
  /** The text of the about page: paragraphs or other blocks of Markdown. */
  about: z.array(z.string()).default([]),
  font: z.enum(['serif', 'sans']).default('serif'),
  /**
   * The main navigation: names of pages (`'home'`, `'area'`, `'archive'` …; all stand in
   * docs/configuration.md), also with a label, and links of one's own.
   */
  navigation: z.array(navigationEntry).optional(),
  /** The same for the footer; feeds follow. */
  footer: z.array(navigationEntry).optional(),
  /** The look, as custom properties of the styles. */
  theme: z
    .strictObject({
      /** Colour of marks and links under the pointer; one for light and one for dark, or both. */
      accent: z
        .union([colour, z.strictObject({ light: colour, dark: colour })], {
          error: 'must be a colour (#a2361f, rgb(), hsl(), oklch()) or { light, dark }',
        })
        .optional(),
      fonts: z
        .strictObject({
          /** Of everything: names with commas between; the usual ones follow. */
          text: fontList.optional(),
          /** Of text that is not Chinese. */
          latin: fontList.optional(),
        })
        .optional(),
      /** Longest line of an article. */
      measure: z
        .string()
        .regex(
          /^(?:[1-9]\d*(?:\.\d+)?|0?\.\d*[1-9]\d*)(?:em|rem|ch|ic|px)$/,
          'must be a length in em, rem, ch, ic or px: 36em',
        )
        .optional(),
    })
    .optional(),
  /** Code of the site's own that builds run. */
  hooks: hooks.optional(),
  /** Fields of the front matter that only this site has, by key. */
  fields: ownFields.optional(),
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
  /** Where `inkstone deploy` brings the site. */
  deploy: z
    .strictObject({
      /** `s3://bucket/prefix`, `rsync:me@host:/srv/www`; relative folders begin at the settings. */
      to: z.string().refine((text) => parseTarget(text) !== undefined, `must be ${targetForms}`),
    })
    .optional(),
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
  /** Comments below each article, loaded when a reader asks for them. */
  comments: comments.optional(),
  /** Counts visits. */
  analytics: analytics.optional(),
  /**
   * What pages may load beside the site's own files, by directive of the Content-Security-Policy.
   * What comments and analytics need is opened by themselves.
   */
  csp,
  /**
   * Where the site is published. A build says how far it is from what this host takes, warns at
   * nine tenths, and leaves out what is worth least (docs/publishing.md).
   */
  host: z.enum(hostNames).optional(),
  limits: z
    .strictObject({
      /** Most bytes of the site, in place of the host's limit. */
      bytes: z.int().min(1).optional(),
      /**
       * Most files of the site. Optional editions are left out to stay below. @default what the
       * host takes; 20,000 without one
       */
      files: z.int().min(100).optional(),
      /** Most files of a folder, in place of the host's limit. */
      folderFiles: z.int().min(1).optional(),
      /** Most rules of `_redirects`, in place of the host's limit. */
      redirects: z.int().min(1).optional(),
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
      /**
       * Larger files that posts link to are not published. @default what the host takes; 25 MiB
       * where it takes any
       */
      fileBytes: z.int().min(1024).optional(),
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

/** An entry of the main navigation or the footer, as the settings name it. */
export type NavigationEntry = z.output<typeof navigationEntry>;

/** Types a `site.config.ts`; returns what it is given. */
export function defineSite(config: SiteConfigInput): SiteConfigInput {
  return config;
}

/** One wrong setting. */
export interface SettingIssue {
  /** Its path, such as `search.enabled`; empty if the settings as a whole are wrong. */
  readonly setting: string;
  /** What is wrong, after the path: `must be a number, not "many"`. */
  readonly message: string;
  /** For a setting that does not exist: all that do. */
  readonly known?: readonly string[];
  /** For a wrong word: what stands there, and all words that may. */
  readonly word?: { readonly given: string; readonly choices: readonly string[] };
  /** For a wrong value: what was probably meant. */
  readonly meant?: string;
}

/** Settings that are wrong. */
export class SettingsError extends Error {
  readonly issues: readonly SettingIssue[];

  constructor(issues: readonly SettingIssue[]) {
    super(issues.map(({ setting, message }) => `${setting} ${message}`).join('\n'));
    this.issues = issues;
  }
}

/**
 * Checks a site configuration and fills in the defaults.
 * @throws {SettingsError} that names every wrong setting.
 */
export function parseSiteConfig(input: unknown): SiteConfig {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return Object.freeze(result.data);
  throw new SettingsError(result.error.issues.flatMap(settingIssues));
}

function settingIssues(issue: z.core.$ZodIssue): readonly SettingIssue[] {
  if (issue.code === 'unrecognized_keys') {
    // Settings below any name: `fields.*.label`.
    const [place = '', name = ''] = issue.path.map(String);
    const known = knownSettings().map((one) => one.replace(`${place}.*`, () => `${place}.${name}`));
    return issue.keys.map((key) => ({
      setting: pathOf([...issue.path, key]),
      message: 'is no setting',
      known,
    }));
  }
  const isMissing = issue.input === undefined && issue.path.length > 0;
  const message = isMissing ? 'is missing' : `${demandOf(issue)}, not ${shortJson(issue.input)}`;
  const word = issue.code === 'invalid_value' &&
    typeof issue.input === 'string' && { given: issue.input, choices: issue.values.map(String) };
  return [{ setting: pathOf(issue.path), message, ...(word && { word }) }];
}

/** Says what a setting must be. */
function demandOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const name = typeNames[issue.expected] ?? issue.expected;
      return `must be ${name}`;
    }
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'must not be empty'
        : `must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'must be an address: https://example.com' : issue.message;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

/** Characters of a wrong value that a message quotes. */
const quotedLength = 60;

function shortJson(value: unknown): string {
  const text = (JSON.stringify(value) as string | undefined) ?? typeof value;
  return text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text;
}

/** `about[0]`, `search.enabled`. */
function pathOf(keys: readonly PropertyKey[]): string {
  const parts = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return parts.join('').replace(/^\./, '');
}

/** Paths of all settings; `*` stands for any name. */
export function knownSettings(): readonly string[] {
  const namesOf = (setting: z.core.JSONSchema.BaseSchema): readonly string[] => {
    const forms = [setting, ...(setting.anyOf ?? setting.oneOf ?? [])];
    const entries = forms.flatMap((form) => {
      if (typeof form !== 'object') return [];
      const { properties = {}, additionalProperties: any } = form;
      const isOpen = typeof any === 'object' && (any.anyOf ?? any.oneOf ?? any.properties);
      return [...Object.entries(properties), ...(isOpen ? [['*', any] as const] : [])];
    });
    const names = entries.flatMap(([name, own]) => [
      name,
      ...(typeof own === 'object' ? namesOf(own) : []).map((key) => `${name}.${key}`),
    ]);
    return [...new Set(names)];
  };
  return namesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}
