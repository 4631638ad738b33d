import type { TermType } from './terms.ts';

/**
 * What two articles can have in common: a term of some type, a guest, or a concept
 * that both explain.
 */
export type FeatureKind = TermType | 'guest' | 'concept';

/** Why two articles are related: what they share of one kind. */
export interface RelatedReason {
  readonly kind: FeatureKind;
  /** Names of the most important shared ones. */
  readonly names: readonly string[];
  /** Number of all shared ones of this kind. */
  readonly count: number;
}
