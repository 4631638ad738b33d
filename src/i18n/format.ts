/** Formats a change with its sign and one decimal: `+1.5`, `−0.4`, `±0`. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(1);
  if (digits === '0.0') return '±0';
  return `${value > 0 ? '+' : '−'}${digits}`;
}
