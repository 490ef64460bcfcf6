/** What is in force for whoever has a restriction: business id to networks in CIDR form. No entry: open to every address. */
export type ArtefactContent = { customers: Record<string, string[]> };

/**
 * The one way in which a content is written, so that the same content has the same hash: customers by their id, networks in the
 * order that they have.
 */
export function canonicalJson({ customers }: ArtefactContent): string {
  const ids = Object.keys(customers).sort();
  return JSON.stringify({ customers: Object.fromEntries(ids.map((id) => [id, customers[id]])) });
}
