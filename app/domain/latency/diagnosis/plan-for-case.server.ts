import { and, desc, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { diagnosis } from "#db/schema/cases.ts";
import { DomainError } from "../../errors.ts";
import type { Diagnosis } from "./diagnosis-types.ts";
import { planMeasurement } from "./plan-measurement.server.ts";

/**
 * Plans that what the case's newest diagnosis looked at is measured again; nothing where that is planned already.
 * @param tx holds the case's row
 * @throws DomainError `conflict` where nothing was diagnosed
 */
export async function planForCase(
  tx: DbOrTx,
  of: { caseId: string; actorId: string; at: Date; timeZone: string },
): Promise<void> {
  const [newest] = await tx
    .select({ content: diagnosis.content })
    .from(diagnosis)
    .where(and(eq(diagnosis.caseId, of.caseId), isNull(diagnosis.follows)))
    .orderBy(desc(diagnosis.madeAt), desc(diagnosis.id))
    .limit(1);
  if (!newest)
    throw new DomainError(
      "conflict",
      "Nothing was diagnosed yet, so there is nothing to measure again. Diagnose first.",
    );
  const { from, to } = newest.content as Diagnosis;
  await planMeasurement(tx, { ...of, span: { from: new Date(from), to: new Date(to) } });
}
