import type { RawLink, RenderedBody } from '../../src/markdown/types.ts';
import { finishBody } from '../../src/output/finish-body.ts';

/**
 * A body with its addresses: those of links as written, and for wikilinks the names they hold. One
 * to `missing` leads nowhere.
 */
export function finished({ html, links }: Pick<RenderedBody, 'html' | 'links'>): string {
  return finishBody(Buffer.from(html), links, links.map(addressOf)).toString('utf8');
}

function addressOf({ kind, target, heading, href }: RawLink): string | undefined {
  if (kind === 'link') return href;
  if (target === 'missing') return undefined;
  return `?wiki=${target}${heading === undefined ? '' : `#${heading}`}`;
}
