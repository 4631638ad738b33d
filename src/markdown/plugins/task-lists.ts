import type { MarkdownIt } from 'markdown-it';
import { escapeHtml, markupToken, plainText } from '../tokens.ts';

const MARK = /^\[([ xX])\][ \u00A0]/;

/**
 * Task lists: `- [x] …`. Ours instead of markdown-it-task-lists, whose last release is from 2018.
 */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.push('task_lists', (state) => {
    const lists: number[] = [];
    for (let i = 0; i < state.tokens.length; i++) {
      const token = state.tokens[i];
      if (token?.type === 'bullet_list_open' || token?.type === 'ordered_list_open') lists.push(i);
      else if (token?.type === 'bullet_list_close' || token?.type === 'ordered_list_close')
        lists.pop();
      if (token?.type !== 'inline' || state.tokens[i - 2]?.type !== 'list_item_open') continue;
      const text = token.children?.[0];
      const match = text?.type === 'text' ? MARK.exec(text.content) : null;
      if (!match || !text || !token.children) continue;
      text.content = text.content.slice(match[0].length);
      const checked = match[1] === ' ' ? '' : ' checked';
      // The box is named by its item; a <label> would have to hold links too.
      const name = escapeHtml(plainText(token.children).trim());
      const box = `<input type="checkbox" disabled${checked} aria-label="${name}"> `;
      token.children.unshift(markupToken(box, 0));
      state.tokens[i - 2]?.attrSet('class', 'task');
      state.tokens[lists.at(-1) ?? -1]?.attrSet('class', 'task-list');
    }
  });
}
