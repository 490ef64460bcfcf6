import { sql } from "drizzle-orm";
import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { listSentence } from "./restriction-sentence-rules.ts";
import { restrictionRows } from "./restriction-rows.server.ts";
import type { RestrictionList } from "./restriction-view.ts";
import { rollBackOverdue } from "./roll-back.server.ts";
import { likeLiteral } from "../like-literal.ts";

/** `in_force`, `waiting` (drafts and proposals), `ending` (within two weeks), `ended`; nothing: what is in force or waits. */
export const restrictionFilters = ["in_force", "waiting", "ending", "ended"] as const;
const filters = z.object({
  q: z.string().trim().max(200, "Type at most 200 characters.").catch(""),
  state: z.enum(restrictionFilters).nullable().catch(null),
});

/** Lists of networks, those that wait for somebody first. @param input.q a part of a customer's name or business id */
export async function listRestrictions(
  ctx: ServiceCtx,
  input: { q?: string; state?: string | null },
): Promise<RestrictionList> {
  const staff = requirePermission(ctx, "ip_restrictions.view");
  const { q, state } = parseInput(filters, { q: input.q ?? "", state: input.state ?? null });
  await rollBackOverdue(staff);
  const now = staff.clock.now();
  const live = await restrictionRows(staff.db, sql`r.state in ('draft', 'proposed', 'unconfirmed', 'active')`, now);
  const isInForce = ({ state: its }: { state: string }) => its === "unconfirmed" || its === "active";
  const inForce = live.filter(isInForce);
  const ended =
    state === "ended"
      ? await restrictionRows(
          staff.db,
          sql`r.state not in ('draft', 'proposed', 'unconfirmed', 'active') and ${matches(q)}`,
          now,
        )
      : [];
  const wanted = q.toLowerCase();
  const found = live.filter(
    (row) => row.customer.toLowerCase().includes(wanted) || row.businessId.toLowerCase().includes(wanted),
  );
  const rows =
    state === "ended"
      ? ended
      : found.filter((row) =>
          state === "in_force"
            ? isInForce(row)
            : state === "waiting"
              ? !isInForce(row)
              : state === "ending"
                ? row.endingSoon || row.locksAll
                : true,
        );
  return {
    now: now.toISOString(),
    sentence: listSentence(live),
    rows,
    counts: {
      inForce: inForce.length,
      waiting: live.length - inForce.length,
      ending: inForce.filter((row) => row.endingSoon || row.locksAll).length,
    },
    may: { propose: staff.actor.permissions.has("ip_restrictions.propose") },
  };
}

function matches(q: string) {
  const pattern = `%${likeLiteral(q)}%`;
  return sql`(coalesce(c.name, '') ilike ${pattern} or r.business_id ilike ${pattern})`;
}
