/**
 * Copies a typed array into a larger one.
 * @param least elements that must fit; the size at least doubles.
 */
export function grown<Units extends Uint8Array | Uint16Array | Uint32Array>(
  units: Units,
  least = 0,
): Units {
  const Type = units.constructor as new (length: number) => Units;
  const copy = new Type(Math.max(least, units.length * 2));
  copy.set(units);
  return copy;
}
