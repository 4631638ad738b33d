import type { Problem } from '../content/problem.ts';

/**
 * What the renderer needs to know about the post whose body it renders. Plain data: it crosses to a
 * worker.
 */
export interface RenderContext {
  /** The post's file as problems name it. */
  readonly file: string;
  /** 1-based line of `file` on which the body starts, so that problems point into the file. */
  readonly bodyLine: number;
  /** BCP 47 language of the body, e.g. `zh-Hans`. */
  readonly lang: string;
  /** The post's title: a body that repeats it as its first heading does not show it twice. */
  readonly title: string;
  /** The page the post was made from; YouTube sources turn time stamps into links. */
  readonly source?: string;
  /**
   * Path the site lives under, with both slashes: `/` or `/notes/`. Put before root-relative links.
   */
  readonly pathPrefix: string;
  /** The site's own URL without a trailing slash: links to it are internal. */
  readonly siteUrl: string;
  /** The post's own image files, keyed by the `src` the body uses. */
  readonly images?: Readonly<Record<string, RenderedImage>>;
  readonly labels: RenderLabels;
}

/** Site-language strings that the renderer puts into the body. */
export interface RenderLabels {
  /** BCP 47 language of these strings. */
  readonly lang: string;
  /** Summary of a bilingual block whose original is English (or any language but Chinese). */
  readonly originalEnglish: string;
  /** Summary of a bilingual block whose original is Chinese. */
  readonly originalChinese: string;
  readonly headingLink: string;
  readonly table: string;
  readonly footnotes: string;
  readonly footnoteBack: string;
  /** What alerts are called where they have no title. */
  readonly alerts: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>;
}

/**
 * A local image as published: responsive variants with their intrinsic size, or, where nothing can
 * read pictures, the file alone.
 */
export interface RenderedImage {
  readonly src: string;
  readonly srcset?: string;
  readonly width?: number;
  readonly height?: number;
}

/** One line of the table of contents. Pseudo-headings are entries one level below their section. */
export interface TocEntry {
  readonly id: string;
  readonly text: string;
  /** 2-6; the outline never skips a level. */
  readonly level: number;
}

/** A term explained in place by its author: `**Term**（Full name: definition）`. */
export interface Gloss {
  /** As written in bold. */
  readonly term: string;
  /** The other name in the brackets, usually the English full name. */
  readonly name?: string;
  readonly definition?: string;
  /** The id of its element in the article, to which the glossary links. */
  readonly id: string;
}

/** Lengths of the readable text, code excluded. */
export interface WordCount {
  /** Han characters outside originals. */
  readonly han: number;
  /** Words of alphabetic scripts outside originals. */
  readonly latin: number;
  /** Words of the originals that stand in `<details class="original">`. */
  readonly original: number;
}

/**
 * A link that may lead to a post. Which one, and at which address, is known only when all posts
 * have been read.
 */
export interface RawLink {
  /** `wiki` for `[[target]]`. */
  readonly kind: 'link' | 'wiki';
  /** The address, or the name of a wikilink; '' for `[[#heading]]`. */
  readonly target: string;
  /** Text of the heading that a wikilink names. */
  readonly heading?: string;
  /** 1-based line in the post's file. */
  readonly line: number;
  /**
   * The address that holds if no post is meant. Wikilinks have none, nor have links to files beside
   * the post that are not published.
   */
  readonly href?: string;
  /** Whether it means a file beside the post, and no post. */
  readonly isFile?: boolean;
}

/** Where a link stands in the body's HTML. */
export interface LinkPlace {
  /** Byte in the body's HTML, just behind `<a`, where attributes go. */
  readonly at: number;
  /**
   * Byte before `</a>`, for a wikilink without label: if it leads nowhere, its brackets are shown
   * as written.
   */
  readonly end?: number;
}

export interface RenderedBody {
  /**
   * Sanitised, balanced HTML without h1. The `links` have no address yet: `finishBody` puts it in.
   */
  readonly html: string;
  /** In the order of the HTML. */
  readonly links: readonly (RawLink & LinkPlace)[];
  readonly toc: readonly TocEntry[];
  readonly glosses: readonly Gloss[];
  readonly words: WordCount;
  /** How many bilingual blocks the body holds. */
  readonly originals: number;
  readonly problems: readonly Problem[];
}

/**
 * Renders one body. Pure: the same body and context always give the same result; it never throws on
 * text.
 */
export type RenderBody = (body: string, context: RenderContext) => RenderedBody;
