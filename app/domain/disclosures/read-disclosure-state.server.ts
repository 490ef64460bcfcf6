import { eq } from "drizzle-orm";
import { caseFile } from "#db/schema/cases.ts";
import { disclosure } from "#db/schema/disclosures.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireSeen } from "./change-disclosure.server.ts";
import type { DisclosureRow } from "./disclosure-view.ts";
import { asRow, stateColumns } from "./list-disclosures.server.ts";

/** That a request exists and how far it is: for whoever registers them. @throws DomainError `not_found` */
export async function readDisclosureState(ctx: Ctx, input: { id: string }): Promise<DisclosureRow> {
  const staff = requirePermission(ctx, "disclosures.register");
  requireSeen(input);
  const [row] = await staff.db
    .select(stateColumns)
    .from(disclosure)
    .innerJoin(caseFile, eq(caseFile.id, disclosure.caseId))
    .where(eq(disclosure.id, input.id));
  if (!row) throw new DomainError("not_found", "There is no such disclosure.");
  return asRow(row);
}
