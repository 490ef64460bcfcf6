import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import type { Permission } from "../access/permissions.ts";

/** The number of the case that a run is for; null: for none, or for one that this person may not see. */
export async function caseOfRun(
  tx: DbOrTx,
  { caseId }: { caseId: string | null },
  permissions: ReadonlySet<Permission>,
): Promise<number | null> {
  if (!caseId || !permissions.has("cases.view")) return null;
  const [row] = await tx.select({ number: caseFile.number }).from(caseFile).where(eq(caseFile.id, caseId));
  return row?.number ?? null;
}
