import { sql } from "drizzle-orm";
import { paths } from "../../paths.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { restrictionRows } from "./restriction-rows.server.ts";
import { endText } from "./restriction-sentence-rules.ts";
import { rollBackOverdue } from "./roll-back.server.ts";

export type IpWarningKind = "locks_all" | "rolled_back" | "unconfirmed" | "second_person" | "ending_soon";
export type IpWarning = { kind: IpWarningKind; sentence: string; href: string };

/** So long after it was rolled back a list is still told of, unless another version was begun since. */
const ROLLED_BACK_DAYS = 7;

/** What lists of networks ask of customer service, the most pressing first. */
export async function homeRestrictions(ctx: ServiceCtx): Promise<IpWarning[]> {
  const staff = requirePermission(ctx, "ip_restrictions.view");
  await rollBackOverdue(staff);
  const now = staff.clock.now();
  const since = new Date(now.getTime() - ROLLED_BACK_DAYS * 86_400_000).toISOString();
  const mine = staff.actor.id;
  const rows = await restrictionRows(
    staff.db,
    sql`r.state in ('unconfirmed', 'active')
        or (r.state = 'proposed' and r.proposed_by <> ${mine} and r.created_by <> ${mine} and ${mine} <> all (r.written_by))
        or (r.state = 'rolled_back' and r.ended_at > ${since}::timestamptz and not exists (
             select from console.ip_restriction later where later.business_id = r.business_id and later.version > r.version))`,
    now,
  );
  const warnings = rows.flatMap((row): IpWarning[] => {
    const href = paths.ipRestriction(row.id);
    const told = (kind: IpWarningKind, sentence: string): IpWarning[] => [{ kind, sentence, href }];
    if (row.locksAll) return told("locks_all", `Every network of ${row.customer} has ended: nobody there can sign in.`);
    if (row.state === "rolled_back")
      return told("rolled_back", `The list of ${row.customer} was rolled back: nobody confirmed it in ten minutes.`);
    if (row.state === "unconfirmed")
      return told("unconfirmed", `The list of ${row.customer} is in force and waits for the customer's confirmation.`);
    if (row.state === "proposed")
      return told("second_person", `The list of ${row.customer} waits for a second person.`);
    if (row.endingSoon && row.endsAt)
      return told("ending_soon", `${row.customer}: ${endText(row.endsAt, row.whenAllExpired)}`);
    return [];
  });
  return warnings.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order: readonly IpWarningKind[] = ["locks_all", "rolled_back", "unconfirmed", "second_person", "ending_soon"];
