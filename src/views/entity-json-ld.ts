import type { Term } from '../corpus/term-index.ts';
import type { ViewContext } from './context.ts';
import { jsonForScript } from './head.ts';

/**
 * Types of https://schema.org. A `Product` asks for offers and reviews, which nobody has of a
 * language model: it is a thing that is one.
 */
const schemaTypes: Readonly<Record<Term['type'], Readonly<Record<string, string>>>> = {
  tag: { '@type': 'DefinedTerm' },
  area: { '@type': 'DefinedTerm' },
  category: { '@type': 'DefinedTerm' },
  project: { '@type': 'Project' },
  series: { '@type': 'CreativeWorkSeries' },
  speaker: { '@type': 'Person' },
  person: { '@type': 'Person' },
  organisation: { '@type': 'Organization' },
  product: { '@type': 'Thing', additionalType: 'https://schema.org/Product' },
  media: { '@type': 'CreativeWork' },
};

/** The page of a term as a collection of what is written about it. */
export function entityJsonLd(
  context: ViewContext,
  term: Term,
  { aliases, definition }: { readonly aliases: readonly string[]; readonly definition?: string },
): string {
  const { config, corpus, links } = context;
  const url = links.absolute(links.term(term.type, term.slug).href);
  // Channels speak too.
  const isChannel = term.type === 'speaker' && corpus.terms.organisation.find(term.name);
  return jsonForScript({
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: term.name,
    url,
    inLanguage: config.language,
    mainEntity: {
      ...(isChannel ? schemaTypes.organisation : schemaTypes[term.type]),
      '@id': `${url}#entity`,
      name: term.name,
      ...(aliases.length > 0 && { alternateName: aliases }),
      ...(definition !== undefined && { description: definition }),
    },
  });
}
