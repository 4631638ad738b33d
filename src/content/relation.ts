import type { TermType } from './terms.ts';

/**
 * What two articles can have in common: a term of some type, a guest, or a concept that both
 * explain.
 */
export type FeatureKind = TermType | 'guest' | 'concept';

/** Why an article is related: what of one kind the two share. */
export interface RelatedReason {
  readonly kind: FeatureKind;
  /** Names of the weightiest few of what is shared. */
  readonly names: readonly string[];
  /** How many of this kind are shared altogether. */
  readonly count: number;
}
