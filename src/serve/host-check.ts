import { isIP } from 'node:net';

/** Whether the `Host` header of a request names this server. */
export type HostCheck = (header: string) => boolean;

/**
 * Makes a check against DNS rebinding (https://en.wikipedia.org/wiki/DNS_rebinding): a page of
 * `evil.example` may let its name resolve to this machine and read what is served here, drafts
 * included. Its requests still carry that name. IP addresses and names of this machine (RFC 6761,
 * section 6.3) cannot resolve elsewhere, so they are allowed.
 * @param listenHost host on which the server listens.
 * @param allowedHosts further names; `.example.org` allows the name and all its subdomains.
 */
export function hostCheck(listenHost: string, allowedHosts: readonly string[] = []): HostCheck {
  const own = listenHost.toLowerCase();
  const isOpen = own === '0.0.0.0' || own === '::';
  const names = allowedHosts.map((name) => name.toLowerCase());
  return (header) => {
    const host = hostOf(header);
    if (host === undefined) return false;
    if (host === own || host === 'localhost' || host.endsWith('.localhost')) return true;
    if (isIP(host) > 0) return isOpen || host === '::1' || host.startsWith('127.');
    return names.some((name) => (name.startsWith('.') ? `.${host}`.endsWith(name) : host === name));
  };
}

/** The name or address in `HOST[:PORT]`, in lower case, without a final dot. */
function hostOf(header: string): string | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d*)?$/i.exec(header);
  const host = match?.[1] ?? match?.[2];
  return host?.toLowerCase().replace(/(?<=.)\.$/, '');
}
