import type { FeatureKind, RelatedReason } from '../content/relation.ts';
import { terms } from '../content/terms.ts';
import { termLabelsEn, type TermLabelTable } from './term-labels.ts';

/** Words for reasons in one Chinese script. */
export interface ChineseReasonWords {
  /** How types of terms are called. */
  readonly labels: TermLabelTable;
  readonly guest: string;
  /** Before what both have, `同一`. */
  readonly same: string;
  /** The same before several of an open type, `共同的`. */
  readonly sameSeveral: string;
  readonly explain: string;
  /** Measure word and noun: `个概念`. */
  readonly concepts: string;
  readonly mention: string;
  readonly mentionSeveral: string;
  /** Counter of types that have none of their own, `个`. */
  readonly counter: string;
}

/** Makes phrases like `共同提到 3 个产品：A、B、C`. */
export function chineseReason(words: ChineseReasonWords): (reason: RelatedReason) => string {
  return ({ kind, names, count }) => {
    const list = names.join('、');
    const some = count > names.length ? `${list} 等` : list;
    if (kind === 'concept') {
      return count === 1
        ? `${words.explain} ${list}`
        : `${words.explain} ${count} ${words.concepts}：${some}`;
    }
    if (kind === 'guest') return `${words.same}${words.guest}：${some}`;
    const { isEntity, isOpen } = terms[kind];
    const { one, counter = words.counter } = words.labels[kind];
    if (isEntity) {
      return count === 1
        ? `${words.mention} ${list}`
        : `${words.mentionSeveral} ${count} ${counter}${one}：${some}`;
    }
    return `${isOpen && count > 1 ? words.sameSeveral : words.same}${one}：${some}`;
  };
}

/** Makes sentences like `Both mention 3 products: A, B, C`. */
export function englishReason({ kind, names, count }: RelatedReason): string {
  const list = names.join(', ') + (count > names.length ? ' …' : '');
  const [one, several] = englishNouns(kind);
  const verb = kind === 'concept' ? 'explain' : 'mention';
  if (kind === 'concept' || (kind !== 'guest' && terms[kind].isEntity)) {
    return count === 1 ? `Both ${verb} ${list}` : `Both ${verb} ${count} ${several}: ${list}`;
  }
  return `Same ${count === 1 ? one : several}: ${list}`;
}

function englishNouns(kind: FeatureKind): readonly [one: string, several: string] {
  if (kind === 'guest') return ['guest', 'guests'];
  if (kind === 'concept') return ['concept', 'concepts'];
  const { one, index } = termLabelsEn[kind];
  return [one.toLowerCase(), index.toLowerCase()];
}
