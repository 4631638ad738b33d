import { fields } from '../content/fields.ts';
import type { Post } from '../content/post.ts';
import { terms, termTypes } from '../content/terms.ts';
import { addToGroup } from '../shared/group-by.ts';
import { withoutIndex } from '../views/links.ts';
import type { SiteForTemplates } from '../views/site.ts';
import type { CollectionApi, CollectionItem, EleventyConfig } from './eleventy-config.ts';
import type { Session } from './session.ts';

type Collections = Readonly<Record<string, unknown>>;

/** Posts as items of collections, oldest first. */
interface PostItems {
  /** All listed posts, and pages beside those that Eleventy renders. */
  readonly all: readonly CollectionItem[];
  readonly posts: readonly CollectionItem[];
  readonly byTag: (tag: string) => readonly CollectionItem[];
}

/**
 * Adds posts to Eleventy's collections: to `all` and `posts`, to those of their tags, and to what
 * callbacks of `addCollection` get. They are no templates, and none is made before something asks
 * for it: a collection for each tag of 10,000 posts would not end in minutes
 * (docs/decisions/003-tags-are-no-collections.md). Called when all collections are added.
 */
export function registerCollections(
  eleventyConfig: Pick<EleventyConfig, 'addPreprocessor' | 'getCollections'>,
  { site, ownItems = [], onCollections }: Session,
): void {
  const posts = lazily(() => postItems(site, ownItems));
  const own = eleventyConfig.getCollections();
  for (const [name, callback] of Object.entries(own)) {
    own[name] = (pages) => callback(withPosts(pages, posts()));
  }
  const views = new WeakMap<object, Collections>();
  eleventyConfig.addPreprocessor('inkstone-collections', '*', (data) => {
    const page = data as { collections?: Collections };
    const { collections } = page;
    if (!collections) return undefined;
    let view = views.get(collections);
    if (!view) {
      view = collectionsView(collections, posts, (name) => Object.hasOwn(own, name));
      views.set(collections, view).set(view, view);
      onCollections?.(collections);
    }
    page.collections = view;
    return undefined;
  });
}

/** Takes the callbacks of `addCollection` away, for a run whose templates name no collection. */
export function dropCollections(eleventyConfig: Pick<EleventyConfig, 'getCollections'>): void {
  const own = eleventyConfig.getCollections();
  for (const name of Object.keys(own)) Reflect.deleteProperty(own, name);
}

/** Eleventy's own kind of set of pages, with posts added. */
function withPosts(pages: CollectionApi, posts: PostItems): CollectionApi {
  const Api = pages.constructor as new () => CollectionApi;
  const all = new Api();
  for (const item of [...pages.getAll(), ...posts.all]) all.add(item);
  return all;
}

/**
 * What templates see of Eleventy's collections.
 * @param isOwn whether `addCollection` has made that one: it stays as it is.
 */
function collectionsView(
  collections: Collections,
  posts: () => PostItems,
  isOwn: (name: string) => boolean,
): Collections {
  const joined = new Map<string, { readonly pages: unknown; readonly all: unknown }>();
  const collection = (name: string | symbol): unknown => {
    const pages = Reflect.get(collections, name) as unknown;
    if (typeof name !== 'string' || isOwn(name)) return pages;
    if (pages !== undefined && !Array.isArray(pages)) return pages;
    const known = joined.get(name);
    if (known && known.pages === pages) return known.all;
    const items = posts();
    const added = name === 'all' || name === 'posts' ? items[name] : items.byTag(name);
    if (added.length === 0) return pages;
    const all = [...((pages ?? []) as readonly CollectionItem[]), ...added].sort(compareItems);
    joined.set(name, { pages, all });
    return all;
  };
  return new Proxy(collections, {
    get: (_, name) => collection(name),
    has: (_, name) => name in collections || collection(name) !== undefined,
  });
}

/** As Eleventy orders collections: the oldest first, then by file. */
function compareItems(a: CollectionItem, b: CollectionItem): number {
  const time = a.date.getTime() - b.date.getTime();
  if (time !== 0) return time;
  return a.inputPath < b.inputPath ? -1 : Number(a.inputPath > b.inputPath);
}

function postItems(
  { corpus, views }: SiteForTemplates,
  more: readonly CollectionItem[],
): PostItems {
  const items = corpus.articles.map(
    ({ post }) => new PostItem(post, views.links.post(post.address)),
  );
  const all = [...more, ...items].sort(compareItems);
  const tagged = lazily(() => byTags(all));
  const byTag = (tag: string) => tagged().get(tag) ?? [];
  const isPost = new Set<CollectionItem>([...items, ...(byTags(more).get('posts') ?? [])]);
  return { all, posts: all.filter((item) => isPost.has(item)), byTag };
}

function byTags(items: readonly CollectionItem[]): ReadonlyMap<string, CollectionItem[]> {
  const tagged = new Map<string, CollectionItem[]>();
  for (const item of items) {
    const { tags } = item.data;
    for (const tag of new Set(Array.isArray(tags) ? (tags as readonly string[]) : [])) {
      addToGroup(tagged, tag, item);
    }
  }
  return tagged;
}

/** Makes a value when it is first asked for. */
function lazily<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/**
 * A post in a collection. It has no text, as articles never reach Eleventy
 * (docs/decisions/001-bodies-outside-the-cascade.md). A class, so that Eleventy does not look for
 * its template.
 */
class PostItem implements CollectionItem {
  readonly inputPath: string;
  readonly fileSlug: string;
  readonly filePathStem: string;
  readonly outputPath: string;
  readonly url: string;
  readonly date: Date;
  readonly data!: Readonly<Record<string, unknown>>;
  readonly page!: Readonly<Record<string, unknown>>;

  constructor(post: Post, address: { readonly path: string }) {
    this.inputPath = `./posts/${post.file}`;
    this.fileSlug = post.slug;
    this.filePathStem = `/posts/${post.file.replace(/\.\w+$/, '')}`;
    this.outputPath = `./_site/${address.path}`;
    this.url = `/${withoutIndex(address.path)}`;
    // A post without a date is older than all others.
    this.date = dayOf(post.date) ?? new Date(0);
    const { inputPath, fileSlug, filePathStem, outputPath, url, date } = this;
    const page = lazily(() => ({
      ...{ inputPath, fileSlug, filePathStem, outputPath, url, date, lang: post.lang },
      outputFileExtension: 'html',
    }));
    const data = lazily(() => ({ ...frontMatterOf(post), page: page() }));
    const refuse = (): never => {
      throw new Error(
        `The text of ${url} is not in collections; its page and the feeds have it. ` +
          'A list may show data.summary.',
      );
    };
    // On the item itself: Eleventy hands out proxies of items, and their methods.
    Object.defineProperties(this, {
      page: { get: page, enumerable: true },
      data: { get: data, enumerable: true },
      content: { get: refuse },
      templateContent: { get: refuse },
    });
  }
}

/** A post's front matter as it counts: lists are lists, days are dates, empty values are absent. */
function frontMatterOf({
  file: _,
  terms: names,
  book,
  guests,
  extra,
  date,
  updated,
  ...rest
}: Post): Record<string, unknown> {
  const fieldsOfTerms = termTypes.flatMap((type) => {
    const { field } = terms[type];
    if (names[type].length === 0) return [];
    return [[field, fields[field].kind === 'name' ? names[type][0] : names[type]] as const];
  });
  return {
    ...extra,
    ...bookFields(book),
    ...rest,
    ...(guests.length > 0 && { guest: guests }),
    ...Object.fromEntries(fieldsOfTerms),
    ...(date !== undefined && { date: dayOf(date) }),
    ...(updated !== undefined && { updated: dayOf(updated) }),
  };
}

function bookFields(book: Post['book']): Record<string, unknown> {
  if (!book) return {};
  const { readDate, ...others } = book;
  return { ...others, ...(readDate !== undefined && { read_date: readDate }) };
}

/** The start of a calendar day in UTC, as Eleventy reads dates. */
function dayOf(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}
