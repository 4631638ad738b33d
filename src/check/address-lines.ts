import { decodeAddress } from '../shared/decode-address.ts';

/** What may be an address, as far as it has no space or bracket in it. */
const writtenAddress = /(?:https?:|[#/])[^\s"'<>()[\]]*/g;

/** Addresses with spaces and the like that are looked for one by one. */
const maximumSearches = 100;

/**
 * Makes what finds the line of the file on which an address is first written, the first line of the
 * body where it is not found. A post may hold a hundred thousand addresses: the body is read once.
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

/** Lines of a body, from 0, by the addresses that are first written on them. */
function addressLines(body: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, text] of body.split('\n').entries()) {
    for (const [address] of text.matchAll(writtenAddress)) {
      if (!lines.has(address)) lines.set(address, index);
    }
  }
  return lines;
}
