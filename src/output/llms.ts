import type { SiteConfig } from '../config/site-config.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { EditionPlan } from '../editions/edition-plan.ts';
import type { Ui } from '../i18n/ui.ts';
import type { ShownArticle } from '../ingest/types.ts';
import type { Links } from '../views/links.ts';
import type { TextFile } from './feeds.ts';
import { siteDescription } from '../views/head.ts';

/** Maximum articles that `llms.txt` lists itself; larger sites get one list a year. */
export const listedInIndex = 100;

/** Maximum characters of a list: a model reads it at once and has room for an answer. */
const listCharacters = 150_000;

/**
 * Makes `llms.txt` (https://llmstxt.org): what the site is, and every listed article with its
 * summary, newest first. Larger sites get one list a year below `llms/`, and several for a year
 * with many articles, cut from the oldest: a new one changes the newest list alone. Links lead to
 * the Markdown edition, if there is one.
 */
export function llmsFiles(
  config: SiteConfig,
  { articles, archive }: Corpus,
  links: Links,
  ui: Ui,
  editions: EditionPlan,
): readonly TextFile[] {
  const lineOf = ({ post }: ShownArticle): string => {
    const { href } = editions.markdown ? links.markdown(post.address) : links.post(post.address);
    const summary = post.summary === undefined ? '' : `: ${oneLine(post.summary)}`;
    return `- [${linkText(post.title)}](${links.absolute(href)})${summary}\n`;
  };
  const description = oneLine(siteDescription(config));
  const head =
    `# ${oneLine(config.title)}\n\n` + (description === '' ? '' : `> ${description}\n\n`);
  if (articles.length <= listedInIndex) {
    const list = articles.map(lineOf).join('');
    return [{ name: 'llms.txt', text: `${head}## ${ui.titles.archive}\n\n${list}` }];
  }
  const undated = articles.filter(({ post }) => post.date === undefined);
  const groups = [
    ...archive.map(({ year, articles: own }) => ({ name: year, articles: own })),
    ...(undated.length > 0 ? [{ name: 'undated', articles: undated }] : []),
  ];
  const lists = groups.flatMap(({ name, articles: own }) =>
    splitLines(own.toReversed().map(lineOf))
      .map((lines, index) => {
        const part = index === 0 ? name : `${name}-${index + 1}`;
        return {
          name: `llms/${part}.md`,
          title: part,
          count: lines.length,
          text: `# ${oneLine(config.title)} · ${part}\n\n${lines.toReversed().join('')}`,
        };
      })
      .toReversed(),
  );
  const index = lists.map(
    ({ name, title, count }) =>
      `- [${title}](${links.absolute(links.file(name).href)}): ${ui.listLead(count)}\n`,
  );
  return [
    { name: 'llms.txt', text: `${head}## ${ui.titles.archive}\n\n${index.join('')}` },
    ...lists,
  ];
}

function splitLines(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  let size = 0;
  for (const line of lines) {
    if (size + line.length > listCharacters && size > 0) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(line);
    size += line.length;
  }
  return parts;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function linkText(title: string): string {
  return oneLine(title).replace(/[\\[\]]/g, '\\$&');
}
