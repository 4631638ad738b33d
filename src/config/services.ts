import { z } from 'zod';

/**
 * Directives of the policy that a site may open. Left out: `default-src`, which would open all of
 * them, and `object-src`, `base-uri` and `frame-ancestors`, which no page needs.
 */
const cspDirectives = [
  'connect-src',
  'font-src',
  'form-action',
  'frame-src',
  'img-src',
  'manifest-src',
  'media-src',
  'script-src',
  'style-src',
  'worker-src',
] as const;

/** A directive that a site may open. */
export type CspDirective = (typeof cspDirectives)[number];

/** What a policy allows beside Inkstone's own, by directive. */
export type CspSources = Readonly<Partial<Record<CspDirective, readonly string[] | undefined>>>;

/** Characters of a path that neither end a directive nor mean anything to a server's settings. */
const pathCharacters = String.raw`[\w.~%@+:/-]*`;

const host = String.raw`[a-z\d-]+(?:\.[a-z\d-]+)*`;

/** A source expression (https://www.w3.org/TR/CSP3/#framework-directive-source-list). */
const sourceExpression = new RegExp(
  [
    String.raw`'(?:self|unsafe-inline|unsafe-eval|wasm-unsafe-eval|sha(?:256|384|512)-[\w+/]+=*)'`,
    String.raw`\*`,
    String.raw`(?:https?|wss?|data|blob):`,
    String.raw`(?:https?|wss?)://(?:\*\.)?${host}(?::(?:\d+|\*))?(?:/${pathCharacters})?`,
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'i',
);

const sources = z
  .array(
    z
      .string()
      .regex(
        sourceExpression,
        "must be a source of a policy: https://pics.example.com, data:, 'self'",
      ),
  )
  .optional();

/** Setting `csp`. */
export const csp = z
  .strictObject(
    Object.fromEntries(cspDirectives.map((name) => [name, sources])) as Record<
      CspDirective,
      typeof sources
    >,
  )
  .superRefine((opened, context) => {
    // The hash of Inkstone's own script makes browsers ignore it.
    const index = opened['script-src']?.findIndex(isInline) ?? -1;
    if (index < 0) return;
    context.addIssue({
      code: 'custom',
      path: ['script-src', index],
      input: "'unsafe-inline'",
      message: 'must be a host or a hash: put inline scripts into static/',
    });
  })
  .prefault({});

function isInline(source: string): boolean {
  return source.toLowerCase() === "'unsafe-inline'";
}

/**
 * Sources that take the protection away that the policy is there for: inline styles, code made of
 * text, scripts of any host.
 * @returns each with its directive.
 */
export function weakSources(opened: CspSources): readonly (readonly [CspDirective, string])[] {
  return cspDirectives.flatMap((directive) =>
    (opened[directive] ?? [])
      .filter(
        (source) =>
          /^'unsafe-/i.test(source) || (directive === 'script-src' && /^\*$|:$/.test(source)),
      )
      .map((source) => [directive, source] as const),
  );
}

/** Where a service is: an origin, perhaps with a path, without the last slash. */
const serviceAddress = z
  .string()
  .regex(
    new RegExp(String.raw`^https?://${host}(?::\d+)?(?:/${pathCharacters})?$`, 'i'),
    'must be an address: https://example.com',
  )
  .transform((value) => value.replace(/\/+$/, ''));

/** A script of the site, from its root, or of another host. */
const scriptAddress = z
  .string()
  .regex(
    new RegExp(
      String.raw`^(?:https?://${host}(?::\d+)?)?/(?!/)${pathCharacters}(?:\?[\w.~%@+:/=&-]*)?$`,
      'i',
    ),
    'must be the address of a script: https://example.com/embed.js, or /embed.js in static/',
  );

/** Attributes of a `<script>`: names in lower case, and none that runs or loads something. */
const attributes = z
  .record(
    z
      .string()
      .regex(
        /^(?!on|src|defer$|async$|nonce$)[a-z][a-z\d-]*$/,
        'must be the name of an attribute, such as data-site',
      ),
    z.string(),
  )
  .default({});

const text = z.string().min(1);

/** Setting `comments`. */
export const comments = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('giscus'),
      /** Repository with the discussions: `owner/name`. */
      repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be a repository: owner/name'),
      repoId: text,
      category: text,
      categoryId: text,
      /** What of the page names its discussion. */
      mapping: z.enum(['pathname', 'url', 'title']).default('pathname'),
      /** Whether names must agree to the letter. */
      strict: z.boolean().default(true),
      reactions: z.boolean().default(true),
      inputPosition: z.enum(['top', 'bottom']).default('bottom'),
      /** Where giscus runs, if it is one's own. */
      host: serviceAddress.default('https://giscus.app'),
    }),
    z.strictObject({
      provider: z.literal('waline'),
      serverURL: serviceAddress,
      /** Folder with `waline.js` and `waline.css` of its client; a path is one in `static/`. */
      client: scriptAddress
        .transform((value) => value.replace(/\/*$/, '/'))
        .default('https://unpkg.com/@waline/client@3.13.0/dist/'),
    }),
    z.strictObject({
      provider: z.literal('script'),
      src: scriptAddress,
      attributes,
      /** Id of the element that the script fills, if it asks for one. */
      mount: z
        .string()
        .regex(/^[a-z][\w-]*$/i, 'must be the id of an element')
        .optional(),
      /** Page with the same comments, for readers without scripts. */
      link: z.url({ protocol: /^https?$/ }).optional(),
    }),
  ],
  { error: 'must name a provider: "giscus", "waline" or "script"' },
);

/** Setting `analytics`. */
export const analytics = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('plausible'),
      /** @default the host of `url` */
      domain: text.optional(),
      host: serviceAddress.default('https://plausible.io'),
    }),
    z.strictObject({
      provider: z.literal('umami'),
      websiteId: text,
      host: serviceAddress.default('https://cloud.umami.is'),
      /** Where visits are sent. @default `host`; for Umami's cloud, its own host for that */
      endpoint: serviceAddress.optional(),
    }),
    z.strictObject({
      provider: z.literal('goatcounter'),
      /** `https://code.goatcounter.com`, or one's own. */
      host: serviceAddress,
    }),
    z.strictObject({ provider: z.literal('script'), src: scriptAddress, attributes }),
  ],
  { error: 'must name a provider: "plausible", "umami", "goatcounter" or "script"' },
);
