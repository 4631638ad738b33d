import { memoize } from '../../shared/memoize.ts';
import type { VariantTable } from '../fold.ts';

/**
 * Which characters count as one: `t2s` traditional Han as simplified, `none` each only as itself.
 */
export type VariantChoice = 'none' | 't2s';

/** The blocks CJK Unified Ideographs Extension A to CJK Unified Ideographs. */
const firstHan = 0x3400;
const lastHan = 0x9fff;

/**
 * The table that a site's index is folded with, from OpenCC's characters
 * (https://github.com/BYVoid/OpenCC). One character at a time: a phrase may be cut anywhere, so
 * what a character folds to must not depend on its neighbours. Takes 0.2 s: once per process.
 */
export function loadVariants(choice: VariantChoice): Promise<VariantTable> {
  return tableOf(choice);
}

const tableOf = memoize(async (choice): Promise<VariantTable> => {
  const table = new Map<string, string>();
  if (choice === 'none') return table;
  const { Converter } = await import('opencc-js/t2cn');
  const simplify = Converter({ from: 't', to: 'cn' });
  for (let code = firstHan; code <= lastHan; code++) {
    const character = String.fromCharCode(code);
    const simplified = simplify(simplify(character));
    // Same length in, same length out: places in a text must not move.
    if (simplified !== character && simplified.length === 1) table.set(character, simplified);
  }
  return table;
});
