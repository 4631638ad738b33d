import type { ShownArticle } from '../ingest/types.ts';
import type { ViewContext } from './context.ts';
import { pageHead } from './head.ts';
import type { Address } from './links.ts';
import { paginate, paginationView } from './pagination.ts';
import type { PostCardView } from './card-view.ts';
import type { PaginationView } from './pagination.ts';
import type { AlternateView, LinkView, PageView } from './types.ts';

/** One page of a list of posts: home, a term, a month of the archive. */
export interface ListingView extends PageView {
  /** What kind of list, e.g. `标签`; absent on the home page. */
  readonly kind?: string;
  /** One line under the title, e.g. `共 128 篇 · 2019–2026`. */
  readonly lead?: string;
  readonly posts: readonly PostCardView[];
  readonly pagination?: PaginationView;
}

export interface ListingInput {
  readonly title: string;
  readonly kind?: string;
  readonly section: string;
  /** Newest first. */
  readonly articles: readonly ShownArticle[];
  readonly size: number;
  readonly addressOf: (page: number) => Address;
  /** The way up, without the list itself. */
  readonly ancestors: readonly LinkView[];
  readonly description?: string;
  /** Line under the title instead of the number of posts. */
  readonly lead?: string;
  /** Feed of the list and the like. */
  readonly alternates?: readonly AlternateView[];
  readonly cardOf: (article: ShownArticle) => PostCardView;
}

/** All pages of a list of posts. */
export function listingViews(context: ViewContext, input: ListingInput): readonly ListingView[] {
  const { ui } = context;
  const { title, articles, addressOf } = input;
  const pages = paginate(articles, input.size);
  const last = articles.find(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const first = articles.findLast(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const lead = input.lead ?? ui.listLead(articles.length, first, last);
  const name = input.kind === undefined ? title : `${input.kind}：${title}`;
  return pages.map((own, index) => {
    const number = index + 1;
    const { href, path } = addressOf(number);
    const pagination = paginationView(number, pages.length, (page) => addressOf(page).href);
    const breadcrumbs = input.ancestors.length > 0 ? [...input.ancestors, { name: title }] : [];
    return {
      path,
      href,
      head: pageHead(context, {
        title: ui.pageTitle(title, number),
        description: input.description ?? `${name} · ${lead}`,
        href,
        breadcrumbs,
        previous: pagination?.previous,
        next: pagination?.next,
        ...(input.alternates && { alternates: input.alternates }),
      }),
      section: input.section,
      breadcrumbs,
      title,
      ...(input.kind !== undefined && { kind: input.kind }),
      lead,
      posts: own.map(input.cardOf),
      ...(pagination && { pagination }),
    };
  });
}
