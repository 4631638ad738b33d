import type { Random } from './random.ts';

/**
 * Measured points of a distribution: `[share of the population, value]`. Both ascend; the shares go
 * from 0 to 1.
 */
export type Quantiles = readonly (readonly [share: number, value: number])[];

/**
 * The value below which `share` of the population lies; straight lines between the measured points.
 */
export function quantileAt(points: Quantiles, share: number): number {
  return interpolate(
    points,
    share,
    (value) => value,
    (value) => value,
  );
}

/**
 * Like {@link quantileAt}, with straight lines on a logarithmic scale: for sizes, which span
 * magnitudes.
 */
export function logQuantileAt(points: Quantiles, share: number): number {
  return interpolate(points, share, Math.log, Math.exp);
}

function interpolate(
  points: Quantiles,
  share: number,
  forth: (value: number) => number,
  back: (value: number) => number,
): number {
  let [lowShare, lowValue] = points[0] ?? [0, 0];
  for (const [highShare, highValue] of points) {
    if (share <= highShare) {
      if (highShare === lowShare) return highValue;
      const part = Math.max(0, share - lowShare) / (highShare - lowShare);
      return back(forth(lowValue) * (1 - part) + forth(highValue) * part);
    }
    [lowShare, lowValue] = [highShare, highValue];
  }
  return lowValue;
}

/**
 * The share within a part of the population that corresponds to `share` of the whole.
 * @param weights chance to belong to that part, by share of the whole.
 */
export function weightedShare(weights: Quantiles, share: number): number {
  let below = 0;
  let all = 0;
  let [lowShare, lowWeight] = weights[0] ?? [0, 0];
  for (const [highShare, highWeight] of weights) {
    const end = Math.min(Math.max(share, lowShare), highShare);
    below += ((end - lowShare) * (lowWeight + quantileAt(weights, end))) / 2;
    all += ((highShare - lowShare) * (lowWeight + highWeight)) / 2;
    [lowShare, lowWeight] = [highShare, highWeight];
  }
  return below / all;
}

/**
 * `count` evenly spaced shares of (0, 1) in random order. A distribution read off at these shares
 * is matched exactly at every count, so two corpora of one size weigh the same, whatever the seed.
 */
export function stratifiedShares(count: number, random: Random): number[] {
  return random.shuffle(Array.from({ length: count }, (_, rank) => (rank + 0.5) / count));
}

/**
 * A share that is uniform by itself, but correlates with `share` (Gaussian copula): long posts tend
 * to have more headings, yet not always.
 */
export function correlatedShare(share: number, correlation: number, random: Random): number {
  const own = Math.sqrt(1 - correlation ** 2) * normalQuantile(uniformOpen(random));
  return normalShare(correlation * normalQuantile(share) + own);
}

function uniformOpen(random: Random): number {
  return Math.min(1 - 1e-9, Math.max(1e-9, random.next()));
}

/** Cumulative standard normal distribution; Zelen & Severo's approximation, error below 1e-7. */
function normalShare(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (series * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI);
  return value >= 0 ? 1 - upper : upper;
}

/**
 * Inverse of {@link normalShare} by bisection: called a few times per post, so simple beats fast.
 */
function normalQuantile(share: number): number {
  let low = -6;
  let high = 6;
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
