/**
 * How often a property is tried whose runs are dear: enough to notice what has been broken.
 * `FC_RUNS` asks for more, to look for what nobody has noticed.
 */
export function propertyRuns(usual: number): number {
  return Number(process.env['FC_RUNS'] ?? usual);
}
