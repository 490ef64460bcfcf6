import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { ipNetwork, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { addressKey, hit } from "../../platform/rate-limit.server.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { sha256Hex } from "../identity/tokens.server.ts";
import { type Address, clientAddress } from "./address-rules.ts";
import { type Restriction, restrictionEvent, validAt, writeRestriction } from "./change-restriction.server.ts";
import { CONFIRMS_PER_TEN_MINUTES } from "./ip-figures-rules.ts";
import { networkWith, storedNetwork } from "./network-rules.ts";
import { isOverdue, rollBack } from "./roll-back.server.ts";

export type Confirmed =
  | { outcome: "confirmed" }
  /** The address is on no network of the list: the link still works from one that is. */
  | { outcome: "not_listed" }
  /** Too late, lifted, or no such link. */
  | { outcome: "over" };

/**
 * Whoever asked for a list confirms from one of its networks that one gets in with it. Pressed twice it says the same twice.
 * @param input.token of the mailed link
 * @param input.address of whoever asks, by the trusted proxies
 * @throws DomainError `limit`
 */
export async function confirmRestriction(
  ctx: ServiceCtx,
  input: { token: string; address: string },
): Promise<Confirmed> {
  const key = `ip-confirm:${addressKey(input.address)}`;
  if (!(await hit(ctx.db, key, CONFIRMS_PER_TEN_MINUTES, 600)).allowed)
    throw new DomainError("limit", "Too many tries came from this network. Wait ten minutes.");
  return ctx.db.transaction(async (tx) => {
    const at = ctx.clock.now();
    const [row] = await tx
      .select()
      .from(ipRestriction)
      .where(eq(ipRestriction.confirmSha256, sha256Hex(input.token)))
      .for("update");
    if (!row) return { outcome: "over" };
    if (isOverdue(row, at)) {
      await rollBack(ctx, tx, row);
      return { outcome: "over" };
    }
    if (row.state === "active" && row.confirmedAt) return { outcome: "confirmed" };
    if (row.state !== "unconfirmed") return { outcome: "over" };
    const network = await listedWith(tx, row.id, clientAddress(input.address), at);
    if (!network) {
      await recordEvent(ctx, tx, {
        ...restrictionEvent("confirm", row.id),
        outcome: "refused",
        details: { code: "not_listed" },
      });
      return { outcome: "not_listed" };
    }
    await settle(tx, row, at);
    await recordEvent(ctx, tx, { ...restrictionEvent("confirm", row.id), details: { businessId: row.businessId } });
    return { outcome: "confirmed" };
  });
}

async function listedWith(tx: DbOrTx, restrictionId: string, address: Address | null, at: Date) {
  if (!address) return null;
  const rows = await tx
    .select({ network: ipNetwork.network })
    .from(ipNetwork)
    .where(and(eq(ipNetwork.restrictionId, restrictionId), validAt(at)));
  return networkWith(
    rows.map(({ network }) => storedNetwork(network)),
    address,
  );
}

async function settle(tx: DbOrTx, row: Restriction, at: Date): Promise<void> {
  await writeRestriction(tx, "confirm", row, { confirmedAt: at });
  if (row.caseId) await moveCase(tx, { caseId: row.caseId, action: "confirm", actorId: null, at });
  if (!row.replaces) return;
  // What it replaced will not come back now: the case that asked for that is done.
  const [before] = await tx
    .select({ caseId: ipRestriction.caseId })
    .from(ipRestriction)
    .where(eq(ipRestriction.id, row.replaces));
  if (before?.caseId && before.caseId !== row.caseId)
    await moveCase(tx, { caseId: before.caseId, action: "end", actorId: null, at });
}
