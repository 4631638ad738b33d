/** Styles and scripts that pages link to, as addresses with path prefix, and the inline script. */
export interface ClientAssets {
  readonly css: string;
  readonly js: string;
  /** The search script, which is fetched on first use. */
  readonly searchJs: string;
  /** The script of the comments; absent when the site has none. */
  readonly commentsJs?: string;
  readonly icon: string;
  /** Body of the inline `<script>` that sets the theme before first paint. */
  readonly themeScript: string;
  /** `sha256-…` of `themeScript`, for the CSP. */
  readonly themeScriptHash: string;
}
