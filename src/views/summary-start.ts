/** Room on short cards, in half-width columns: two lines of 40 Han on a wide screen. */
const maximumWidth = 160;

/**
 * The start of a summary for short cards: whole sentences where they fill half of the room, else a
 * cut text with its mark.
 */
export function summaryStart(summary: string): string {
  const characters = [...summary];
  let width = 0;
  let end = 0;
  let sentenceEnd = 0;
  for (const [index, character] of characters.entries()) {
    width += isWide(character) ? 2 : 1;
    if (width > maximumWidth) break;
    end = index + 1;
    if (/[。！？]/.test(character)) sentenceEnd = end;
    else if (/[.!?]/.test(character) && characters[end] === ' ') sentenceEnd = end;
  }
  if (end === characters.length) return summary;
  if (sentenceEnd * 2 >= end) return characters.slice(0, sentenceEnd).join('');
  const cut = characters
    .slice(0, end - 1)
    .join('')
    .trimEnd();
  return `${cut}…`;
}

/** CJK and what is as wide, from radicals on. */
function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x2e80;
}
