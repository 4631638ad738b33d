/** Eleventy ships no types; `run-eleventy.ts` narrows this to what Inkstone calls. */
declare module '@11ty/eleventy' {
  const Eleventy: unknown;
  export default Eleventy;
}
