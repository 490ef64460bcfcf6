import type { CustomerFigures } from "./latency-types.ts";

export type CustomerSums = {
  customer: string;
  client: string;
  requests: number;
  seconds: number;
  within: number | null;
};

/**
 * Customers by seconds lost over the target. A client kind that is fast does not pay for one that is slow: a customer's
 * loss is the sum over its client kinds, as the list's own query counts it.
 */
export function customerFigures(
  rows: readonly CustomerSums[],
  { target, names }: { target: number; names: ReadonlyMap<string, string> },
): CustomerFigures[] {
  const found = [...Map.groupBy(rows, (row) => row.customer)].map(([customer, parts]) => {
    const clients = parts
      .filter((part) => part.requests > 0)
      .map(({ client, requests, seconds }) => ({
        client,
        requests,
        average: seconds / requests,
        secondsLost: Math.max(0, seconds - target * requests),
      }))
      .toSorted((a, b) => b.secondsLost - a.secondsLost || b.requests - a.requests);
    const total = (of: (part: CustomerSums) => number) => parts.reduce((sum, part) => sum + of(part), 0);
    const requests = total((part) => part.requests);
    const within = parts.every((part) => part.within !== null) ? total((part) => part.within!) : null;
    return {
      customer,
      name: names.get(customer) ?? null,
      requests,
      average: requests > 0 ? total((part) => part.seconds) / requests : null,
      withinShare: requests > 0 && within !== null ? Math.min(1, within / requests) : null,
      secondsLost: clients.reduce((sum, { secondsLost }) => sum + secondsLost, 0),
      clients,
    };
  });
  const lost = found.reduce((sum, { secondsLost }) => sum + secondsLost, 0);
  return found
    .map((row) => ({ ...row, shareOfLoss: lost > 0 ? row.secondsLost / lost : 0 }))
    .toSorted((a, b) => b.secondsLost - a.secondsLost || a.customer.localeCompare(b.customer, "en"));
}
