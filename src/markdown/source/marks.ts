/**
 * Marks the source repair leaves for the Markdown plugins. They are Unicode noncharacters, which no
 * text may contain: `cleanText` takes them out of what the author wrote, so they cannot be forged.
 */
export const ORIGINAL_OPEN = '\uFDD0';
export const ORIGINAL_CLOSE = '\uFDD1';
/** Stands where two runs of emphasis marks touch, so that they read as two. Never shown. */
export const EMPHASIS_SPLIT = '\uFDD2';
/** Begins a paragraph that the author began with `>>`. */
export const TURN = '\uFDD3';

/** Those marks, and control characters, which are not allowed in HTML; tab and newline are. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]/g;

/**
 * Normalises line ends and removes what no HTML may hold. Text is never lost: none of these is
 * visible.
 */
export function cleanText(body: string): string {
  let text = body.toWellFormed();
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  return text.replace(FORBIDDEN, '');
}
