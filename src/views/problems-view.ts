import type { Problem, Severity } from '../content/problem.ts';
import { compareNewestFirst } from '../corpus/article-order.ts';
import { articlesWithPages } from '../corpus/corpus.ts';
import type { ShownArticle } from '../ingest/types.ts';
import { groupProblems, placeOf } from '../report/group-problems.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import { listingViews } from './listing-view.ts';
import type { PostCardView } from './card-view.ts';
import type { ListingView } from './listing-view.ts';
import type { PageView } from './types.ts';

/** The dev server's page of everything that is wrong. */
export interface ProblemsView extends PageView {
  readonly title: string;
  readonly lead: string;
  readonly groups: readonly ProblemGroupView[];
}

/** Problems of one kind. */
export interface ProblemGroupView {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'notice';
  readonly label: string;
  readonly count: number;
  readonly items: readonly {
    /** `posts/a.md:3:1`. */
    readonly place: string;
    /** Opens the place in the editor. */
    readonly href: string;
    readonly message: string;
    readonly hint?: string;
  }[];
  /** How many are not listed. */
  readonly more?: string;
}

/** What only the dev server shows. */
export interface PreviewInput {
  readonly problems: readonly Problem[];
  /** Absolute path of a file that a problem names. */
  readonly pathOf: (file: string) => string;
}

/** Pages that no build has. */
export interface PreviewViews {
  readonly drafts: readonly ListingView[];
  readonly problems: readonly ProblemsView[];
}

/** Problems of one kind that the page lists: a browser need not hold thousands of lines. */
const listedProblems = 100;

/**
 * All posts that are not public, and everything the build complains of; nothing without a preview.
 */
export function previewViews(
  context: ViewContext,
  input: PreviewInput | undefined,
  cardOf: (article: ShownArticle) => PostCardView,
): PreviewViews {
  if (!input) return { drafts: [], problems: [] };
  const { ui, links, corpus, config } = context;
  const held = articlesWithPages(corpus)
    .filter(({ post }) => post.heldBack !== undefined || post.visibility === 'unlisted')
    .sort(compareNewestFirst);
  return {
    drafts: listingViews(context, {
      title: ui.preview.drafts,
      section: 'drafts',
      articles: held,
      size: config.pagination.listings,
      addressOf: links.drafts,
      ancestors: [{ name: ui.home, href: links.home().href }],
      lead: ui.preview.draftsLead(held.length),
      cardOf,
    }),
    problems: [problemsView(context, input)],
  };
}

function problemsView(context: ViewContext, { problems, pathOf }: PreviewInput): ProblemsView {
  const { ui, links } = context;
  const { href, path } = links.problems();
  const title = ui.preview.problems;
  const breadcrumbs = [{ name: ui.home, href: links.home().href }, { name: title }];
  return {
    path,
    href,
    head: pageHead(context, { title, href, breadcrumbs, robots: 'noindex' }),
    section: 'problems',
    breadcrumbs,
    title,
    lead: ui.preview.problemsLead(problems.length),
    groups: groupProblems(problems).map(({ code, severity, problems: own }): ProblemGroupView => {
      const shown = own.slice(0, listedProblems);
      return {
        code,
        severity,
        label: severityLabel(context, severity),
        count: own.length,
        items: shown.map((problem) => ({
          place: placeOf(problem),
          href: editorLink(pathOf(problem.file), problem),
          message: problem.message,
          ...(problem.hint !== undefined && { hint: problem.hint }),
        })),
        ...(own.length > shown.length && { more: ui.preview.more(own.length - shown.length) }),
      };
    }),
  };
}

function severityLabel({ ui }: ViewContext, severity: Severity): string {
  return ui.preview.severities[severity];
}

/**
 * Opens the file at its line
 * (https://code.visualstudio.com/docs/editor/command-line#_opening-vs-code-with-urls).
 */
function editorLink(file: string, { line, column }: Problem): string {
  const place = [line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .map((part) => `:${part}`);
  const root = file.startsWith('/') ? '' : '/';
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return `vscode://file${root}${path.replaceAll('%3A', ':')}${place.join('')}`;
}
