import { eq } from "drizzle-orm";
import type { Db, DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { moveCase } from "../cases/move-case.server.ts";
import { openCase } from "../cases/open-case.server.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import type { Disclosure } from "./change-disclosure.server.ts";

/** The case that says that a request exists, and nothing of what it is about: opened with it, in its transaction. */
export async function openDisclosureCase(
  ctx: ServiceCtx<StaffActor>,
  tx: DbOrTx,
  { language }: { language: Disclosure["language"] },
): Promise<{ id: string; number: number }> {
  return await openCase(
    { ...ctx, db: tx as Db },
    {
      kind: "log_disclosure",
      businessId: null,
      subject: "Log disclosure request",
      language,
      priority: "normal",
      externalNumber: null,
      request: {},
    },
  );
}

/** Moves the case as its request has moved. @throws Error when the two have come apart, which undoes the change */
export async function moveDisclosureCase(
  tx: DbOrTx,
  { caseId }: Pick<Disclosure, "caseId">,
  move: { action: string; actorId: string | null; at: Date },
): Promise<void> {
  if (!(await moveCase(tx, { caseId, ...move }))) throw new Error(`the case of a disclosure cannot "${move.action}"`);
}

export async function numberOf(tx: DbOrTx, { caseId }: Pick<Disclosure, "caseId">): Promise<number> {
  const [row] = await tx.select({ number: caseFile.number }).from(caseFile).where(eq(caseFile.id, caseId));
  return row!.number;
}
