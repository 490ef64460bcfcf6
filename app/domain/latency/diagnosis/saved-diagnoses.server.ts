import { inArray } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { diagnosis } from "#db/schema/cases.ts";
import { namesOf } from "../../cases/people-of-cases.server.ts";
import type { Diagnosis, SavedDiagnosis } from "./diagnosis-types.ts";
import { helpedBetween } from "./helped-rules.ts";

/** Rows as they are shown: who made each, and of a measurement whether the advice before it helped. */
export async function savedDiagnoses(
  db: DbOrTx,
  rows: readonly (typeof diagnosis.$inferSelect)[],
): Promise<SavedDiagnosis[]> {
  const followed = rows.flatMap(({ follows }) => follows ?? []);
  const [names, before] = await Promise.all([
    namesOf(
      db,
      rows.map(({ madeBy }) => madeBy),
    ),
    followed.length === 0
      ? []
      : db
          .select({ id: diagnosis.id, content: diagnosis.content })
          .from(diagnosis)
          .where(inArray(diagnosis.id, followed)),
  ]);
  return rows.map(({ id, content, madeBy, follows }) => {
    const first = before.find((one) => one.id === follows);
    return {
      id,
      madeBy: madeBy === null ? null : (names.get(madeBy) ?? null),
      content: content as Diagnosis,
      follows: first ? { id: first.id, ...helpedBetween(first.content as Diagnosis, content as Diagnosis) } : null,
    };
  });
}
