import { createHash } from "node:crypto";
import type { NetworkEntry } from "./network-lines-rules.ts";

/** What an approval binds to: every network with its label and end, and what holds when all have ended. SHA-256, hex. */
export function listSha256(list: {
  businessId: string;
  networks: readonly NetworkEntry[];
  whenAllExpired: "open" | "closed" | null;
}): string {
  const networks = list.networks
    .map(({ network, label, expiresAt }) => [network, label, expiresAt])
    .toSorted(([a], [b]) => (a! < b! ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([list.businessId, networks, list.whenAllExpired]))
    .digest("hex");
}
