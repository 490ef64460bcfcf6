import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import type { Profile } from "../../profile/profile-schema.ts";
import { DomainError } from "../errors.ts";
import type { CaseKind, CaseLanguage, Priority } from "./case-kinds.ts";
import { dueTime } from "./due-time.ts";
import type { CaseFile } from "./guard-case.server.ts";
import { kindDefinitions } from "./kind-definitions.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";

export type NewCase = {
  kind: CaseKind;
  businessId: string | null;
  subject: string;
  language: CaseLanguage;
  priority: Priority;
  externalNumber: string | null;
  request: Record<string, string>;
};
type Opener =
  | { openedBy: string }
  | { apiKeyId: string; idempotencyKey: string; idempotencySha256: string; message: string | null };

/**
 * The customer of a new case, as the service knows it.
 * @throws DomainError `invalid` for one that the kind needs, does not take, or that the service does not know
 */
async function customerOf(tx: DbOrTx, { kind, businessId }: Pick<NewCase, "kind" | "businessId">) {
  const { customer } = kindDefinitions[kind];
  if (businessId === null) {
    if (customer === "required")
      throw new DomainError("invalid", "Name the customer by its business id.", { field: "businessId" });
    return { businessId: null, customerName: null };
  }
  if (customer === "none")
    throw new DomainError("invalid", "A case of this kind is of no customer.", { field: "businessId" });
  const [known] = await tx.select().from(serviceCustomer).where(eq(serviceCustomer.businessId, businessId));
  if (!known)
    throw new DomainError("invalid", "The service has no customer with this business id.", { field: "businessId" });
  return { businessId: known.businessId, customerName: known.name };
}

/**
 * Writes a new case with the first line of its time line.
 * @returns null when the program's ticket or key has its case already
 */
export async function insertCase(
  tx: DbOrTx,
  { profile, now }: { profile: Profile; now: Date },
  given: NewCase,
  opener: Opener,
): Promise<CaseFile | null> {
  const customer = await customerOf(tx, given);
  const { kind, subject, language, priority, externalNumber, request } = given;
  const { message, ...by } = "openedBy" in opener ? { ...opener, message: null } : opener;
  const [row] = await tx
    .insert(caseFile)
    .values({
      kind,
      state: kindDefinitions[kind].initial,
      ...customer,
      subject,
      language,
      priority,
      externalNumber,
      request,
      dueAt: dueTime(profile, { kind, priority, from: now }),
      openedAt: now,
      ...by,
    })
    // Only the two unique indexes of programs can stand in the way: a ticket and a key of theirs each have one case.
    .onConflictDoNothing()
    .returning();
  if (!row) return null;
  await recordCaseEvent(tx, {
    caseId: row.id,
    what: "opened",
    text: message,
    details: { kind, priority },
    actorId: "openedBy" in opener ? opener.openedBy : null,
    apiKeyId: "apiKeyId" in opener ? opener.apiKeyId : null,
    at: now,
  });
  return row;
}
