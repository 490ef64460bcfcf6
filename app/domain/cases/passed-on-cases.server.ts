import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { caseFile } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { caseKinds } from "./case-kinds.ts";
import { caseRows } from "./case-rows.server.ts";
import type { CaseRow } from "./case-view.ts";
import { kindDefinitions } from "./kind-definitions.ts";

const SHOWN_MAX = 20;

const withPlatform = caseKinds.flatMap((kind) =>
  Object.entries(kindDefinitions[kind].states)
    .filter(([, { waitsFor, closed }]) => waitsFor === "platform" && !closed)
    .map(([state]) => and(eq(caseFile.kind, kind), eq(caseFile.state, state))),
);

/** What customer service, or an authority through it, waits for from the platform team: the first twenty by when they are due. */
export async function passedOnCases(ctx: Ctx): Promise<CaseRow[]> {
  const { db, clock } = requirePermission(ctx, "cases.platform");
  return caseRows(db, {
    where: and(isNull(caseFile.closedAt), or(...withPlatform)),
    order: [sql`${caseFile.dueAt} asc nulls last`, asc(caseFile.number)],
    limit: SHOWN_MAX,
    now: clock.now(),
  });
}
