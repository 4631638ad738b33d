/**
 * Methods of Eleventy's UserConfig that Inkstone calls (https://www.11ty.dev/docs/config/).
 * Eleventy ships no types.
 */
export interface EleventyConfig {
  addDataExtension(
    extensions: string,
    options: { read: boolean; parser: (file: string) => unknown },
  ): void;
  addGlobalData(name: string, value: unknown): void;
  addNunjucksFilter<Values extends unknown[]>(name: string, filter: NunjucksFilter<Values>): void;
  addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  addTransform(
    name: string,
    transform: (this: RenderedPage, content: string) => Promise<string>,
  ): void;
  setDataDeepMerge(deep: boolean): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setUseGitIgnore(use: boolean): void;
  setUseTemplateCache(use: boolean): void;
}

/**
 * A Nunjucks filter; `this` is the context of the template that uses it
 * (https://mozilla.github.io/nunjucks/api.html#custom-filters).
 */
export type NunjucksFilter<Values extends unknown[]> = (
  this: NunjucksContext,
  ...values: Values
) => string;

/** The context of a template that uses a filter. */
export interface NunjucksContext {
  /** Data that the template can read. */
  readonly ctx: Readonly<Record<string, unknown>>;
  readonly env: { render(template: string, data: Readonly<Record<string, unknown>>): string };
}

/** A rendered page, as transforms get it in `this`. */
export interface RenderedPage {
  readonly page: { readonly outputPath: string | false };
}
