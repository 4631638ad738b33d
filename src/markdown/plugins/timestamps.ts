import type { MarkdownIt, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { escapeHtml, markupToken, textToken } from '../tokens.ts';

const TIME = String.raw`(?:\d{1,2}:)?\d{1,2}:[0-5]\d`;
const BRACKETED = new RegExp(
  String.raw`([[【]\s?)(${TIME})(?:(\s?[-–—~至到]\s?)(${TIME}))?(?=\s?[\]】])`,
  'g',
);
// Without brackets, only where white space or a dash follows: `10:17，轮渡抵达` is prose.
const LINE_START = new RegExp(
  String.raw`^([（(]?)(${TIME})(?:(\s?[-–—~]\s?)(${TIME}))?(?=[）)]|[ \t\u00A0|]|\s?[-–—]\s|$)`,
);
const VIDEO_ID = /^[\w-]{11}$/;

/** Time stamps in brackets or at a line's start become links into the source video. */
export function timestamps(md: MarkdownIt): void {
  md.core.ruler.push('timestamps', (state) => {
    const videoId = youtubeId(envOf(state.env).context.source);
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children || !/\d:\d\d/.test(block.content)) continue;
      block.children = markTimes(block.children, videoId);
    }
  });
}

/** The id of the YouTube video that a source URL names. */
export function youtubeId(source: string | undefined): string | undefined {
  if (!source || !URL.canParse(source)) return undefined;
  const url = new URL(source);
  const host = url.hostname.replace(/^(?:www|m|music)\./, '');
  const path = url.pathname.split('/').filter(Boolean);
  let id: string | null | undefined;
  if (host === 'youtu.be') id = path[0];
  else if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    id = /^(?:embed|live|shorts|v)$/.test(path[0] ?? '') ? path[1] : url.searchParams.get('v');
  }
  return id && VIDEO_ID.test(id) ? id : undefined;
}

function markTimes(tokens: readonly Token[], videoId: string | undefined): Token[] {
  const out: Token[] = [];
  let links = 0;
  let lineStart = true;
  for (const token of tokens) {
    if (token.type === 'link_open' || (token.tag === 'a' && token.info === 'open')) links++;
    else if (token.type === 'link_close' || (token.tag === 'a' && token.info === 'close')) links--;
    if (token.type !== 'text' || links > 0) {
      lineStart =
        token.type === 'softbreak' ||
        token.type === 'hardbreak' ||
        (lineStart && token.nesting === 1);
      out.push(token);
      continue;
    }
    splitTimes(token.content, lineStart, videoId, out);
    if (token.content.trim() !== '') lineStart = false;
  }
  return out;
}

function splitTimes(
  text: string,
  lineStart: boolean,
  videoId: string | undefined,
  out: Token[],
): void {
  let from = 0;
  const emit = (match: RegExpExecArray): void => {
    const [whole, open = '', first = '', dash = '', second = ''] = match;
    const head = text.slice(from, match.index) + open;
    if (head !== '') out.push(textToken(head));
    out.push(stamp(first, videoId));
    if (second !== '') out.push(textToken(dash), stamp(second, videoId));
    from = match.index + whole.length;
  };
  const atStart = lineStart && videoId !== undefined ? LINE_START.exec(text) : null;
  if (atStart && (atStart[1] === '' || /^[）)]/.test(text.slice(atStart[0].length)))) emit(atStart);
  if (/[[【]\s?\d/.test(text)) {
    BRACKETED.lastIndex = from;
    for (let match = BRACKETED.exec(text); match; match = BRACKETED.exec(text)) emit(match);
  }
  if (from < text.length) out.push(textToken(text.slice(from)));
}

function stamp(time: string, videoId: string | undefined): Token {
  const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const href = `https://www.youtube.com/watch?v=${videoId ?? ''}&amp;t=${String(seconds)}s`;
  const html = videoId
    ? `<a class="timestamp" href="${href}" rel="noopener">${escapeHtml(time)}</a>`
    : `<span class="timestamp">${escapeHtml(time)}</span>`;
  return markupToken(html, 0);
}
