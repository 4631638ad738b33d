import type { MarkdownIt, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { makeToken } from '../lean-parser.ts';
import type { RenderContext, RenderLabels } from '../types.ts';

/** `[!NOTE]` and what follows it on its line; `-` or `+` says whether Obsidian folds the block. */
const MARK = /^\[!([A-Za-z][\w-]{0,30})\][+-]?(?:[ \t]+([^\n]*))?(?:\n|$)/;

/** The callouts of Obsidian that are no alerts (https://help.obsidian.md/callouts). */
const CALLOUTS: ReadonlySet<string> = new Set(
  [
    'abstract summary tldr info todo hint success check done question help faq attention',
    'failure fail missing danger error bug example quote cite',
  ].flatMap((names) => names.split(' ')),
);

/**
 * Alerts of GitHub: a quote that begins with `[!NOTE]`, TIP, IMPORTANT, WARNING or CAUTION. A title
 * may follow on that line, as in Obsidian. With any other name it stays a quote, below its title.
 */
export function alerts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'alerts', (state) => {
    if (!state.src.includes('[!')) return;
    const { context, report } = envOf(state.env);
    const tokens: Token[] = [];
    /** For each quote that is open, whether it is an alert. */
    const quotes: boolean[] = [];
    for (let i = 0; i < state.tokens.length; i++) {
      const token = state.tokens[i];
      if (!token) continue;
      tokens.push(token);
      if (token.type === 'blockquote_close' && quotes.pop()) token.tag = 'aside';
      if (token.type !== 'blockquote_open') continue;
      const isText = state.tokens[i + 1]?.type === 'paragraph_open';
      const text = isText ? state.tokens[i + 2] : undefined;
      const [line = '', name = '', title = ''] = MARK.exec(text?.content ?? '') ?? [];
      const kind = alertKind(name, context.labels);
      quotes.push(kind !== undefined);
      if (!text || line === '') continue;
      if (kind !== undefined) {
        token.tag = 'aside';
        token.attrs = Object.entries({ class: `alert alert-${kind}`, role: 'note' });
      } else if (!CALLOUTS.has(name.toLowerCase())) {
        report('body-alert-unknown', text.map?.[0] ?? 0, `[!${name}]`);
      }
      for (const each of titleTokens(name, title.trim(), text, context)) tokens.push(each);
      text.content = text.content.slice(line.length);
      if (text.map) text.map = [text.map[0] + 1, text.map[1]];
      // Nothing but the mark: its paragraph goes.
      if (text.content === '') i += 3;
    }
    state.tokens = tokens;
  });
}

function alertKind(
  name: string,
  { alerts }: RenderLabels,
): keyof RenderLabels['alerts'] | undefined {
  const kind = name.toLowerCase();
  return Object.hasOwn(alerts, kind) ? (kind as keyof typeof alerts) : undefined;
}

/** The title as a heading: `headings` makes bold type of all that stand in a quote. */
function titleTokens(
  name: string,
  title: string,
  { map, level }: Token,
  { labels, lang }: RenderContext,
): readonly Token[] {
  const open = makeToken('heading_open', 'h6', 1);
  const inline = makeToken('inline', '', 0);
  const close = makeToken('heading_close', 'h6', -1);
  open.block = inline.block = close.block = true;
  open.level = close.level = level - 1;
  inline.level = level;
  open.map = inline.map = map;
  inline.children = [];
  open.attrs = [['class', 'alert-title']];
  const kind = alertKind(name, labels);
  if (kind === undefined) {
    inline.content = title || name.charAt(0).toUpperCase() + name.slice(1);
  } else {
    inline.content = [labels.alerts[kind], title].filter(Boolean).join(' · ');
    if (title === '' && labels.lang !== lang) open.attrs.push(['lang', labels.lang]);
  }
  return [open, inline, close];
}
