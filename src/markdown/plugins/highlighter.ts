import {
  createCssVariablesTheme,
  createHighlighterCore,
  type LanguageRegistration,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeHtml } from '../tokens.ts';

/** HTML of `code` with `<span class="tok-…">` tokens, or undefined if it is to be shown plain. */
export type Highlight = (code: string, language: string) => string | undefined;

/** Beyond this a block is data rather than a sample, and colouring it would cost seconds. */
const CODE_LENGTH_MAX = 50_000;
const LINE_LENGTH_MAX = 1_000;
const VARIABLE_PREFIX = '--tok-';

/** Grammars by their Shiki name; each knows its own aliases. Loaded once per process, at start: rendering is synchronous. */
const GRAMMARS: readonly (() => Promise<{ default: LanguageRegistration[] }>)[] = [
  () => import('shiki/langs/bash.mjs'),
  () => import('shiki/langs/c.mjs'),
  () => import('shiki/langs/cpp.mjs'),
  () => import('shiki/langs/csharp.mjs'),
  () => import('shiki/langs/css.mjs'),
  () => import('shiki/langs/diff.mjs'),
  () => import('shiki/langs/docker.mjs'),
  () => import('shiki/langs/go.mjs'),
  () => import('shiki/langs/graphql.mjs'),
  () => import('shiki/langs/html.mjs'),
  () => import('shiki/langs/ini.mjs'),
  () => import('shiki/langs/java.mjs'),
  () => import('shiki/langs/javascript.mjs'),
  () => import('shiki/langs/json.mjs'),
  () => import('shiki/langs/jsx.mjs'),
  () => import('shiki/langs/kotlin.mjs'),
  () => import('shiki/langs/markdown.mjs'),
  () => import('shiki/langs/php.mjs'),
  () => import('shiki/langs/python.mjs'),
  () => import('shiki/langs/ruby.mjs'),
  () => import('shiki/langs/rust.mjs'),
  () => import('shiki/langs/sql.mjs'),
  () => import('shiki/langs/swift.mjs'),
  () => import('shiki/langs/toml.mjs'),
  () => import('shiki/langs/tsx.mjs'),
  () => import('shiki/langs/typescript.mjs'),
  () => import('shiki/langs/yaml.mjs'),
];

/** Loads the grammars once; what it returns is synchronous and pure. */
export async function createHighlight(): Promise<Highlight> {
  const theme = createCssVariablesTheme({ name: 'inkstone', variablePrefix: VARIABLE_PREFIX });
  const highlighter = await createHighlighterCore({
    themes: [theme],
    langs: [...GRAMMARS],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const known = new Set(highlighter.getLoadedLanguages());
  return (code, language) => {
    if (!known.has(language) || code.length > CODE_LENGTH_MAX) return undefined;
    const { tokens } = highlighter.codeToTokens(code, {
      lang: language,
      theme: 'inkstone',
      tokenizeMaxLineLength: LINE_LENGTH_MAX,
      tokenizeTimeLimit: 0, // a limit in time would make builds differ
    });
    return tokens.map((line) => line.map(renderToken).join('')).join('\n');
  };
}

function renderToken(token: { content: string; color?: string }): string {
  const text = escapeHtml(token.content);
  const kind = /--tok-token-([a-z-]+)/.exec(token.color ?? '')?.[1];
  return kind ? `<span class="tok-${kind}">${text}</span>` : text;
}
