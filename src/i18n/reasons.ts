import type { FeatureKind, RelatedReason } from '../content/relation.ts';

type EntityKind = 'person' | 'organisation' | 'product' | 'media';
type SameKind = Exclude<FeatureKind, EntityKind | 'concept'>;

/** The words of a reason in one Chinese script. */
export interface ChineseReasonWords {
  readonly same: Readonly<Record<SameKind, string>>;
  readonly tags: string;
  readonly explain: string;
  /** Counter and noun: `个概念`. */
  readonly concepts: string;
  readonly mention: string;
  readonly mentionSeveral: string;
  /** Counter and noun by kind: `个产品`. */
  readonly entities: Readonly<Record<EntityKind, string>>;
}

/** Makes sentences like `共同提到 3 个产品：A、B、C`. */
export function chineseReason(words: ChineseReasonWords): (reason: RelatedReason) => string {
  return ({ kind, names, count }) => {
    const list = names.join('、');
    const some = count > names.length ? `${list} 等` : list;
    switch (kind) {
      case 'concept':
        return count === 1
          ? `${words.explain} ${list}`
          : `${words.explain} ${count} ${words.concepts}：${some}`;
      case 'person':
      case 'organisation':
      case 'product':
      case 'media':
        return count === 1
          ? `${words.mention} ${list}`
          : `${words.mentionSeveral} ${count} ${words.entities[kind]}：${some}`;
      case 'tag':
        return `${count === 1 ? words.same.tag : words.tags}：${some}`;
      default:
        return `${words.same[kind]}：${some}`;
    }
  };
}

const nouns: Readonly<Record<FeatureKind, readonly [one: string, several: string]>> = {
  series: ['series', 'series'],
  project: ['project', 'projects'],
  category: ['category', 'categories'],
  area: ['area', 'areas'],
  guest: ['guest', 'guests'],
  speaker: ['speaker', 'speakers'],
  tag: ['tag', 'tags'],
  concept: ['concept', 'concepts'],
  person: ['person', 'people'],
  organisation: ['organisation', 'organisations'],
  product: ['product', 'products'],
  media: ['work', 'works'],
};

/** Makes sentences like `Both mention 3 products: A, B, C`. */
export function englishReason({ kind, names, count }: RelatedReason): string {
  const list = names.join(', ') + (count > names.length ? ' …' : '');
  const [one, several] = nouns[kind];
  switch (kind) {
    case 'concept':
      return count === 1 ? `Both explain ${list}` : `Both explain ${count} ${several}: ${list}`;
    case 'person':
    case 'organisation':
    case 'product':
    case 'media':
      return count === 1 ? `Both mention ${list}` : `Both mention ${count} ${several}: ${list}`;
    default:
      return `Same ${count === 1 ? one : several}: ${list}`;
  }
}
