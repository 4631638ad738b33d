import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { OutcomeCounts } from '../report/types.ts';
import type { RedirectPage, RedirectView } from './redirects.ts';
import type { Views } from './views.ts';

/** What data files and the site's own templates can use. */
export interface SiteForTemplates {
  readonly config: SiteConfig;
  readonly corpus: Corpus;
  readonly editions: EditionPlan;
  readonly views: Views;
}

/** What a site's configuration of Eleventy adds, beside what templates use. */
export interface EleventyAdditions {
  /** Whether it changes rendered pages: then it sees each one whole, with its article. */
  readonly hasTransforms: boolean;
  /** Absolute paths of files and folders that are copied. */
  readonly copied: readonly string[];
  /** Absolute paths of files and folders that pages depend on, as it says. */
  readonly watched: readonly string[];
}

/** Everything that is needed to render a site, and its problems. */
export interface Site extends SiteForTemplates {
  /** Absolute path of the posts folder; `policy` says which posts are public. */
  readonly postsDir: string;
  readonly policy: ReadPolicy;
  /** Text of the pages of the site's own templates, by path. */
  readonly ownPages: ReadonlyMap<string, string>;
  /** Files to copy: absolute paths, by their path in the output folder. */
  readonly copies: ReadonlyMap<string, string>;
  readonly additions: EleventyAdditions;
  /** Redirects from old addresses of posts and terms. */
  readonly redirects: readonly RedirectView[];
  /** Redirects that get a page, for hosts that do not read `_redirects`. */
  readonly redirectPages: readonly RedirectPage[];
  /** Layouts that a post may name, sorted. */
  readonly postLayouts: readonly string[];
  readonly counts: OutcomeCounts;
  /** All problems, those of single posts first. */
  readonly problems: readonly Problem[];
  /** Problems that concern several posts or the whole site. */
  readonly relationProblems: readonly Problem[];
}
