/**
 * What Inkstone calls of Eleventy's programmatic API (https://www.11ty.dev/docs/programmatic/).
 * Eleventy ships no types.
 */
declare module '@11ty/eleventy' {
  export default class Eleventy {
    constructor(input: string, output: string, options: Record<string, unknown>);
    disableLogger(): void;
    write(): Promise<unknown>;
  }
}
