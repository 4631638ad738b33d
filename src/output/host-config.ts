import { redirectRules } from '../serve/redirect-rules.ts';
import type { RedirectRule } from '../serve/redirect-rules.ts';

/** Servers whose configuration Inkstone ships, in `deploy/`. */
export const hostServers = { nginx: 'nginx.conf', caddy: 'Caddyfile' } as const;

export type HostServer = keyof typeof hostServers;

export interface HostConfigInput {
  readonly server: HostServer;
  /** The shipped file. */
  readonly template: string;
  /** Absolute path of the built site on the server. */
  readonly root: string;
  /** Path the site lives under, with both slashes. */
  readonly pathPrefix: string;
  /** Name of the site, or several; for Caddy also an address such as `http://:8080`. */
  readonly host: string;
  /** What nginx listens on, e.g. `80` or `127.0.0.1:8080 default_server`. */
  readonly listen: string;
  readonly contentSecurityPolicy: string;
  /** Text of the site's `_redirects`. */
  readonly redirects: string;
}

/** A value that a server's configuration cannot hold, or would not read as it is meant. */
export class HostConfigError extends Error {}

/**
 * Fills in a shipped configuration for one site. Every value is checked and quoted here, wherever
 * it comes from: the file of redirects may be another program's.
 * @throws {HostConfigError} naming the value or the line of `_redirects`.
 */
export function hostConfig(input: HostConfigInput): string {
  const { server, template, pathPrefix } = input;
  if (!/^\/(?:[\w.~-]+\/)*$/.test(pathPrefix)) throw new HostConfigError('The path is not plain.');
  const quote = (name: string, text: string) => {
    if (!isQuotable[server](text)) {
      throw new HostConfigError(`${name} holds a character that has a meaning in ${server}.`);
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
 * What can stand in a quoted value. Control characters could end a line; nginx replaces `$name` and
 * Caddy `{name}` in quotes too (https://caddyserver.com/docs/conventions#placeholders).
 */
const isQuotable = {
  nginx: (text: string) => text.isWellFormed() && !/[$\p{Cc}]/u.test(text),
  caddy: (text: string) => text.isWellFormed() && !/[{}`\p{Cc}]/u.test(text),
} as const;

const quoted = {
  /** A backslash takes a quote or another backslash as it is (`ngx_conf_read_token`). */
  nginx: (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`,
  /**
   * Between backticks nothing is an escape
   * (https://caddyserver.com/docs/caddyfile/concepts#tokens-and-quotes).
   */
  caddy: (text: string) => `\`${text}\``,
} as const;

/** Both compare decoded addresses. */
const redirectLine = {
  nginx: (from: string, to: string) => `  ${quoted.nginx(from)} ${quoted.nginx(to)};\n`,
  caddy: (from: string, to: string) => `\t\tredir ${quoted.caddy(from)} ${quoted.caddy(to)} 301\n`,
} as const;

/** What means other paths or other characters in a path that Caddy compares (Go's `path.Match`). */
const caddyPattern = /[*?[\]\\%]/;

const prefixLine = {
  nginx: (prefix: string) =>
    `  location = ${prefix.slice(0, -1)} {\n    return 301 ${prefix};\n  }\n`,
  caddy: (prefix: string) => `\t\tredir ${prefix.slice(0, -1)} ${prefix} 301\n`,
} as const;

/**
 * Redirects as every server can state them: a decoded path, and an encoded one or a URL. Of two
 * rules for one path the first counts; nginx does not tell capitals from small letters there.
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
  // Whatever has a meaning in some server, as a URL writes it.
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
  throw new HostConfigError('The host is no name such as example.com.');
}

function listenWords(text: string): string {
  if (/^[\w.:*[\]/=-]+(?: [\w.:=-]+)*$/.test(text)) return text;
  throw new HostConfigError('What nginx listens on is no port such as 80 or 127.0.0.1:8080.');
}
