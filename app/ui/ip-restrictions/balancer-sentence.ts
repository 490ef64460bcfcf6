import type { BalancerState } from "#app/domain/ip-restrictions/edge/balancer-rules.ts";
import { formatCounted } from "#app/i18n/formats.ts";

type Shown = {
  inForce: { version: number; customers: number } | null;
  balancers: readonly { name: string; state: BalancerState }[];
};

/** What somebody who asks whether the lists hold wants to know first. What is not known comes before what is well. */
export function balancerSentence({ inForce, balancers }: Shown): string {
  if (balancers.length === 0)
    return inForce && inForce.customers > 0
      ? `No balancer keeps the lists of ${formatCounted(inForce.customers, "customer")}: they are not enforced where traffic enters.`
      : "No balancer is attached, and no customer has a list.";
  const names = (state: BalancerState) => balancers.filter((one) => one.state === state).map(({ name }) => name);
  const parts = [
    said(names("failed"), "could not apply what is in force"),
    said(names("behind"), balancersAre(names("behind"), "runs an older version", "run an older version")),
    said(names("unknown"), balancersAre(names("unknown"), "has not been heard of", "have not been heard of")),
  ].filter((part) => part !== null);
  if (parts.length > 0) return `${parts.join("; ")}.`;
  const version = inForce ? `version ${inForce.version}` : "what is in force";
  return `${balancers.length === 1 ? "The balancer runs" : `All ${balancers.length} balancers run`} ${version}.`;
}
const balancersAre = (names: readonly string[], one: string, many: string) => (names.length === 1 ? one : many);
const said = (names: readonly string[], what: string) => (names.length === 0 ? null : `${names.join(", ")} ${what}`);
