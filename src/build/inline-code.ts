import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CspDirective } from '../config/services.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Problem } from '../content/problem.ts';
import { includesFolder, isProgramSite, ownPagesFolder } from '../eleventy/folders.ts';
import { listFiles } from '../shared/list-files.ts';
import { relativePath } from '../shared/relative-path.ts';

/** Sources of a policy that allow inline scripts or styles. */
const inlineSources = /^'(?:unsafe-inline'|sha\d)/i;

/** Code within a page that its policy blocks, by the directive that would allow it. */
const kinds: readonly {
  readonly what: string;
  readonly directive: CspDirective;
  readonly pattern: RegExp;
  /** Sources in the setting `csp` that allow it; none of them allows handlers. */
  readonly allowedBy?: RegExp;
}[] = [
  {
    what: 'The script',
    directive: 'script-src',
    // Of another type it is data (https://html.spec.whatwg.org/#attr-script-type).
    pattern: /<script(?![^>]*\s(?:src\s*=|type\s*=\s*(?!["']?(?:module|\w+\/javascript))))/i,
    allowedBy: inlineSources,
  },
  { what: 'The handler', directive: 'script-src', pattern: /<[a-z][^<>]*\son[a-z]+\s*=/i },
  {
    what: 'The style',
    directive: 'style-src',
    pattern: /<style\b|<[a-z][^<>]*\sstyle\s*=/i,
    allowedBy: inlineSources,
  },
];

/** What shows code instead of running it: comments, and code of Markdown. */
const shown = /<!--[^]*?-->|\{#[^]*?#\}|^(`{3,}|~{3,})[^]*?^\1|`[^`\n]+`/gm;

/** Formats whose text is the page's, but for tags of the template. */
const templateFormat = /\.(?:md|html|njk|liquid)$/;

/**
 * Finds the first of each kind of inline code in a template.
 * @param opened what the site allows beside the usual.
 * @param file the template, as problems name it.
 */
export function inlineCode(
  text: string,
  opened: SiteConfig['csp'],
  file: string,
): readonly Problem[] {
  const code = text.replace(shown, (match) => match.replace(/[^\n]/g, ' '));
  return kinds.flatMap(({ what, directive, pattern, allowedBy }) => {
    const at = code.search(pattern);
    const allows = allowedBy && opened[directive]?.some((source) => allowedBy.test(source));
    if (at < 0 || allows) return [];
    const own = directive === 'style-src' ? 'styles/' : 'static/ and name it with src';
    const orAllow = allowedBy ? `, or allow it with csp: { '${directive}': … }` : '';
    return {
      file,
      line: code.slice(0, at).split('\n').length,
      code: 'inline-code',
      message: `${what} within the page is blocked by its policy.`,
      hint: `Put it into a file in ${own}${orAllow}.`,
      severity: 'warning',
    } satisfies Problem;
  });
}

/** Warns of inline code in the pages, layouts and partials of the site's own. */
export function inlineCodeProblems({ csp }: Pick<SiteConfig, 'csp'>): readonly Problem[] {
  // In Inkstone's own folder most layouts are Inkstone's.
  const folders = isProgramSite() ? [ownPagesFolder] : [ownPagesFolder, includesFolder];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => listFiles(path.resolve(folder)))
    .filter((file) => templateFormat.test(file))
    .flatMap((file) => inlineCode(readFileSync(file, 'utf8'), csp, relativePath(file)));
}
