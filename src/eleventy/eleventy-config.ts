/** The methods of Eleventy's UserConfig that Inkstone calls (https://www.11ty.dev/docs/config/); Eleventy ships no types. */
export interface EleventyConfig {
  addDataExtension(
    extensions: string,
    options: { read: boolean; parser: (file: string) => unknown },
  ): void;
  addGlobalData(name: string, value: unknown): void;
  addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  addWatchTarget(path: string, options?: { resetConfig?: boolean }): void;
  on(event: string, handler: (event: EleventyEvent) => unknown): void;
  setDataDeepMerge(deep: boolean): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setServerOptions(options: Record<string, unknown>): void;
  setUseGitIgnore(use: boolean): void;
}

export interface EleventyEvent {
  /** Output folder of the running build. */
  readonly directories?: { readonly output: string };
}
