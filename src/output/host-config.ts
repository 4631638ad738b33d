import { redirectRules, type RedirectRule } from '../serve/redirect-rules.ts';

/** Servers whose configuration Inkstone ships, in `deploy/`. */
export const hostServers = { nginx: 'nginx.conf', caddy: 'Caddyfile' } as const;

/** A server that `npm run host-config` can write a configuration for. */
export type HostServer = keyof typeof hostServers;

/** What a server configuration is filled in with. */
export interface HostConfigInput {
  readonly server: HostServer;
  /** Text of the shipped file, with placeholders such as `@ROOT@`. */
  readonly template: string;
  /** Absolute path of the built site on the server. */
  readonly root: string;
  /** Path the site lives under, with both slashes. */
  readonly pathPrefix: string;
  /** One or more host names; for Caddy also an address such as `http://:8080`. */
  readonly host: string;
  /** Value of nginx's `listen`, e.g. `80` or `127.0.0.1:8080 default_server`. */
  readonly listen: string;
  readonly contentSecurityPolicy: string;
  /** Text of the site's `_redirects`. */
  readonly redirects: string;
}

/** A value that a server would refuse in its configuration, or read in another meaning. */
export class HostConfigError extends Error {}

/**
 * Fills in a shipped configuration for one site. Every value is checked and quoted here, as none is
 * trusted: another program may have written `_redirects`.
 * @throws {HostConfigError} that names the value, or the line of `_redirects`.
 */
export function hostConfig(input: HostConfigInput): string {
  const { server, template, pathPrefix } = input;
  if (!/^\/(?:[\w.~-]+\/)*$/.test(pathPrefix))
    throw new HostConfigError(
      'pathPrefix may only have letters, digits and . _ ~ - between slashes.',
    );
  const quote = (name: string, text: string) => {
    if (!isQuotable[server](text)) {
      throw new HostConfigError(`${name} has a character with a special meaning in ${server}.`);
    }
    return quoted[server](text);
  };
  const values: Readonly<Record<string, string>> = {
    ROOT: quote('The root', `${input.root.replace(/\/+$/, '')}/`),
    PREFIX: pathPrefix,
    PREFIX_PATTERN: pathPrefix.replace(/[.~]/g, '\\$&'),
    HOST: hostNames(input.host).join(server === 'caddy' ? ', ' : ' '),
    LISTEN: listenWords(input.listen),
    CSP: quote('The policy', input.contentSecurityPolicy),
    REDIRECTS: redirectsOf(server, input.redirects)
      .map(([from, to]) => redirectLine[server](from, to))
      .join(''),
    PREFIX_REDIRECT: pathPrefix === '/' ? '' : prefixLine[server](pathPrefix),
  };
  return template.replace(/@([A-Z_]+)@/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * Whether a value can be quoted. Control characters could end a line; within quotes nginx still
 * replaces `$name`, and Caddy `{name}` (https://caddyserver.com/docs/conventions#placeholders).
 */
const isQuotable = {
  nginx: (text: string) => text.isWellFormed() && !/[$\p{Cc}]/u.test(text),
  caddy: (text: string) => text.isWellFormed() && !/[{}`\p{Cc}]/u.test(text),
} as const;

const quoted = {
  /** A backslash escapes a quote or a backslash (`ngx_conf_read_token`). */
  nginx: (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`,
  /**
   * Text between backticks has no escapes
   * (https://caddyserver.com/docs/caddyfile/concepts#tokens-and-quotes).
   */
  caddy: (text: string) => `\`${text}\``,
} as const;

/** Both servers compare decoded paths. */
const redirectLine = {
  nginx: (from: string, to: string) => `  ${quoted.nginx(from)} ${quoted.nginx(to)};\n`,
  caddy: (from: string, to: string) => `\t\tredir ${quoted.caddy(from)} ${quoted.caddy(to)} 301\n`,
} as const;

/** Characters that are special in paths that Caddy matches (Go's `path.Match`). */
const caddyPattern = /[*?[\]\\%]/;

const prefixLine = {
  nginx: (prefix: string) =>
    `  location = ${prefix.slice(0, -1)} {\n    return 301 ${prefix};\n  }\n`,
  caddy: (prefix: string) => `\t\tredir ${prefix.slice(0, -1)} ${prefix} 301\n`,
} as const;

/**
 * Redirects that both servers can express: from a decoded path to an encoded path or a URL. The
 * first rule for a path wins; paths are compared without case, as nginx maps do.
 */
function redirectsOf(
  server: HostServer,
  text: string,
): readonly (readonly [from: string, to: string])[] {
  const found = new Map<string, readonly [from: string, to: string]>();
  for (const rule of redirectRules(text)) {
    const pair = [pathOf(server, rule), targetOf(rule)] as const;
    const key = pair[0].toLowerCase();
    if (!found.has(key)) found.set(key, pair);
  }
  return [...found.values()];
}

function pathOf(server: HostServer, { from, status, hasMore, line }: RedirectRule): string {
  const isPlain = from.startsWith('/') && !/[*?#]|\/:/.test(from) && /^30[18]!?$/.test(status);
  const path = isPlain && !hasMore ? decoded(from) : undefined;
  const isPattern = server === 'caddy' && path !== undefined && caddyPattern.test(path);
  if (path === undefined || isPattern || !isQuotable[server](path)) {
    throw new HostConfigError(
      `Line ${line} of _redirects is more than a plain path and its target.`,
    );
  }
  return path;
}

function targetOf({ to, line }: RedirectRule): string {
  if (!/^(?:\/(?![/\\])|https?:\/\/)/i.test(to)) {
    throw new HostConfigError(`Line ${line} of _redirects leads to no path or web address.`);
  }
  // Characters that are special to a server are percent-encoded.
  return to.toWellFormed().replace(/[^\w\-.~!'()*+,;=:@&/?#%]/gu, encodeURIComponent);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path.toWellFormed());
  } catch {
    return undefined;
  }
}

function hostNames(text: string): readonly string[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const isName = (name: string) =>
    /^(?:https?:\/\/)?(?:[\p{L}\p{N}_*.-]+|\[[\da-f:.]+\])?(?::\d+)?$/iu.test(name);
  if (names.length > 0 && names.every(isName)) return names;
  throw new HostConfigError('The host must be a name such as example.com.');
}

function listenWords(text: string): string {
  if (/^[\w.:*[\]/=-]+(?: [\w.:=-]+)*$/.test(text)) return text;
  throw new HostConfigError(
    'nginx must listen on a port, or an address with a port: 80, 127.0.0.1:8080.',
  );
}
