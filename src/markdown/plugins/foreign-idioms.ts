import type { MarkdownIt, Token } from 'markdown-it';
import { envOf } from '../env.ts';
import { FOREIGN_IDIOMS, type ForeignIdiomCode } from '../foreign-idioms.ts';

/** What every one of them begins with: most bodies have none of it. */
const ANY = /==|%%|:::|\[[!^]|!\[\[|\]\(|<[a-z]|\$\$|-[\s:]{0,20}\|/i;

const PATTERNS = Object.entries(FOREIGN_IDIOMS).map(
  ([code, { pattern }]) => [code as ForeignIdiomCode, pattern] as const,
);

/** Reports idioms that are shown as text: those of other programs, and unsound ones. */
export function foreignIdioms(md: MarkdownIt): void {
  // Text with a backslash is still a token of its own here.
  md.core.ruler.before('linkify', 'foreign_idioms', (state) => {
    if (!ANY.test(state.src)) return;
    const { report } = envOf(state.env);
    let blockLine = 0;
    for (const { map, children } of state.tokens) {
      blockLine = map?.[0] ?? blockLine;
      if (!children?.some(({ content }) => ANY.test(content))) continue;
      for (const [at, line] of shownLines(children).entries()) {
        for (const [code, pattern] of PATTERNS) {
          const [found] = pattern.exec(line) ?? [];
          if (found !== undefined) report(code, blockLine + at, found);
        }
      }
    }
  });
}

/** A backslash that escapes nothing, with what follows it. */
const PLAIN_BACKSLASH = /^\\./;

/** The text of a paragraph in lines; a box stands for what is shown as something else. */
function shownLines(tokens: readonly Token[]): string[] {
  let text = '';
  for (const { type, nesting, content } of tokens) {
    if (type === 'text' || (type === 'text_special' && PLAIN_BACKSLASH.test(content))) {
      text += content;
    } else if (type === 'softbreak' || type === 'hardbreak') text += '\n';
    else if (nesting === 0) text += '\uFFFC';
  }
  return text.split('\n');
}
