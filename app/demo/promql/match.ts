import { PromqlError } from "./promql-error.ts";
import { remember } from "./remember.ts";
import type { Matching } from "./syntax.ts";
import { groupsOf, type Labels } from "./vectors.ts";

/** Which series of two vectors belong together. */
export type Matched = {
  /** Series of either side with the same values of the labels that are matched. */
  groups: { many: number[]; one: number[] }[];
  /** What the result of a series of the `many` side (left, when one matches one) is called, by its number there. */
  labels: readonly Labels[];
};

type Partners = { many: number[]; one: number[] }[];
type ByPair<V> = WeakMap<readonly Labels[], WeakMap<readonly Labels[], Map<string, V>>>;
// Kept for a pair of lists: the same query over 20,000 customers finds their partners once.
const keptMatches: ByPair<Matched> = new WeakMap();
const keptPartners: ByPair<Partners> = new WeakMap();
const ofPair = <V>(kept: ByPair<V>, many: readonly Labels[], one: readonly Labels[]) =>
  remember(
    remember(kept, many, () => new WeakMap<readonly Labels[], Map<string, V>>()),
    one,
    () => new Map<string, V>(),
  );

/**
 * Finds the partners of each series.
 * @param many the side that may have several series to one of the other
 * @param keepName a comparison that only filters leaves the series as they are
 */
export function matchSeries(
  many: readonly Labels[],
  one: readonly Labels[],
  matching: Matching,
  keepName: boolean,
): Matched {
  return remember(ofPair(keptMatches, many, one), JSON.stringify([matching, keepName]), () => {
    const groups = partners(many, one, matching).filter((group) => group.many.length > 0 && group.one.length > 0);
    const labels = many.map((own) => resultLabels(own, matching, keepName));
    if (matching.include.length > 0) {
      for (const group of groups)
        for (const i of group.many) labels[i] = included(labels[i]!, one[group.one[0]!]!, matching.include);
    }
    return { groups, labels };
  });
}

/** Every signature of either side, with the series that have it. */
export function partners(many: readonly Labels[], one: readonly Labels[], { on, labels }: Matching): Partners {
  return remember(ofPair(keptPartners, many, one), JSON.stringify([on, labels]), () => {
    const left = groupsOf(many, on, labels);
    const right = groupsOf(one, on, labels);
    const bySignature = new Map<string, Partners[number]>();
    const groupOf = (own: Labels) => {
      const signature = JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
      return remember(bySignature, signature, () => ({ many: [], one: [] }));
    };
    const leftGroups = left.labels.map(groupOf);
    const rightGroups = right.labels.map(groupOf);
    for (let i = 0; i < many.length; i += 1) leftGroups[left.of[i]!]!.many.push(i);
    for (let i = 0; i < one.length; i += 1) rightGroups[right.of[i]!]!.one.push(i);
    return [...bySignature.values()];
  });
}

function resultLabels(own: Labels, { on, labels, many }: Matching, keepName: boolean): Labels {
  const entries = Object.entries(own).filter(([name]) => {
    if (name === "__name__" && !keepName) return false;
    return many !== null || (on ? labels.includes(name) : !labels.includes(name));
  });
  return Object.fromEntries(entries);
}

function included(own: Labels, from: Labels, names: readonly string[]): Labels {
  const result: Record<string, string> = { ...own };
  for (const name of names) {
    if (from[name]) result[name] = from[name];
    else delete result[name];
  }
  return result;
}

/** @throws PromqlError as Prometheus, when a series has several partners at one instant */
export function tooMany(side: "one" | "many", group: Labels): never {
  const shown = `{${Object.entries(group)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ")}}`;
  throw new PromqlError(
    side === "one"
      ? `found duplicate series for the match group ${shown} on one side of the operation: many-to-many matching not allowed: matching labels must be unique on one side`
      : "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
    "execution",
  );
}
