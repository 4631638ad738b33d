/**
 * Caches the results of a function of a text, or of an object that does not change.
 * @param make must depend on the key alone and never return undefined.
 */
export function memoize<Value extends string | object | null, Key = string>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}
