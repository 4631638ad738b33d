import { memoize } from '../../shared/memoize.ts';
import type { VariantTable } from '../fold.ts';

/** Which characters count as the same: `t2s`, traditional Han as simplified; `none`, none. */
export type VariantChoice = 'none' | 't2s';

/** From CJK Unified Ideographs Extension A to CJK Unified Ideographs. */
const firstHan = 0x3400;
const lastHan = 0x9fff;

/**
 * Loads the variant table from OpenCC (https://github.com/BYVoid/OpenCC). It maps single
 * characters: a phrase may be cut anywhere, so a character must fold without its neighbours. Takes
 * 0.2 s, once per process.
 */
export const loadVariants: (choice: VariantChoice) => Promise<VariantTable> = memoize(
  async (choice): Promise<VariantTable> => {
    const table = new Map<string, string>();
    if (choice === 'none') return table;
    const { Converter } = await import('opencc-js/t2cn');
    const simplify = Converter({ from: 't', to: 'cn' });
    for (let code = firstHan; code <= lastHan; code++) {
      const character = String.fromCharCode(code);
      const simplified = simplify(simplify(character));
      // Keep the length: folding must not move places in a text.
      if (simplified !== character && simplified.length === 1) table.set(character, simplified);
    }
    return table;
  },
);
