import { cutList, type OlderPage } from '../corpus/list-pages.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { PostCardView } from './card-view.ts';
import type { FrameContext } from './context.ts';
import type { Address } from './links.ts';
import type { PageContext } from './page-kind.ts';
import { headLinks, paginationView, type PaginationView } from './pagination.ts';
import { plainPage, type PlainPageInput } from './plain-page.ts';
import type { PageView } from './types.ts';

/** One page of a list of posts: home, a term, a month of the archive. */
export interface ListingView extends PageView {
  /** What kind of list, e.g. `标签`; absent on the home page. */
  readonly kind?: string;
  /**
   * One line under the title: of the whole list on its own page, e.g. `共 128 篇 · 2019–2026`; of
   * the page's posts on older ones, e.g. `2024年3月2日 – 2024年5月9日`.
   */
  readonly lead?: string;
  /** Newest first. */
  readonly posts: readonly PostCardView[];
  readonly pagination?: PaginationView;
}

/** What all pages of a list print. Nothing here may change with one more post. */
interface ListFrame extends Pick<PlainPageInput, 'title' | 'section' | 'ancestors'> {
  readonly kind?: string;
  /** @param page counted from the oldest; undefined for the list's own address. */
  readonly addressOf: (page?: number) => Address;
}

export interface ListingInput
  extends ListFrame, Pick<PlainPageInput, 'description' | 'alternates'> {
  /** Newest first. */
  readonly articles: readonly ShownArticle[];
  readonly size: number;
  /** Line under the title of the list's own page instead of the number of posts. */
  readonly lead?: string;
}

/**
 * The pages of a list. Its own page tells of the whole list; an older one knows nothing of it, so
 * that it stays the same, byte by byte, when newer posts come.
 */
export interface Listing<Newest extends ListingView, Older extends ListingView> {
  readonly newest: Newest;
  /** The newest of them first. */
  readonly older: readonly Older[];
}

/** A page of a list with what it lists. */
interface ListedPage {
  readonly view: ListingView;
  readonly articles: readonly ShownArticle[];
}

/** Makes all pages of a list of posts. */
export function listingViews(context: PageContext, input: ListingInput): readonly ListingView[] {
  const same = ({ view }: ListedPage) => view;
  return pagesOfListing(makeListing(context, input, { newest: same, older: same }));
}

/**
 * Makes all pages of a list of posts, which print more than a plain list.
 * @param make adds the rest: to the list's own page, and to one of older posts.
 */
export function makeListing<Newest extends ListingView, Older extends ListingView>(
  context: PageContext,
  input: ListingInput,
  make: {
    readonly newest: (page: ListedPage) => Newest;
    readonly older: (page: ListedPage) => Older;
  },
): Listing<Newest, Older> {
  const { newest, older } = cutList(input.articles, input.size);
  const pages = older.length + 1;
  const barOf = (page: number) =>
    paginationView(context.ui, page, pages, (other) => input.addressOf(other).href);
  return {
    newest: make.newest({
      view: newestView(context, input, newest, barOf(pages)),
      articles: newest,
    }),
    older: older.map((page) =>
      make.older({
        view: olderView(context, input, page, barOf(page.number)),
        articles: page.items,
      }),
    ),
  };
}

/** The pages in the order of their posts. */
export function pagesOfListing<Newest extends ListingView, Older extends ListingView>({
  newest,
  older,
}: Listing<Newest, Older>): readonly (Newest | Older)[] {
  return [newest, ...older];
}

function newestView(
  context: PageContext,
  input: ListingInput,
  shown: readonly ShownArticle[],
  bar: PaginationView | undefined,
): ListingView {
  const { articles, title, kind, section, ancestors, alternates } = input;
  const latest = articles.find(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const first = articles.findLast(({ post }) => post.date !== undefined)?.post.date?.slice(0, 4);
  const lead = input.lead ?? context.ui.listLead(articles.length, first, latest);
  return {
    ...plainPage(context, {
      ...{ title, section, description: input.description ?? descriptionOf(title, kind, lead) },
      ...(ancestors && { ancestors }),
      ...(alternates && { alternates }),
      address: input.addressOf(),
      ...(bar && { pagination: headLinks(bar) }),
    }),
    ...(kind !== undefined && { kind }),
    lead,
    posts: shown.map(context.cardOf),
    ...(bar && { pagination: bar }),
  };
}

/** A page of older posts, made from these and what all pages of the list share: not the corpus. */
function olderView(
  context: FrameContext & Pick<PageContext, 'cardOf'>,
  { title, section, ancestors, kind, addressOf }: ListFrame,
  { number, items }: OlderPage<ShownArticle>,
  bar: PaginationView | undefined,
): ListingView {
  const lead = daysOf(context, items);
  return {
    ...plainPage(context, {
      ...{ title, section, description: descriptionOf(title, kind, lead) },
      ...(ancestors && { ancestors }),
      address: addressOf(number),
      headTitle:
        section === 'home'
          ? context.ui.olderHomeTitle(number)
          : context.ui.olderPageTitle(title, number),
      ...(bar && { pagination: headLinks(bar) }),
    }),
    ...(kind !== undefined && { kind }),
    lead,
    posts: items.map(context.cardOf),
    ...(bar && { pagination: bar }),
  };
}

function descriptionOf(title: string, kind: string | undefined, lead: string): string {
  return `${kind === undefined ? title : `${kind}：${title}`} · ${lead}`;
}

/** From the first day of some posts to the last; their number if none has a day. */
function daysOf({ ui }: FrameContext, articles: readonly ShownArticle[]): string {
  const days = articles.flatMap(({ post }) => post.date ?? []);
  const [last, first] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return ui.postCount(articles.length);
  return first === last ? ui.date(last) : `${ui.date(first)} – ${ui.date(last)}`;
}
