import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parsePlaced } from "../releases/parse-placed.ts";
import { answersTo } from "./case-schema.ts";
import { type CaseFile, caseAudit } from "./guard-case.server.ts";
import { insertCase } from "./insert-case.server.ts";
import { kindDefinitions } from "./kind-definitions.ts";
import { canonicalJson, idempotencyKeySchema, programCaseSchema } from "./program-case-schema.ts";
import { requireCasesProgram } from "./require-cases-program.ts";

/**
 * Opens a case for a ticket system, once: a request that is repeated with its Idempotency-Key, and a ticket that has its case
 * already, are answered with the case that there is (draft-ietf-httpapi-idempotency-key-header).
 * @param input.idempotencyKey the header's value; null: it was not sent
 * @param input.body the request's JSON
 * @returns `created` false for a case that was there
 * @throws DomainError `invalid` with each fault and its place; with the field `Idempotency-Key` when the key was used for
 * another content
 */
export async function receiveCase(
  ctx: ServiceCtx,
  input: { idempotencyKey: string | null; body: unknown },
): Promise<{ row: CaseFile; created: boolean }> {
  const program = requireCasesProgram(ctx);
  const { key } = headerOf(input.idempotencyKey);
  // Told by what is understood of it, so that the order of its names and what goes without saying make no other content.
  const { message, ...given } = parsePlaced(programCaseSchema, input.body);
  const sha256 = createHash("sha256")
    .update(canonicalJson({ message, ...given }))
    .digest("hex");
  const own = { apiKeyId: program.actor.id, key, sha256 };
  const known = await caseOfKey(program.db, own);
  if (known) return { row: known, created: false };
  // A ticket system does not know all that we ask: an agent asks the rest.
  const checked = answersTo(kindDefinitions[given.kind].fields, given.request, () => false);
  if ("fault" in checked) throw new DomainError("invalid", checked.fault, { field: checked.field });
  const now = program.clock.now();
  return program.db.transaction(async (tx) => {
    const opener = { apiKeyId: own.apiKeyId, idempotencyKey: key, idempotencySha256: sha256, message };
    const wanted = { ...given, request: checked.answers };
    const row = await insertCase(tx, { profile: program.profile, now }, wanted, opener);
    if (!row) return { row: await caseInTheWay(tx, own, given.externalNumber), created: false };
    await recordEvent(program, tx, {
      ...caseAudit("open", row.number),
      details: { kind: row.kind, priority: row.priority, businessId: row.businessId },
    });
    return { row, created: true };
  });
}

function headerOf(idempotencyKey: string | null): { key: string } {
  const parsed = idempotencyKeySchema.safeParse(idempotencyKey ?? undefined);
  if (parsed.success) return { key: parsed.data };
  throw new DomainError("invalid", parsed.error.issues[0]!.message, { field: "Idempotency-Key" });
}

type Own = { apiKeyId: string; key: string; sha256: string };

async function caseOfKey(db: DbOrTx, { apiKeyId, key, sha256 }: Own): Promise<CaseFile | null> {
  const [row] = await db
    .select()
    .from(caseFile)
    .where(and(eq(caseFile.apiKeyId, apiKeyId), eq(caseFile.idempotencyKey, key)));
  if (row && row.idempotencySha256 !== sha256)
    throw new DomainError(
      "invalid",
      "This Idempotency-Key was used for another content before. Nothing was done: send a new key with a new case.",
      { field: "Idempotency-Key" },
    );
  return row ?? null;
}

/** Another request was quicker, with the same key or for the same ticket. */
async function caseInTheWay(tx: DbOrTx, own: Own, externalNumber: string | null): Promise<CaseFile> {
  const sameKey = await caseOfKey(tx, own);
  if (sameKey) return sameKey;
  const [sameTicket] = await tx
    .select()
    .from(caseFile)
    .where(and(eq(caseFile.apiKeyId, own.apiKeyId), eq(caseFile.externalNumber, z.string().parse(externalNumber))));
  if (!sameTicket) throw new Error("a case was not made, and none is in its way");
  return sameTicket;
}
