import MarkdownItFactory, { type MarkdownIt } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { markdownEnv, type RenderEnv } from './env.ts';
import { leanParser } from './lean-parser.ts';
import { alerts } from './plugins/alerts.ts';
import { balanceInline } from './plugins/balance-inline.ts';
import { codeBlocks } from './plugins/code-blocks.ts';
import { footnotes } from './plugins/footnotes.ts';
import { foreignIdioms } from './plugins/foreign-idioms.ts';
import { glosses } from './plugins/glosses.ts';
import { headings } from './plugins/headings.ts';
import { createHighlight, type Highlight } from './plugins/highlighter.ts';
import { images } from './plugins/images.ts';
import { languageRuns } from './plugins/language-runs.ts';
import { links } from './plugins/links.ts';
import { math } from './plugins/math.ts';
import { originalBlocks } from './plugins/original-blocks.ts';
import { rawHtml } from './plugins/raw-html.ts';
import { speakerTurns } from './plugins/speaker-turns.ts';
import { strongRepair } from './plugins/strong-repair.ts';
import { tables } from './plugins/tables.ts';
import { taskLists } from './plugins/task-lists.ts';
import { sanitiseBody } from './plugins/sanitise-body.ts';
import { timestamps } from './plugins/timestamps.ts';
import { wikilinks } from './plugins/wikilinks.ts';
import { extractLinks } from './post-links.ts';
import { RepairLog } from './repair-log.ts';
import { repairSource } from './source/repair-source.ts';
import { HAN } from './text/scripts.ts';
import type { RenderBody } from './types.ts';

export type * from './types.ts';

/**
 * Depth at which markdown-it stops reading blocks; the source repair keeps every body far above it.
 */
const NESTING_MAX = 100;

/**
 * Makes the renderer of article bodies. Loads grammars once; rendering itself is synchronous and
 * pure.
 * @param plugins of the site's own, after all idioms. With any, bodies are sanitised whole.
 */
export async function createRenderer(
  plugins: readonly ((md: MarkdownIt) => void)[] = [],
): Promise<RenderBody> {
  const md = createMarkdown(await createHighlight());
  for (const plugin of plugins) md.use(plugin);
  return (source, context) => {
    const log = new RepairLog();
    const { text, lines, blocks } = repairSource(source, log.report);
    const env: RenderEnv = {
      context,
      blocks,
      hasHan: HAN.test(text),
      toc: [],
      glosses: [],
      links: [],
      words: { han: 0, latin: 0, original: 0 },
      counters: { glosses: 0, originals: 0 },
      fileLine: (line) => context.bodyLine + (lines[line] ?? 0),
      report: (code, line, detail) => {
        log.report(code, lines[line] ?? 0, detail);
      },
    };
    const html = md.render(text, markdownEnv(env));
    const body = extractLinks(plugins.length > 0 ? sanitiseBody(html) : html, env.links);
    if (body.html.trim() === '') log.report('body-empty', 0);
    const { toc, glosses, words, counters } = env;
    const { originals } = counters;
    return { ...body, toc, glosses, words, originals, problems: log.problems(context) };
  };
}

/**
 * One plugin for each idiom. Their rules run in this order: `balanceInline` before those that
 * rewrite paragraphs, since they expect tags that nest, and `languageRuns` last, when the text is
 * settled.
 */
export const IDIOMS: readonly ((md: MarkdownIt, highlight: Highlight) => void)[] = [
  footnotes,
  originalBlocks,
  alerts,
  foreignIdioms,
  rawHtml,
  math,
  codeBlocks,
  strongRepair,
  wikilinks,
  links,
  balanceInline,
  taskLists,
  speakerTurns,
  headings,
  timestamps,
  glosses,
  images,
  tables,
  languageRuns,
];

/** The grammar: CommonMark with emphasis as Chinese needs it, and the idioms. */
export function createMarkdown(highlight: Highlight): MarkdownIt {
  const md = new MarkdownItFactory({ html: true, linkify: true, maxNesting: NESTING_MAX });
  leanParser(md);
  md.use(cjkFriendly);
  for (const idiom of IDIOMS) md.use(idiom, highlight);
  return md;
}
