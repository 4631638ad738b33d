import { NextIndex } from '../shared/next-index.ts';
import { isLocalPath } from '../shared/web-address.ts';

/** A local picture that a post shows. */
export interface ImageSource {
  /** As written. */
  readonly src: string;
  /** 1-based line within the body. */
  readonly line: number;
}

/** A source and its picture's place in the body; `end` is exclusive. */
interface Found {
  readonly src: string;
  readonly at: number;
  readonly end: number;
}

/** Longest label, address or tag that is recognised, in characters. */
const lengthMax = 1000;

/**
 * A link destination (https://spec.commonmark.org/0.31.2/#images), in angle brackets or bare: then
 * brackets pair, and only a title may follow a space.
 */
const destination =
  /\(\s*(?:<([^<>\n]{1,1000})>|((?:[^\s()<]|\([^\s()]{0,100}\)){1,1000})(?=\s*["'()]))/y;
const htmlImage = /<img\s/gi;
const htmlSource = /src\s*=\s*["']([^"'\n]{1,1000})["']/gi;

/**
 * Finds pictures beside the post: paths without scheme, host or leading slash. Code is searched
 * too: a path in a code sample that happens to exist only publishes an unused picture. Takes
 * linear time.
 */
export function findImageSources(body: string): readonly ImageSource[] {
  const found = new Map<string, ImageSource>();
  for (const sources of [markdownSources(body), htmlSources(body)]) {
    let line = 1;
    const lineEnds = new NextIndex(body, '\n');
    let lineEnd = lineEnds.from(0);
    for (const { src, at } of sources) {
      for (; lineEnd < at; lineEnd = lineEnds.from(lineEnd + 1)) line++;
      if (found.has(src) || !isLocalPath(src)) continue;
      found.set(src, { src, line });
    }
  }
  return [...found.values()];
}

/** Finds `![alt](src "title")`. */
function* markdownSources(body: string): Generator<Found> {
  const lineEnds = new NextIndex(body, '\n');
  const labelEnds = new NextIndex(body, ']');
  for (let at = body.indexOf('!['); at >= 0;) {
    const labelEnd = labelEnds.from(at + 2);
    const isLabel = labelEnd - at - 2 <= lengthMax && lineEnds.from(at + 2) > labelEnd;
    destination.lastIndex = labelEnd + 1;
    const match = isLabel ? destination.exec(body) : null;
    const end = match ? destination.lastIndex : at + 2;
    const src = match?.[1] ?? match?.[2];
    if (src !== undefined) yield { src, at, end };
    at = body.indexOf('![', end);
  }
}

/** Finds `<img … src="…">`. */
function* htmlSources(body: string): Generator<Found> {
  const tagEnds = new NextIndex(body, '>');
  let source: RegExpExecArray | null | undefined;
  htmlImage.lastIndex = 0;
  for (let tag = htmlImage.exec(body); tag; tag = htmlImage.exec(body)) {
    const from = htmlImage.lastIndex;
    if (source === undefined || (source && source.index < from)) {
      htmlSource.lastIndex = from;
      source = htmlSource.exec(body);
    }
    if (!source) return;
    if (source.index - from > lengthMax || tagEnds.from(from) < source.index) continue;
    const end = source.index + source[0].length;
    yield { src: source[1] ?? '', at: tag.index, end };
    htmlImage.lastIndex = end;
  }
}
