import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SiteConfigInput } from '../../src/config/site-config.ts';
import { siteView } from '../../src/views/site-view.ts';
import { makeContext } from '../support/articles.ts';
import { clientAssets as assets } from '../support/client-assets.ts';

function siteOf(input: Partial<SiteConfigInput>, isDev = false) {
  return siteView({ ...makeContext([], input), isDev }, assets, { navigation: [], footer: [] });
}

const policyOf = (input: Partial<SiteConfigInput>) => siteOf(input).contentSecurityPolicy;

/** The directives of a policy, each with its sources. */
function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

const plain = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'sha256-x'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'frame-src': ['https://www.youtube-nocookie.com'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

const giscus = {
  provider: 'giscus',
  repo: 'me/notes',
  repoId: 'R_1',
  category: 'Comments',
  categoryId: 'DIC_1',
} as const;

/** What settings add to the policy. A directive that is new keeps what `default-src` allows. */
const opened: readonly (readonly [Partial<SiteConfigInput>, Record<string, string[]>])[] = [
  [{ comments: giscus }, { 'frame-src': ['https://giscus.app'] }],
  [
    { comments: { ...giscus, host: 'http://127.0.0.1:8123/' } },
    { 'frame-src': ['http://127.0.0.1:8123'] },
  ],
  [
    { comments: { provider: 'waline', serverURL: 'https://talk.example.com/waline' } },
    {
      'script-src': ['https://unpkg.com/@waline/client@3.13.0/dist/waline.js'],
      'style-src': ['https://unpkg.com/@waline/client@3.13.0/dist/waline.css'],
      'connect-src': ["'self'", 'https://talk.example.com'],
    },
  ],
  [
    {
      comments: { provider: 'waline', serverURL: 'https://talk.example.com', client: '/waline/' },
    },
    { 'connect-src': ["'self'", 'https://talk.example.com'] },
  ],
  [
    { comments: { provider: 'script', src: 'https://talk.example.com/embed.js?v=2' } },
    { 'script-src': ['https://talk.example.com/embed.js'] },
  ],
  [{ comments: { provider: 'script', src: '/talk.js' } }, {}],
  [
    { analytics: { provider: 'plausible' } },
    {
      'script-src': ['https://plausible.io/js/script.js'],
      'connect-src': ["'self'", 'https://plausible.io/api/event'],
    },
  ],
  [
    { analytics: { provider: 'umami', websiteId: 'u-1' } },
    {
      'script-src': ['https://cloud.umami.is/script.js'],
      'connect-src': ["'self'", 'https://api-gateway.umami.dev/api/send'],
    },
  ],
  [
    { analytics: { provider: 'umami', websiteId: 'u-1', host: 'https://stats.example.com/u/' } },
    {
      'script-src': ['https://stats.example.com/u/script.js'],
      'connect-src': ["'self'", 'https://stats.example.com/u/api/send'],
    },
  ],
  [
    { analytics: { provider: 'goatcounter', host: 'https://me.goatcounter.com' } },
    {
      'script-src': ['https://gc.zgo.at/count.js'],
      'connect-src': ["'self'", 'https://me.goatcounter.com/count'],
    },
  ],
  [
    { analytics: { provider: 'goatcounter', host: 'https://stats.example.com' } },
    {
      'script-src': ['https://stats.example.com/count.js'],
      'connect-src': ["'self'", 'https://stats.example.com/count'],
    },
  ],
  [
    { analytics: { provider: 'script', src: 'https://stats.example.com/a.js' } },
    { 'script-src': ['https://stats.example.com/a.js'] },
  ],
  [
    {
      csp: {
        'img-src': ['https://pics.example.com', 'data:'],
        'worker-src': ['blob:'],
        'font-src': [],
      },
    },
    { 'img-src': ['https://pics.example.com'], 'worker-src': ["'self'", 'blob:'] },
  ],
];

describe('the policy of a site', () => {
  it('is the same, byte for byte, where no setting opens it', () => {
    assert.equal(
      policyOf({}),
      "default-src 'self'; script-src 'self' 'sha256-x'; style-src 'self'; " +
        "img-src 'self' data:; frame-src https://www.youtube-nocookie.com; object-src 'none'; " +
        "base-uri 'none'; form-action 'self'",
    );
  });

  it('is opened by exactly what each setting needs', () => {
    for (const [settings, added] of opened) {
      const expected: Record<string, string[]> = { ...plain };
      for (const [name, sources] of Object.entries(added)) {
        expected[name] = [...(expected[name] ?? []), ...sources];
      }
      assert.deepEqual(directives(policyOf(settings)), expected, JSON.stringify(settings));
    }
  });

  it('joins what several settings need', () => {
    const analytics = { provider: 'plausible', host: 'https://talk.example.com' } as const;
    const comments = { provider: 'waline', serverURL: 'https://talk.example.com' } as const;
    const csp = { 'connect-src': ['https://talk.example.com', "'self'"] };
    assert.deepEqual(directives(policyOf({ analytics, comments, csp }))['connect-src'], [
      "'self'",
      'https://talk.example.com',
      'https://talk.example.com/api/event',
    ]);
  });
});

describe('services of a site', () => {
  it('put the path of the site before scripts of its own', () => {
    const { comments, analytics } = siteOf({
      pathPrefix: '/notes/',
      comments: { provider: 'waline', serverURL: 'https://talk.example.com', client: '/waline' },
      analytics: { provider: 'script', src: '/count.js', attributes: { 'data-a': 'b' } },
    });
    assert.match(comments?.settings ?? '', /"script":"\/notes\/waline\/waline\.js"/);
    assert.deepEqual(comments?.hosts, ['talk.example.com']);
    assert.deepEqual(analytics, {
      src: '/notes/count.js',
      attributes: [{ name: 'data-a', value: 'b' }],
    });
  });

  it('tell each counter where to send visits, which is what the policy allows', () => {
    for (const [settings, added] of opened) {
      const endpoint = added['connect-src']?.[1];
      if (!settings.analytics || endpoint === undefined) continue;
      const values = siteOf(settings).analytics?.attributes.map(({ value }) => value) ?? [];
      assert.ok(
        values.some((value) => endpoint === value || endpoint === `${value}/api/send`),
        endpoint,
      );
    }
  });

  it('count no visits in the dev server', () => {
    const site = siteOf({ analytics: { provider: 'plausible' } }, true);
    assert.equal(site.analytics, undefined);
    assert.doesNotMatch(site.contentSecurityPolicy, /plausible/);
  });
});
