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
  /** Name of the site; for Caddy also an address such as `http://:8080`. */
  readonly host: string;
  /** What nginx listens on, e.g. `80` or `127.0.0.1:8080`. */
  readonly listen: string;
  readonly contentSecurityPolicy: string;
  /** Text of the site's `_redirects`. */
  readonly redirects: string;
}

/** Fills in a shipped configuration for one site. */
export function hostConfig(input: HostConfigInput): string {
  const { server, template, pathPrefix } = input;
  const rules = input.redirects.split('\n').flatMap((line): [from: string, to: string][] => {
    const [from = '', to = ''] = line.split(' ');
    return from === '' ? [] : [[from, to]];
  });
  const values: Readonly<Record<string, string>> = {
    ROOT: input.root.replace(/\/+$/, ''),
    PREFIX: pathPrefix,
    PREFIX_PATTERN: pathPrefix.replace(/[.~]/g, '\\$&'),
    HOST: input.host,
    LISTEN: input.listen,
    CSP: input.contentSecurityPolicy,
    REDIRECTS: rules.map(([from, to]) => redirectLine[server](from, to)).join(''),
    PREFIX_REDIRECT: pathPrefix === '/' ? '' : prefixLine[server](pathPrefix),
  };
  return template.replace(/@([A-Z_]+)@/g, (whole, name: string) => values[name] ?? whole);
}

const redirectLine = {
  // nginx compares decoded addresses.
  nginx: (from: string, to: string) => `  "${decodeURIComponent(from)}" "${to}";\n`,
  caddy: (from: string, to: string) => `\t\tredir ${from} ${to} 301\n`,
} as const;

const prefixLine = {
  nginx: (prefix: string) =>
    `  location = ${prefix.slice(0, -1)} {\n    return 301 ${prefix};\n  }\n`,
  caddy: (prefix: string) => `\t\tredir ${prefix.slice(0, -1)} ${prefix} 301\n`,
} as const;
