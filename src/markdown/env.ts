import type { MarkdownIt } from 'markdown-it';
import type { Report } from './repair-log.ts';
import type { MarkedBlock } from './source/marked-blocks.ts';
import type { Gloss, RawLink, RenderContext, TocEntry } from './types.ts';

/** A link that may lead to a post, before its place in the HTML is known. */
export type PendingLink = Omit<RawLink, 'line'> & {
  /** 1-based line in the post's file. */
  line?: number;
  /** No label was given: without a target the brackets are shown as written. */
  readonly asWritten?: boolean;
};

/** What one render carries through markdown-it: its input, and what the plugins find on the way. */
export interface RenderEnv {
  readonly context: RenderContext;
  readonly blocks: readonly MarkedBlock[];
  /** The body holds Han text: the repairs for Chinese emphasis apply. */
  readonly hasHan: boolean;
  readonly toc: TocEntry[];
  readonly glosses: Gloss[];
  /** Links that may lead to posts, by the number in their mark. */
  readonly links: PendingLink[];
  readonly words: { han: number; latin: number; original: number };
  /** Shared with summaries, which are rendered on their own. */
  readonly counters: { glosses: number; originals: number };
  /** 1-based line of the post's file for a 0-based line of the repaired text. */
  readonly fileLine: (line: number) => number;
  /** Reports something at a 0-based line of the repaired text. */
  readonly report: Report;
}

/** markdown-it's own type for the object it hands to every rule. */
type AnyEnv = Parameters<MarkdownIt['render']>[1];

/** Our environment as markdown-it takes it. This and `envOf` are the only casts between the two. */
export function markdownEnv(env: RenderEnv): AnyEnv {
  return env as unknown as AnyEnv;
}

/** The environment of a rule, typed. */
export function envOf(env: AnyEnv): RenderEnv {
  return env as unknown as RenderEnv;
}
