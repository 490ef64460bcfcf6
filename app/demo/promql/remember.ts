type Kept<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown };

/** What the map has under the key, made first when there is nothing. */
export function remember<K, V>(kept: Kept<K, V>, key: K, make: () => V): V {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}
