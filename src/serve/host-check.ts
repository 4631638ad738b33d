import { isIP } from 'node:net';

/** Says whether the `Host` header of a request names this server. */
export type HostCheck = (header: string) => boolean;

/**
 * Makes the check that keeps other sites' pages out. A page of `evil.example` may have its own name
 * lead to this machine once it is loaded, and could then read what is served here: drafts too. Its
 * browser still sends the name (DNS rebinding, https://en.wikipedia.org/wiki/DNS_rebinding). Names
 * of this machine (RFC 6761, section 6.3) and addresses cannot be made to lead elsewhere.
 * @param listenHost where the server listens.
 * @param allowedHosts further names; `.example.org` stands for the name and all below it.
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

/** The name or address in `HOST[:PORT]`, in lower case and without the final dot of a full name. */
function hostOf(header: string): string | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d*)?$/i.exec(header);
  const host = match?.[1] ?? match?.[2];
  return host?.toLowerCase().replace(/(?<=.)\.$/, '');
}
