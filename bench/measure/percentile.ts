/**
 * The value below which a share of the values lies; 0 if there are none. @param sorted ascending.
 */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
