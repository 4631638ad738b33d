import { decodeAddress } from '../shared/decode-address.ts';

/** The start of a possible address, up to a space or bracket. */
const writtenAddress = /(?:https?:|[#/])[^\s"'<>()[\]]*/g;

/**
 * Maximum number of addresses that are searched for one by one, as they hold spaces or brackets.
 */
const maximumSearches = 100;

/**
 * Returns a function that finds the line of the file on which an address is first written; if
 * it is not found, the first line of the body. Lines are indexed once, as a post may hold
 * 100,000 addresses.
 */
export function addressLineFinder({
  body,
  bodyLine,
}: {
  readonly body: string;
  /** 1-based line of the file on which the body starts. */
  readonly bodyLine: number;
}): (href: string) => number {
  let lines: ReadonlyMap<string, number> | undefined;
  let searches = 0;
  return (href) => {
    lines ??= addressLines(body);
    const line = lines.get(href) ?? lines.get(decodeAddress(href));
    if (line !== undefined) return bodyLine + line;
    if (++searches > maximumSearches) return bodyLine;
    const forms = [href, decodeAddress(href)];
    const index = body.split('\n').findIndex((text) => forms.some((form) => text.includes(form)));
    return bodyLine + Math.max(index, 0);
  };
}

/** Indexes addresses by the 0-based line of the body on which they are first written. */
function addressLines(body: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, text] of body.split('\n').entries()) {
    for (const [address] of text.matchAll(writtenAddress)) {
      if (!lines.has(address)) lines.set(address, index);
    }
  }
  return lines;
}
