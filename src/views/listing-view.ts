import type { ShownArticle } from '../ingest/types.ts';
import type { Address } from './links.ts';
import type { PageContext } from './page-kind.ts';
import { paginate, paginationView, type PaginationView } from './pagination.ts';
import { plainPage, type PlainPageInput } from './plain-page.ts';
import type { PostCardView } from './card-view.ts';
import type { PageView } from './types.ts';

/** One page of a list of posts: home, a term, a month of the archive. */
export interface ListingView extends PageView {
  /** What kind of list, e.g. `标签`; absent on the home page. */
  readonly kind?: string;
  /** One line under the title, e.g. `共 128 篇 · 2019–2026`. */
  readonly lead?: string;
  readonly posts: readonly PostCardView[];
  readonly pagination?: PaginationView;
}

export interface ListingInput extends Pick<
  PlainPageInput,
  'title' | 'section' | 'ancestors' | 'description' | 'alternates'
> {
  readonly kind?: string;
  /** Newest first. */
  readonly articles: readonly ShownArticle[];
  readonly size: number;
  readonly addressOf: (page: number) => Address;
  /** Line under the title instead of the number of posts. */
  readonly lead?: string;
}

/** All pages of a list of posts. */
export function listingViews(context: PageContext, input: ListingInput): readonly ListingView[] {
  const { ui, cardOf } = context;
  const { title, kind, articles, size, addressOf, ...page } = input;
  const pages = paginate(articles, size);
  const last = articles.find(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const first = articles.findLast(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const lead = input.lead ?? ui.listLead(articles.length, first, last);
  const name = kind === undefined ? title : `${kind}：${title}`;
  return pages.map((own, index) => {
    const number = index + 1;
    const pagination = paginationView(number, pages.length, (other) => addressOf(other).href);
    return {
      ...plainPage(context, {
        description: `${name} · ${lead}`,
        ...page,
        address: addressOf(number),
        title,
        headTitle: ui.pageTitle(title, number),
        pagination,
      }),
      ...(kind !== undefined && { kind }),
      lead,
      posts: own.map(cardOf),
      ...(pagination && { pagination }),
    };
  });
}
