/**
 * Methods of Eleventy's UserConfig that Inkstone calls, and those that sites call most
 * (https://www.11ty.dev/docs/config/). Eleventy ships no types.
 */
export interface EleventyConfig {
  addDataExtension(
    extensions: string,
    options: { read: boolean; parser: (file: string) => unknown },
  ): void;
  addFilter(name: string, filter: (...values: never[]) => unknown): void;
  addShortcode(name: string, shortcode: (...values: never[]) => unknown): void;
  addPassthroughCopy(
    copied: string | Readonly<Record<string, string>>,
    options?: Readonly<Record<string, unknown>>,
  ): void;
  addPlugin<Options>(plugin: EleventyPlugin<Options>, options?: Options): void;
  /** The callback gets all own pages and all posts; see docs/extending.md. */
  addCollection(name: string, callback: (collections: CollectionApi) => unknown): void;
  getCollections(): Record<string, (collections: CollectionApi) => unknown>;
  addLayoutAlias(name: string, path: string): void;
  addGlobalData(name: string, value: unknown): void;
  addNunjucksFilter<Values extends unknown[]>(name: string, filter: NunjucksFilter<Values>): void;
  /** The template is left out where the callback says false. */
  addPreprocessor(
    name: string,
    extensions: string,
    callback: (data: Readonly<Record<string, unknown>>) => false | undefined,
  ): void;
  addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  addTransform(
    name: string,
    transform: (
      this: RenderedPage,
      content: string,
      outputPath: string | false,
    ) => string | Promise<string>,
  ): void;
  addWatchTarget(target: string, options?: { readonly resetConfig?: boolean }): void;
  setDataDeepMerge(deep: boolean): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setUseGitIgnore(use: boolean): void;
  setIncludesDirectory(folder: string): void;
  setDataDirectory(folder: string): void;
  setUseTemplateCache(use: boolean): void;
  on(event: 'eleventy.engine.njk', callback: (engine: NunjucksEngine) => void): void;
  /** Plugins that the callback adds run after all others. */
  on(event: 'eleventy.beforeConfig', callback: () => void): void;
  on(event: 'eleventy.env', callback: (env: { readonly config?: string }) => void): void;
  on(event: 'eleventy.before', callback: (run: EleventyRun) => Promise<void>): void;
  /** Times of filters and transforms, which Eleventy prints when they are long. */
  readonly benchmarks: { readonly config: { setIsVerbose(verbose: boolean): void } };
  /** Patterns of files that are no templates. */
  readonly ignores: { add(pattern: string): unknown };
  /** Patterns of files whose changes start no build. */
  readonly watchIgnores: { add(pattern: string): unknown };
  readonly directories: { readonly output: string };
  /** What `addTransform` has added, by name. */
  readonly transforms?: Readonly<Record<string, unknown>>;
  /** What `addPassthroughCopy` has added, by path or pattern. */
  readonly passthroughCopies?: Readonly<Record<string, unknown>>;
  /** What `addWatchTarget` has added: paths and patterns. */
  readonly additionalWatchTargets?: readonly string[];
  /** Changes HTML by plugins of PostHTML (https://www.11ty.dev/docs/transforms/). */
  readonly htmlTransformer?: { isTransformable(extension: string, page: object): boolean };
}

/** A plugin, as npm has many (https://www.11ty.dev/docs/plugins/). */
export type EleventyPlugin<Options> =
  | ((eleventyConfig: EleventyConfig, options: Options) => unknown)
  | { readonly configFunction: (eleventyConfig: EleventyConfig, options: Options) => unknown };

/** What Eleventy tells of a run of its own command. */
export interface EleventyRun {
  readonly runMode: 'build' | 'serve' | 'watch';
  readonly outputMode: 'fs' | 'json' | 'ndjson';
}

/** A page of a collection (https://www.11ty.dev/docs/collections/). */
export interface CollectionItem {
  readonly url: string | false;
  readonly date: Date;
  readonly inputPath: string;
  readonly fileSlug: string;
  /** Front matter, and what data files add. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** All pages, as `addCollection` gets them (https://www.11ty.dev/docs/collections-api/). */
export interface CollectionApi {
  getAll(): CollectionItem[];
  /** Oldest first. */
  getAllSorted(): CollectionItem[];
  getFilteredByTag(tag: string): CollectionItem[];
  getFilteredByTags(...tags: string[]): CollectionItem[];
  /** `posts/**` are the posts. */
  getFilteredByGlob(globs: string | readonly string[]): CollectionItem[];
  add(item: CollectionItem): void;
}

/** Nunjucks, as Eleventy has set it up. */
export interface NunjucksEngine {
  readonly environment: {
    /** Each looks for templates in folders, the first one first. */
    readonly loaders: readonly { readonly searchPaths: string[] }[];
  };
}

/**
 * A Nunjucks filter; `this` is the context of the template that uses it
 * (https://mozilla.github.io/nunjucks/api.html#custom-filters).
 */
export type NunjucksFilter<Values extends unknown[]> = (
  this: NunjucksContext,
  ...values: Values
) => unknown;

/** The context of a template that uses a filter. */
export interface NunjucksContext {
  /** Data that the template can read. */
  readonly ctx: Readonly<Record<string, unknown>>;
  readonly env: { render(template: string, data: Readonly<Record<string, unknown>>): string };
}

/** A rendered page, as transforms get it in `this`. */
export interface RenderedPage {
  readonly page: {
    readonly inputPath: string;
    readonly outputPath: string | false;
    readonly url: string | false;
  };
}
