import type { CspSources } from '../config/services.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { CommentsSettings } from './comments-settings.ts';
import type { LinkView } from './types.ts';

type Comments = NonNullable<SiteConfig['comments']>;
type Analytics = NonNullable<SiteConfig['analytics']>;
type Place = Pick<SiteConfig, 'pathPrefix' | 'language' | 'url'>;

/** The comments below an article. */
export interface CommentsView {
  /** `CommentsSettings` as JSON. */
  readonly settings: string;
  /** Hosts that are asked when the comments are opened; none if all lies on the site itself. */
  readonly hosts: readonly string[];
  /** Where the comments are without scripts, and the host of that. */
  readonly link?: Required<LinkView>;
}

/** A `<script>` in the head. */
export interface ScriptView {
  readonly src: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** A service that pages use, and exactly what the policy must allow for it. */
export interface Service<View> {
  readonly view: View;
  readonly sources: CspSources;
}

/** Languages of the interface as giscus and Waline name them. */
const languageTags = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' } as const;

/** The comments of a site. */
export function commentsService(comments: Comments, place: Place): Service<CommentsView> {
  const { settings, sources, link } = commentsParts(comments, place);
  const asked = Object.values(sources).flatMap((list) => list ?? []);
  return {
    view: {
      settings: JSON.stringify(settings),
      hosts: [...new Set(asked.map((address) => new URL(address).host))],
      ...(link !== undefined && { link: { name: new URL(link).host, href: link } }),
    },
    sources,
  };
}

interface CommentsParts {
  readonly settings: CommentsSettings;
  readonly sources: CspSources;
  readonly link?: string | undefined;
}

function commentsParts(comments: Comments, place: Place): CommentsParts {
  const lang = languageTags[place.language];
  switch (comments.provider) {
    case 'giscus': {
      const { provider, host, repo, repoId, category, categoryId, mapping, inputPosition } =
        comments;
      const query = {
        ...{ repo, repoId, category, categoryId, inputPosition },
        strict: comments.strict ? '1' : '0',
        reactionsEnabled: comments.reactions ? '1' : '0',
        emitMetadata: '0',
      };
      return {
        settings: { provider, host, lang, mapping, query },
        sources: { 'frame-src': [new URL(host).origin] },
        link: `https://github.com/${repo}/discussions`,
      };
    }
    case 'waline': {
      const { provider, serverURL, client } = comments;
      const script = addressOn(place, `${client}waline.js`);
      const style = addressOn(place, `${client}waline.css`);
      return {
        settings: { provider, serverURL, lang, script, style },
        sources: {
          ...sourceOf('script-src', script),
          ...sourceOf('style-src', style),
          'connect-src': [new URL(serverURL).origin],
        },
      };
    }
    case 'script': {
      const { provider, attributes, mount, link } = comments;
      const src = addressOn(place, comments.src);
      return {
        settings: { provider, src, attributes, ...(mount !== undefined && { mount }) },
        sources: sourceOf('script-src', src),
        link,
      };
    }
  }
}

/**
 * What counts the visits of a site. Each script is told where to send them, so that the policy
 * allows that address only, whatever the script would choose by itself.
 */
export function analyticsService(analytics: Analytics, place: Place): Service<ScriptView> {
  const { src, attributes, endpoint } = analyticsParts(analytics, place);
  return {
    view: {
      src,
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    },
    sources: {
      ...sourceOf('script-src', src),
      ...(endpoint !== undefined && sourceOf('connect-src', endpoint)),
    },
  };
}

interface AnalyticsParts {
  readonly src: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly endpoint?: string;
}

/** Hosts whose scripts or counters lie elsewhere. */
const goatcounterScript = 'https://gc.zgo.at/count.js';
const umamiCloud = { host: 'https://cloud.umami.is', endpoint: 'https://api-gateway.umami.dev' };

function analyticsParts(analytics: Analytics, place: Place): AnalyticsParts {
  const { provider } = analytics;
  switch (provider) {
    case 'plausible': {
      const { host, domain = new URL(place.url).host } = analytics;
      const endpoint = `${host}/api/event`;
      const attributes = { 'data-domain': domain, 'data-api': endpoint };
      return { src: `${host}/js/script.js`, attributes, endpoint };
    }
    case 'umami': {
      const { host, websiteId } = analytics;
      const own = host === umamiCloud.host ? umamiCloud.endpoint : host;
      const hostUrl = analytics.endpoint ?? own;
      const attributes = { 'data-website-id': websiteId, 'data-host-url': hostUrl };
      return { src: `${host}/script.js`, attributes, endpoint: `${hostUrl}/api/send` };
    }
    case 'goatcounter': {
      const { host } = analytics;
      const isHosted = new URL(host).host.endsWith('.goatcounter.com');
      const endpoint = `${host}/count`;
      const src = isHosted ? goatcounterScript : `${host}/count.js`;
      return { src, attributes: { 'data-goatcounter': endpoint }, endpoint };
    }
    case 'script':
      return { src: addressOn(place, analytics.src), attributes: analytics.attributes };
  }
}

/** Puts the path of the site before an address on it. */
function addressOn({ pathPrefix }: Place, address: string): string {
  return address.startsWith('/') ? pathPrefix + address.slice(1) : address;
}

/** Allows one address, without its query, of which a policy knows nothing. */
function sourceOf(directive: 'script-src' | 'style-src' | 'connect-src', address: string) {
  if (address.startsWith('/')) return {};
  const { origin, pathname } = new URL(address);
  return { [directive]: [origin + pathname] } satisfies CspSources;
}
