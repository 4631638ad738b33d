import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import type { ReadPolicy } from '../content/read-policy.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { OutcomeCounts } from '../report/types.ts';
import type { RedirectPage, RedirectView } from './redirects.ts';
import type { Views } from './views.ts';

/** What data files hand to templates, and own templates are printed from. */
export interface SiteForTemplates {
  readonly config: SiteConfig;
  readonly corpus: Corpus;
  readonly editions: EditionPlan;
  readonly views: Views;
}

/** Everything Eleventy needs to print a site, and what the report says of it. */
export interface PreparedSite extends SiteForTemplates {
  /** Absolute path of the posts folder, and what of it is public. */
  readonly postsDir: string;
  readonly policy: ReadPolicy;
  /** Pages of the site's own templates: their text by their path. */
  readonly ownPages: ReadonlyMap<string, string>;
  /** Old addresses of posts. */
  readonly redirects: readonly RedirectView[];
  /** Those with a page of their own, which hosts that read no `_redirects` need. */
  readonly redirectPages: readonly RedirectPage[];
  /** Layouts that a post may name, sorted; `_data/posts.ts` follows this order. */
  readonly postLayouts: readonly string[];
  readonly counts: OutcomeCounts;
  /** All, those of single posts first. */
  readonly problems: readonly Problem[];
  /** Those between posts, and of what all have in common. */
  readonly relationProblems: readonly Problem[];
}
