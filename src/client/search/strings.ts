import { searchEn } from '../../i18n/search/en.ts';
import { searchZhHant } from '../../i18n/search/zh-hant.ts';
import { searchZh } from '../../i18n/search/zh.ts';
import type { SearchStrings } from '../../i18n/ui.ts';
import type { TermLabels } from '../../i18n/term-labels.ts';

/** Defined when the script is bundled, so that the other languages are dropped. */
declare const SITE_LANGUAGE: string;

/** The search strings in the site's language. */
export const strings: SearchStrings =
  SITE_LANGUAGE === 'en' ? searchEn : SITE_LANGUAGE === 'zh-Hant' ? searchZhHant : searchZh;

/** What a type of filter is called: a type of term, or `year`. */
export function filterName(type: string): string {
  if (type === 'year') return strings.year;
  const labels: Readonly<Partial<Record<string, TermLabels>>> = strings.terms;
  return labels[type]?.one ?? type;
}
