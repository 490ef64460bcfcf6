import { type ArtefactContent, sortedIds } from "../artefact-rules.ts";

/**
 * For nginx's http block: a `geo` of its own for each customer that has a list, so that no two customers' networks meet, and a
 * `map` from the customer to it. `$huolto_customer` is the configuration's; the answer is `$huolto_entry`: `open`, `refused` or
 * the network that lets the address in. nginx compares the customer without regard to case, and looks mapped addresses up as
 * IPv4. Only the geo of the request's customer is ever looked at.
 * @returns lines
 */
export function nginxLines(content: ArtefactContent): string[] {
  const ids = sortedIds(content);
  const lists = ids.flatMap((id, i) => [
    `geo $huolto_list_${i + 1} {`,
    "  default refused;",
    ...content.customers[id]!.map((network) => `  ${network} ${network};`),
    "}",
  ]);
  const customers = ids.map((id, i) => `  "${id}" $huolto_list_${i + 1};`);
  return [...lists, "map $huolto_customer $huolto_entry {", "  default open;", ...customers, "}"];
}
