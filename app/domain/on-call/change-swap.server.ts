import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { onCallSwap } from "#db/schema/on-call.ts";
import { DomainError } from "../errors.ts";
import { lockOnCall, type SwapRow } from "./rota-store.server.ts";

const states = {
  asked: "still waits for an answer",
  agreed: "has been agreed",
  declined: "was declined",
  withdrawn: "was withdrawn",
};

/** The swap as it is now, with the rota and all swaps held still. @throws DomainError `not_found` */
export async function lockSwap(tx: DbOrTx, id: string): Promise<SwapRow> {
  await lockOnCall(tx);
  const [swap] = z.uuid().safeParse(id).success ? await tx.select().from(onCallSwap).where(eq(onCallSwap.id, id)) : [];
  if (!swap) throw new DomainError("not_found", "There is no such swap.");
  return swap;
}

/** Writes the decision. @throws DomainError `conflict` when it was decided otherwise meanwhile */
export async function decide(
  tx: DbOrTx,
  id: string,
  change: { from: SwapRow["state"]; to: SwapRow["state"]; by: string; at: Date },
): Promise<void> {
  const rows = await tx
    .update(onCallSwap)
    .set({ state: change.to, decidedBy: change.by, decidedAt: change.at })
    .where(and(eq(onCallSwap.id, id), eq(onCallSwap.state, change.from)))
    .returning({ id: onCallSwap.id });
  if (rows.length === 0) {
    const [now] = await tx.select({ state: onCallSwap.state }).from(onCallSwap).where(eq(onCallSwap.id, id));
    throw new DomainError("conflict", `This swap ${now ? states[now.state] : "is gone"}. Reload the page.`);
  }
}

export const swapEvent = (verb: string, id: string) => ({
  action: `on_call_swap.${verb}`,
  target: { kind: "on_call", id: "swap" },
  details: { swapId: id },
});
