/** The methods of Eleventy's UserConfig that Inkstone calls (https://www.11ty.dev/docs/config/); Eleventy ships no types. */
export interface EleventyConfig {
  addDataExtension(
    extensions: string,
    options: { read: boolean; parser: (file: string) => unknown },
  ): void;
  addGlobalData(name: string, value: unknown): void;
  addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  addTransform(
    name: string,
    transform: (this: RenderedPage, content: string) => Promise<string>,
  ): void;
  setDataDeepMerge(deep: boolean): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setUseGitIgnore(use: boolean): void;
}

export interface RenderedPage {
  readonly page: { readonly outputPath: string };
}
