/**
 * An agent reports every five seconds, unless it is told otherwise (app/edge), and may take twenty for one round. After this a
 * balancer is not known to run anything.
 */
export const SILENT_AFTER_SECONDS = 30;

/**
 * `current`: runs what is in force. `behind`: an older version. `failed`: it said that it could not apply what is in force.
 * `unknown`: it has not been heard of for too long, whatever it said then.
 */
export type BalancerState = "current" | "behind" | "failed" | "unknown";

/** @param newest the version in force and its hash */
export function balancerState(
  said: { version: number | null; sha256: string | null; error: string | null; reportedAt: Date },
  newest: { version: number; sha256: string },
  now: Date,
): BalancerState {
  if (now.getTime() - said.reportedAt.getTime() > SILENT_AFTER_SECONDS * 1000) return "unknown";
  if (said.error !== null) return "failed";
  return said.version === newest.version && said.sha256 === newest.sha256 ? "current" : "behind";
}
