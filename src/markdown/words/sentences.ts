/**
 * Characters that begin a sentence, or stand in one, but do not begin a term. Simplified only: what
 * is matched is folded first (`text/simplified.ts`).
 */
export const SENTENCE_CHARACTERS = [
  '是的了在和与或及对把被让将从向为以有这那其该个种我你他她它',
  '也都就还而但因所如当使用通过叫作做像',
].join('');
