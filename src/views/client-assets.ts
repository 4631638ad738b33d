/**
 * The files a page links to, as hrefs with path prefix, and the one script that stands in the page
 * itself.
 */
export interface ClientAssets {
  readonly css: string;
  readonly js: string;
  /** The search: fetched on first use. */
  readonly searchJs: string;
  readonly icon: string;
  /** Body of the inline `<script>` that sets the theme before first paint. */
  readonly themeScript: string;
  /** `sha256-…` of `themeScript`, for the CSP. */
  readonly themeScriptHash: string;
}
