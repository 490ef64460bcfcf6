/** What is in force for whoever has a restriction: business id to networks in CIDR form. No entry: open to every address. */
export type ArtefactContent = { customers: Record<string, string[]> };

/**
 * What an id may be made of: it becomes a part of configurations. Without lower case, since nginx compares without regard to it
 * and HAProxy does not.
 */
export const BALANCER_ID = /^[0-9A-Z-]{1,40}$/;

export const sortedIds = ({ customers }: ArtefactContent): string[] => Object.keys(customers).sort();

/**
 * The one way in which a content is written, so that the same content has the same hash: customers by their id, networks in the
 * order that they have.
 */
export function canonicalJson(content: ArtefactContent): string {
  return JSON.stringify({ customers: Object.fromEntries(sortedIds(content).map((id) => [id, content.customers[id]])) });
}
