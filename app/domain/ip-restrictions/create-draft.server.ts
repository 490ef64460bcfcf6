import { and, eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { ipNetwork, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import { moveCase } from "../cases/move-case.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { restrictionEvent } from "./change-restriction.server.ts";
import { checkedDraft, type DraftInput } from "./checked-draft.server.ts";
import { inWorkStates, ipActions } from "./ip-states.ts";
import { listSha256 } from "./list-hash-rules.ts";

export type CreateDraftInput = DraftInput & { businessId: string; caseNumber: number | null };

/**
 * Begins a list of networks for a customer: a whole one, also where one is in force that it is to replace.
 * @param input.caseNumber the open case that asks for it, of the same customer
 * @throws DomainError `invalid` with the field, `conflict` while another list of the customer is being worked on
 */
export async function createDraft(ctx: ServiceCtx, input: CreateDraftInput): Promise<{ id: string }> {
  return refusalsRecorded(ctx, restrictionEvent("create", "new"), async () => {
    const staff = requirePermission(ctx, ipActions.edit.permission);
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const businessId = await customerOf(tx, input.businessId);
      const caseId = await caseOf(tx, input.caseNumber, businessId);
      const { networks, ...about } = await checkedDraft(staff, tx, input);
      const list = { businessId, networks, whenAllExpired: about.whenAllExpired };
      // One waits for the other here; the unique indexes then let the first one only begin.
      const [row] = await tx
        .insert(ipRestriction)
        .values({
          ...about,
          businessId,
          caseId,
          version: sql`(select coalesce(max(version), 0) + 1 from console.ip_restriction where business_id = ${businessId})`,
          networksSha256: listSha256(list),
          createdBy: staff.actor.id,
          createdAt: at,
          writtenBy: [staff.actor.id],
        })
        .onConflictDoNothing()
        .returning({ id: ipRestriction.id });
      if (!row) throw await inWork(tx, businessId);
      await tx.insert(ipNetwork).values(networks.map((network) => asRow(row.id, network)));
      if (caseId) await moveCase(tx, { caseId, action: "start_work", actorId: staff.actor.id, at });
      await recordEvent(staff, tx, {
        ...restrictionEvent("create", row.id),
        details: { businessId, caseId, networks: networks.length, networksSha256: listSha256(list) },
      });
      return { id: row.id };
    });
  });
}

export const asRow = (
  restrictionId: string,
  { network, label, expiresAt }: { network: string; label: string; expiresAt: string | null },
) => ({ restrictionId, network, label, expiresAt: expiresAt === null ? null : new Date(expiresAt) });

async function inWork(tx: DbOrTx, businessId: string): Promise<DomainError> {
  const [other] = await tx
    .select({ version: ipRestriction.version })
    .from(ipRestriction)
    .where(and(eq(ipRestriction.businessId, businessId), inArray(ipRestriction.state, [...inWorkStates])));
  return new DomainError(
    "conflict",
    other
      ? `Version ${other.version} of this customer's list is being worked on. Go on with that one, or cancel it first.`
      : "Somebody began a list of this customer at the same moment. Look at it, then decide again.",
  );
}

async function customerOf(tx: DbOrTx, businessId: string): Promise<string> {
  const [customer] = await tx
    .select({ businessId: serviceCustomer.businessId, endedOn: serviceCustomer.endedOn })
    .from(serviceCustomer)
    .where(eq(serviceCustomer.businessId, businessId.trim()));
  if (!customer)
    throw new DomainError("invalid", "No customer has this business id. Look it up by name.", { field: "businessId" });
  if (customer.endedOn !== null)
    throw new DomainError("invalid", `This customer left on ${customer.endedOn}: nobody signs in there any more.`, {
      field: "businessId",
    });
  return customer.businessId;
}

async function caseOf(tx: DbOrTx, number: number | null, businessId: string): Promise<string | null> {
  if (number === null) return null;
  const [found] = await tx
    .select({ id: caseFile.id, kind: caseFile.kind, businessId: caseFile.businessId, closedAt: caseFile.closedAt })
    .from(caseFile)
    .where(eq(caseFile.number, number));
  const fault =
    found?.kind !== "ip_restriction"
      ? `Case ${number} is no case about an IP restriction.`
      : found.businessId !== businessId
        ? `Case ${number} is another customer's.`
        : found.closedAt
          ? `Case ${number} is closed. Open it again first.`
          : null;
  if (fault) throw new DomainError("invalid", `${fault} Leave it empty if there is none.`, { field: "caseNumber" });
  return found!.id;
}
