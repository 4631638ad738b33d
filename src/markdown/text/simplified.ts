import { TRADITIONAL_FORMS } from '../words/traditional.ts';

const simple = new Map<string, string>();
for (const [first = '', ...forms] of TRADITIONAL_FORMS.split(' ')) {
  for (const form of forms) simple.set(form, first);
}
const TRADITIONAL = new RegExp(`[${[...simple.keys()].join('')}]`, 'g');

/**
 * A text as the word lists have it: traditional characters that are listed as simplified ones. Of
 * the same length, so that places in it are places in the text.
 */
export function simplified(text: string): string {
  return text.replace(TRADITIONAL, (character) => simple.get(character) ?? character);
}
