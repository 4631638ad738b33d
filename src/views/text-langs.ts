import { languageOfText } from '../content/language.ts';
import type { Post } from '../content/post.ts';
import type { ViewContext } from './context.ts';

/** BCP 47 languages of what a post says of itself, each where it differs from the site's. */
export interface TextLangs {
  readonly titleLang?: string;
  readonly summaryLang?: string;
  readonly insightLang?: string;
}

/** A short title in characters that all Chinese orthographies share is in that of the summary. */
export function textLangs(
  context: ViewContext,
  { title, summary, insight, lang }: Pick<Post, 'title' | 'summary' | 'insight' | 'lang'>,
): TextLangs {
  const { language } = context.config;
  const langOf = (text: string | undefined, article = lang) =>
    text === undefined ? undefined : languageOfText(text, article, language);
  const summaryLang = langOf(summary);
  const langs = {
    titleLang: langOf(title, summaryLang?.startsWith('zh') ? summaryLang : lang),
    summaryLang,
    insightLang: langOf(insight),
  };
  return Object.fromEntries(
    Object.entries(langs).filter(([, own]) => own !== undefined && own !== language),
  );
}
