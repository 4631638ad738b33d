/**
 * Caches the results of a function of a text.
 * @param make must depend on the text alone and never return undefined.
 */
export function memoize<Value extends string | object | null>(
  make: (text: string) => Value,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = make(text)));
    return value;
  };
}
