/** Supported codings, best compression first. */
const offered = ['br', 'gzip'] as const;

export type ContentCoding = (typeof offered)[number];

/**
 * Chooses the coding of an answer (RFC 9110, section 12.5.3): the one with the highest weight; of
 * equals, the one that compresses better.
 * @param header value of `Accept-Encoding`.
 * @returns undefined for no compression.
 */
export function chooseCoding(header: string | undefined): ContentCoding | undefined {
  if (header === undefined) return undefined;
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    weights.set(name, Number.isFinite(weight) ? weight : 0);
  }
  const weightOf = (coding: ContentCoding) => weights.get(coding) ?? weights.get('*') ?? 0;
  const [best] = [...offered].sort((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : undefined;
}
