import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { bulletin, bulletinEvent } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { bulletinRow } from "./bulletin-row.ts";
import { bulletinStates } from "./bulletin-states.ts";
import type { BulletinRow } from "./bulletin-view.ts";
import type { Bulletin } from "./change-bulletin.server.ts";
import { missingWeeks } from "./missing-weeks.server.ts";
import type { Week } from "./week-rules.ts";
import { likeLiteral } from "../like-literal.ts";

/** Of weekly ones, a good year: each row is read with all its texts. Older ones are found by their words. */
const LISTED_MAX = 60;

const input = z.object({
  kind: z.enum(["weekly", "important"]).optional(),
  state: z.enum(bulletinStates).optional(),
  /** In any text of any language. */
  q: z.string().trim().max(200).default(""),
});

/** The newest 60 bulletins and announcements, newest first, whether there are more, and the weeks that should have one and have none. */
export async function listBulletins(
  ctx: ServiceCtx,
  raw: z.input<typeof input> = {},
): Promise<{ rows: BulletinRow[]; more: boolean; weeksWithout: Week[]; now: string }> {
  const { db, clock, profile } = requirePermission(ctx, "bulletins.view");
  const { kind, state, q } = parseInput(input, raw);
  const [rows, weeksWithout] = await Promise.all([
    db
      .select({ ...getTableColumns(bulletin), updatedBy: lastActor })
      .from(bulletin)
      .where(and(kind && eq(bulletin.kind, kind), state && eq(bulletin.state, state), q ? says(q) : undefined))
      .orderBy(
        desc(
          sql`coalesce(${bulletin.weekOf}, (coalesce(${bulletin.firstPublishedAt}, ${bulletin.createdAt}) at time zone ${profile.service.timeZone})::date)`,
        ),
        desc(bulletin.createdAt),
        bulletin.id,
      )
      .limit(LISTED_MAX + 1),
    missingWeeks(ctx),
  ]);
  const first = profile.bulletins.firstLanguage;
  return {
    more: rows.length > LISTED_MAX,
    rows: rows.slice(0, LISTED_MAX).map(({ updatedBy, ...row }) => bulletinRow(row as Bulletin, { first, updatedBy })),
    weeksWithout,
    now: clock.now().toISOString(),
  };
}

/** Who did the last thing with it. Its columns say their tables: in a query of one table alone they would not by themselves. */
const lastActor = sql<string | null>`(
  select s.display_name from ${bulletinEvent} e left join ${staff} s on s.id = e.actor_id
  where e.bulletin_id = ${bulletin}.id order by e.id desc limit 1)`;

function says(words: string): SQL {
  const pattern = `%${likeLiteral(words)}%`;
  return sql`exists (
    select 1 from jsonb_path_query(${bulletin.content}, 'strict $.texts.**') as said
    where jsonb_typeof(said) = 'string' and said #>> '{}' ilike ${pattern})`;
}
