import type { Problem, Severity } from '../content/problem.ts';
import { groupProblems, placeOf } from '../report/group-problems.ts';
import type { ViewContext } from './context.ts';
import { homeLink, plainPage } from './plain-page.ts';
import type { PageView } from './types.ts';

/** The dev server's page of everything that is wrong. */
export interface ProblemsView extends PageView {
  readonly lead: string;
  readonly groups: readonly ProblemGroupView[];
}

/** Problems of one kind. */
export interface ProblemGroupView {
  readonly code: string;
  readonly severity: Severity;
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

/** What only the dev server shows, beside drafts. */
export interface DevInput {
  readonly problems: readonly Problem[];
  /** Absolute path of a file that a problem names. */
  readonly pathOf: (file: string) => string;
}

/** Problems of one kind that the page lists: a browser need not hold thousands of lines. */
const listedProblems = 100;

/** Everything that the build complains of; no page outside the dev server. */
export function problemsViews(
  context: ViewContext & { readonly devInput?: DevInput },
): readonly ProblemsView[] {
  const { ui, links, devInput } = context;
  if (!devInput) return [];
  const { problems, pathOf } = devInput;
  const page = plainPage(context, {
    address: links.page('problems'),
    title: ui.titles.problems,
    section: 'problems',
    ancestors: [homeLink(context)],
    robots: 'noindex',
  });
  return [
    {
      ...page,
      lead: ui.dev.problemsLead(problems.length),
      groups: groupProblems(problems).map(({ code, severity, problems: own }): ProblemGroupView => {
        const shown = own.slice(0, listedProblems);
        return {
          code,
          severity,
          label: ui.dev.severities[severity],
          count: own.length,
          items: shown.map((problem) => ({
            place: placeOf(problem),
            href: editorLink(pathOf(problem.file), problem),
            message: problem.message,
            ...(problem.hint !== undefined && { hint: problem.hint }),
          })),
          ...(own.length > shown.length && { more: ui.dev.more(own.length - shown.length) }),
        };
      }),
    },
  ];
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
