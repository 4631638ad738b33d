/** Adds an item to the group of a key, and starts the group if there is none. */
export function addToGroup<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/**
 * Groups items by key, as `Map.groupBy` does, which Node 20 lacks.
 * @returns groups in the order of their first items; each keeps the order of the items.
 */
export function groupBy<Key, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): Map<Key, [Item, ...Item[]]> {
  const groups = new Map<Key, [Item, ...Item[]]>();
  for (const item of items) addToGroup(groups, keyOf(item), item);
  return groups;
}
