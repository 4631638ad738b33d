import { readHtml } from '../../src/search/index/html-text.ts';
import { textOfUnits } from '../../src/search/index/units.ts';

/** What search reads of HTML. */
export function htmlToText(html: string): string {
  return textOfUnits(readHtml(Buffer.from(html)));
}
