import { createHash } from 'node:crypto';
import { locatePost } from '../content/locate-post.ts';
import type { Problem } from '../content/problem.ts';
import { findImageSources, type ImageSource } from '../images/find-image-sources.ts';
import { checkGlosses } from './check-glosses.ts';
import { checkHtml, numberedIds } from './check-html.ts';
import { findExternalLinks, type WrittenLink } from './external-links/collect-links.ts';
import { fixFrontMatter, type FixCode } from './fix-front-matter.ts';

/** What the file of a post and its HTML show without other files. Plain data. */
export interface PostFindings {
  readonly problems: readonly Problem[];
  readonly externalLinks: readonly WrittenLink[];
  /** Pictures beside it; their lines count from the start of the body. */
  readonly pictures: readonly ImageSource[];
  /** Ids of glosses and notes that other posts may link to. */
  readonly numberedIds: readonly string[];
  /** Hash of the body; undefined for an empty one. */
  readonly bodyHash?: string;
  /** 1-based lines of fields and of the body. */
  readonly lines: Readonly<Record<'title' | 'source' | 'series' | 'body', number>>;
}

/** What a build makes of a post that has a page. */
export interface RenderedPost {
  /** The stored body: links within the site have no address yet. */
  readonly html: string;
  /** Terms of the glosses that were read. */
  readonly glossed: readonly string[];
  readonly hasSummary: boolean;
}

/**
 * Inspects a post by itself: finds what a build does not look for.
 * @param text the whole file.
 * @param file the file as problems name it.
 * @param rendered absent for a refused post; then only what can be fixed is reported.
 */
export function inspectPost(text: string, file: string, rendered?: RenderedPost): PostFindings {
  const { body, bodyLine, lineOf } = locatePost(text);
  const lines = {
    title: lineOf('title'),
    source: lineOf('source'),
    series: lineOf('series'),
    body: bodyLine,
  };
  const fixable = fixableProblems(text, file);
  if (!rendered) {
    return { problems: fixable, externalLinks: [], pictures: [], numberedIds: [], lines };
  }
  const { html, glossed, hasSummary } = rendered;
  const trimmed = body.trim();
  return {
    problems: [
      ...fixable,
      ...(hasSummary ? [] : [missingSummary(file, lineOf('summary'))]),
      ...checkGlosses(body, glossed, { file, bodyLine }),
      ...checkHtml({ html, body, bodyLine, file }),
    ],
    externalLinks: findExternalLinks({ html, body, bodyLine }),
    pictures: findImageSources(body),
    numberedIds: numberedIds(html),
    ...(trimmed !== '' && { bodyHash: hashOf(trimmed) }),
    lines,
  };
}

/** Hash of a text. UTF-16 is what it is in memory: UTF-8 takes twice as long. */
function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('base64');
}

/** Kinds of fixes whose problems a build reports. */
const reportedByBuilds: ReadonlySet<FixCode> = new Set(['fence-length', 'status-misspelt']);

function fixableProblems(text: string, file: string): readonly Problem[] {
  return fixFrontMatter(text)
    .fixes.filter(({ code }) => !reportedByBuilds.has(code))
    .map(({ code, line, message }) => ({
      file,
      line,
      code,
      message,
      hint: 'The same command with --fix corrects it.',
      severity: 'notice',
    }));
}

function missingSummary(file: string, line: number): Problem {
  return {
    file,
    line,
    code: 'summary-missing',
    message: 'The post has no summary.',
    hint: 'Lists, search engines and feeds show it: write one or two sentences.',
    severity: 'notice',
  };
}
