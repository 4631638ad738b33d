import { terms } from '../content/terms.ts';
import type { Term } from '../corpus/term-index.ts';
import type { ViewContext } from './context.ts';
import { jsonForScript } from './head.ts';

/** JSON-LD of a term's page: a collection of articles about the term. */
export function entityJsonLd(
  context: ViewContext,
  term: Term,
  { aliases, definition }: { readonly aliases: readonly string[]; readonly definition?: string },
): string {
  const { config, corpus, links } = context;
  const url = links.absolute(links.term(term.type, term.slug).href);
  // A channel may be named as a speaker.
  const isChannel = term.type === 'speaker' && corpus.terms.organisation.find(term.name);
  return jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: term.name,
    url,
    inLanguage: config.language,
    mainEntity: {
      ...terms[isChannel ? 'organisation' : term.type].schema,
      '@id': `${url}#entity`,
      name: term.name,
      ...(aliases.length > 0 && { alternateName: aliases }),
      ...(definition !== undefined && { description: definition }),
    },
  });
}
