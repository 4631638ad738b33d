import {
  createCssVariablesTheme,
  createHighlighterCoreSync,
  type LanguageRegistration,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguagesBase } from 'shiki/langs';
import { escapeHtml } from '../tokens.ts';

/** HTML of `code` with `<span class="tok-…">` tokens, or undefined if it is to be shown plain. */
export type Highlight = (code: string, language: string) => string | undefined;

/** Beyond this a block is data rather than a sample, and colouring it would cost seconds. */
const CODE_LENGTH_MAX = 50_000;
const LINE_LENGTH_MAX = 1_000;
const VARIABLE_PREFIX = '--tok-';

/**
 * The grammars that are imported at start, since rendering is synchronous. The module of each holds
 * before it those that it embeds, with their aliases.
 */
const LANGUAGES = [
  'bash c cpp csharp css diff docker go graphql html ini java javascript json jsx kotlin',
  'markdown php python ruby rust sql swift toml tsx typescript yaml',
].flatMap((names) => names.split(' '));

/** Imports the grammars once; what it returns is synchronous and pure. */
export async function createHighlight(): Promise<Highlight> {
  const modules = await Promise.all(
    LANGUAGES.map(async (name) => (await bundledLanguagesBase[name]?.())?.default ?? []),
  );
  const byName = modulesByName(modules);
  const theme = createCssVariablesTheme({ name: 'inkstone', variablePrefix: VARIABLE_PREFIX });
  const highlighter = createHighlighterCoreSync({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const ready = new Set<string>();
  return (code, language) => {
    if (!byName.has(language) || code.length > CODE_LENGTH_MAX) return undefined;
    if (!ready.has(language)) {
      highlighter.loadLanguageSync(...withEmbedded(language, byName));
      ready.add(language);
    }
    const { tokens } = highlighter.codeToTokens(code, {
      lang: language,
      theme: 'inkstone',
      tokenizeMaxLineLength: LINE_LENGTH_MAX,
      tokenizeTimeLimit: 0, // a limit in time would make builds differ
    });
    return tokens.map((line) => line.map(renderToken).join('')).join('\n');
  };
}

type GrammarModule = readonly LanguageRegistration[];

/**
 * The module of every name and alias: the one whose own grammar it means, else the first that
 * embeds it.
 */
function modulesByName(modules: readonly GrammarModule[]): ReadonlyMap<string, GrammarModule> {
  const byName = new Map<string, GrammarModule>();
  for (const grammarsOf of [
    (module: GrammarModule) => module.slice(-1),
    (all: GrammarModule) => all,
  ]) {
    for (const module of modules) {
      for (const { name, aliases = [] } of grammarsOf(module)) {
        for (const own of [name, ...aliases]) if (!byName.has(own)) byName.set(own, module);
      }
    }
  }
  return byName;
}

/**
 * The grammars that read a language, with all languages that its code may hold: always all of
 * them, so that output does not depend on the posts rendered before. Loaded when needed: those of
 * Markdown and Ruby take half a second, and most sites never need them.
 */
function withEmbedded(
  language: string,
  byName: ReadonlyMap<string, GrammarModule>,
): LanguageRegistration[] {
  const modules = new Set<GrammarModule>();
  const add = (name: string): void => {
    const module = byName.get(name);
    if (!module || modules.has(module)) return;
    modules.add(module);
    for (const { embeddedLangsLazy = [] } of module) embeddedLangsLazy.forEach(add);
  };
  add(language);
  return [...modules].flat();
}

function renderToken(token: { content: string; color?: string }): string {
  const text = escapeHtml(token.content);
  const kind = /--tok-token-([a-z-]+)/.exec(token.color ?? '')?.[1];
  return kind ? `<span class="tok-${kind}">${text}</span>` : text;
}
