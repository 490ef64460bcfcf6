import { and, asc, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { caseFile } from "#db/schema/cases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { caseKinds } from "./case-kinds.ts";
import { caseRows, isOverdue } from "./case-rows.server.ts";
import type { CaseList } from "./case-view.ts";
import { likeLiteral } from "../like-literal.ts";
import { formatCounted } from "../../i18n/formats.ts";

const PAGE_SIZE = 50;
/** Where a page of open cases ends: due time (ms; nothing: none) and number; of others the number. */
const CURSOR = /^(\d{0,15})\.(\d{1,9})$/;
/** Later than any: those without a due time come last. */
const NO_DUE = "9999-12-31T00:00:00.000Z";

const schema = z.object({
  show: z.enum(["open", "mine", "unassigned", "overdue", "closed", "all"]).default("open"),
  kind: z.enum(caseKinds).optional(),
  /** In the subject, the customer's name or business id, the ticket's number, or the number itself. */
  q: z.string().trim().max(200).default(""),
  /** A business id. */
  customer: z.string().trim().max(40).default(""),
  before: z.string().regex(CURSOR).optional().catch(undefined),
});

/** Cases, 50 at a time: open ones by when they are due, others the newest first. */
export async function listCases(ctx: Ctx, input: z.input<typeof schema>): Promise<CaseList> {
  const { db, actor, clock } = requirePermission(ctx, "cases.view");
  const filters = parseInput(schema, input);
  const now = clock.now();
  const byDue = filters.show !== "closed" && filters.show !== "all";
  const dueOrLast = sql`coalesce(${caseFile.dueAt}, ${NO_DUE}::timestamptz)`;
  const [found, counts] = await Promise.all([
    caseRows(db, {
      where: and(shown(filters.show, actor.id, now), ...narrowed(filters), after(filters.before, byDue, dueOrLast)),
      order: byDue ? [asc(dueOrLast), asc(caseFile.number)] : [desc(caseFile.number)],
      limit: PAGE_SIZE + 1,
      now,
    }),
    countCases(db, actor.id, now),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    now: now.toISOString(),
    sentence: sentenceOf(counts, actor.permissions.has("cases.work") || actor.permissions.has("cases.platform")),
    rows,
    counts,
    before: found.length > PAGE_SIZE ? `${last!.dueAt ? Date.parse(last!.dueAt) : ""}.${last!.number}` : null,
    may: { open: actor.permissions.has("cases.work") },
  };
}

function shown(show: z.output<typeof schema>["show"], me: string, now: Date): SQL | undefined {
  switch (show) {
    case "open":
      return isNull(caseFile.closedAt);
    case "mine":
      return and(isNull(caseFile.closedAt), eq(caseFile.assigneeId, me));
    case "unassigned":
      return and(isNull(caseFile.closedAt), isNull(caseFile.assigneeId));
    case "overdue":
      return isOverdue(now);
    case "closed":
      return isNotNull(caseFile.closedAt);
    case "all":
      return undefined;
  }
}

function narrowed({ kind, q, customer }: z.output<typeof schema>): (SQL | undefined)[] {
  const pattern = `%${likeLiteral(q)}%`;
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  return [
    kind && eq(caseFile.kind, kind),
    customer ? eq(caseFile.businessId, customer) : undefined,
    q
      ? or(
          ilike(caseFile.subject, pattern),
          ilike(caseFile.customerName, pattern),
          ilike(caseFile.businessId, pattern),
          ilike(caseFile.externalNumber, pattern),
          number ? eq(caseFile.number, Number(number)) : undefined,
        )
      : undefined,
  ];
}

function after(before: string | undefined, byDue: boolean, dueOrLast: SQL): SQL | undefined {
  const [, ms, number] = CURSOR.exec(before ?? "") ?? [];
  if (number === undefined) return undefined;
  if (!byDue) return sql`${caseFile.number} < ${Number(number)}`;
  const due = ms ? new Date(Math.min(Number(ms), 8.64e15)).toISOString() : NO_DUE;
  return sql`(${dueOrLast}, ${caseFile.number}) > (${due}::timestamptz, ${Number(number)}::integer)`;
}

export async function countCases(db: Ctx["db"], me: string, now: Date): Promise<CaseList["counts"]> {
  const [row] = await db
    .select({
      open: sql<number>`count(*)::int`,
      mine: sql<number>`(count(*) filter (where ${caseFile.assigneeId} = ${me}))::int`,
      unassigned: sql<number>`(count(*) filter (where ${caseFile.assigneeId} is null))::int`,
      overdue: sql<number>`(count(*) filter (where ${isOverdue(now)}))::int`,
    })
    .from(caseFile)
    .where(isNull(caseFile.closedAt));
  return row!;
}

const cases = (count: number) => formatCounted(count, "case");

const ofReader = (mine: number, open: number) =>
  mine > 0 ? `${cases(mine)} ${mine === 1 ? "is" : "are"} yours` : `None of the ${cases(open)} is yours`;

/** What waits for me first, then what is late. @param works whether a case can be the reader's at all */
export function sentenceOf({ open, mine, unassigned, overdue }: CaseList["counts"], works: boolean): string {
  if (open === 0) return "No case is open.";
  const late = overdue === 0 ? "nothing is late" : overdue === 1 ? "1 is late" : `${overdue} are late`;
  const parts = [
    works ? ofReader(mine, open) : `${cases(open)} ${open === 1 ? "is" : "are"} open`,
    unassigned > 0 ? `${unassigned} ${unassigned === 1 ? "is" : "are"} nobody's` : null,
    late,
  ].filter((part) => part !== null);
  return `${new Intl.ListFormat("en-GB").format(parts)}.`;
}
