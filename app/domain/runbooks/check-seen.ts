/** What a check saw, as it is kept with the run. Instants are ISO strings, UTC. */
export type CheckSeen = {
  what: string;
  /** What is normal, in words. */
  normal: string;
  outcome: "passed" | "failed" | "unknown";
  value: number | null;
  unit: string;
  /** The query as it was sent; null for what the console itself knows. */
  query: string | null;
  from: string | null;
  to: string | null;
  fetchedAt: string | null;
  /** Why there is no outcome, in a sentence. */
  problem: string | null;
};

/** Of all checks of a step together: one that failed outweighs one that nobody knows. */
export function outcomeOf(seen: readonly CheckSeen[]): CheckSeen["outcome"] {
  if (seen.some(({ outcome }) => outcome === "failed")) return "failed";
  return seen.length > 0 && seen.every(({ outcome }) => outcome === "passed") ? "passed" : "unknown";
}
