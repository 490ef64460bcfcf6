import type { DisclosedScope } from "./disclosure-types.ts";

/** The condition of a scope, for parameters that begin with $1. `people`: pseudonyms; null: everybody. */
export function inScope(
  scope: DisclosedScope,
  people: readonly string[] | null,
): { where: string; values: (string | string[])[] } {
  const values: (string | string[])[] = [scope.from, scope.to];
  const terms = ["at >= $1::timestamptz", "at < $2::timestamptz"];
  const oneOf = (column: string, wanted: readonly string[]) => {
    values.push([...wanted]);
    terms.push(`${column} = any($${values.length}::text[])`);
  };
  if (scope.businessIds.length > 0) oneOf("business_id", scope.businessIds);
  if (scope.events !== null) oneOf("event", scope.events);
  if (people !== null) oneOf("person", people);
  return { where: terms.join(" and "), values };
}
