/** A local picture that a body shows. */
export interface ImageSource {
  /** As written. */
  readonly src: string;
  /** 1-based line within the body. */
  readonly line: number;
}

/** `![alt](src "title")`, the destination bare or in angle brackets (https://spec.commonmark.org/0.31.2/#images). */
const markdownImage = /!\[[^\]\n]{0,1000}\]\(\s*(?:<([^>\n]{1,1000})>|([^\s)<]{1,1000}))/g;
const htmlImage = /<img\s[^>]{0,1000}?src\s*=\s*["']([^"'\n]{1,1000})["']/gi;

/**
 * Finds the pictures of a body that lie beside the post: paths without scheme, host or leading slash. Code is not excluded: a path in a code
 * sample that happens to exist costs an unused picture, nothing else.
 */
export function findImageSources(body: string): readonly ImageSource[] {
  if (!body.includes('![') && !/<img\s/i.test(body)) return [];
  const found = new Map<string, ImageSource>();
  for (const pattern of [markdownImage, htmlImage]) {
    for (const match of body.matchAll(pattern)) {
      const src = match[1] ?? match[2] ?? '';
      if (found.has(src) || /^(?:[a-z][a-z\d+.-]*:|\/|#|\?)/i.test(src)) continue;
      found.set(src, { src, line: body.slice(0, match.index).split('\n').length });
    }
  }
  return [...found.values()];
}
