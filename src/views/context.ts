import type { SiteConfig } from '../config/site-config.ts';
import { termTypes } from '../content/terms.ts';
import type { TermType } from '../content/terms.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import { uiFor } from '../i18n/catalogues.ts';
import type { Ui } from '../i18n/ui.ts';
import { divideGlossary, glossaryEntryBytes } from './glossary-parts.ts';
import type { GlossaryParts } from './glossary-parts.ts';
import { createLinks } from './links.ts';
import type { Links } from './links.ts';
import type { LinkView } from './types.ts';

/** What all views are made from. */
export interface ViewContext {
  readonly config: SiteConfig;
  readonly corpus: Corpus;
  readonly ui: Ui;
  readonly links: Links;
  /** Pages of the glossary, with the addresses of its entries. */
  readonly glossary: GlossaryParts;
  /** Cache of links to terms; see `termLink`. */
  readonly knownTermLinks: Readonly<Record<TermType, Map<string, LinkView>>>;
  /** True in the dev server, which marks posts that are not public. */
  readonly preview: boolean;
}

/** The same once it is decided what is published beside the pages. */
export interface PlannedContext extends ViewContext {
  readonly editions: EditionPlan;
}

/** Makes what all views share. @param editions the editions that pages name. */
export function createContext(config: SiteConfig, corpus: Corpus, preview = false): ViewContext {
  const links = createLinks(config.url, config.pathPrefix);
  return {
    config,
    corpus,
    ui: uiFor(config.language),
    links,
    preview,
    knownTermLinks: Object.fromEntries(
      termTypes.map((type) => [type, new Map<string, LinkView>()]),
    ) as ViewContext['knownTermLinks'],
    glossary: divideGlossary(corpus.glossary, links, glossaryEntryBytes),
  };
}

/**
 * Links a term, given any of its spellings. A person who has a page only as a speaker is linked
 * there. A term without a page, or only in unlisted posts, is plain text.
 */
export function termLink(context: ViewContext, type: TermType, name: string): LinkView {
  const known = context.knownTermLinks[type];
  let link = known.get(name);
  if (!link) known.set(name, (link = Object.freeze(makeTermLink(context, type, name))));
  return link;
}

function makeTermLink({ corpus, links }: ViewContext, type: TermType, name: string): LinkView {
  const { terms, mentions, aliases } = corpus;
  const term = terms[type].find(name) ?? (type === 'person' ? terms.speaker.find(name) : undefined);
  if (!term) return { name: aliases.nameOf(type, aliases.keyOf(type, name)) ?? name };
  const page = mentions.pageOf(term);
  return page
    ? { name: term.name, href: links.term(page.type, page.slug).href }
    : { name: term.name };
}

/** Several terms, each once. */
export function termLinks(
  context: ViewContext,
  type: TermType,
  names: readonly string[],
): readonly LinkView[] {
  const unique = new Map<string, LinkView>();
  for (const name of names) {
    const link = termLink(context, type, name);
    unique.set(link.name, link);
  }
  return [...unique.values()];
}
