import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseEvent, caseFile } from "#db/schema/cases.ts";
import { staff } from "#db/schema/identity.ts";
import type { CaseRow } from "./case-view.ts";
import { caseKinds } from "./case-kinds.ts";
import { kindDefinitions } from "./kind-definitions.ts";

const changedAt = sql<string>`coalesce((select ${caseEvent.at} from ${caseEvent}
  where ${caseEvent.caseId} = ${caseFile.id} order by ${caseEvent.id} desc limit 1), ${caseFile.openedAt})`;

/** States in which the clock is not ours: a customer who thinks it over makes no case late. */
const notOurs = caseKinds.flatMap((kind) =>
  Object.entries(kindDefinitions[kind].states)
    .filter(([, state]) => !state.closed && (state.waitsFor === "customer" || state.waitsFor === "nobody"))
    .map(([state]) => `${kind}:${state}`),
);
const waitsForOthers = sql`(${caseFile.kind} || ':' || ${caseFile.state}) in (${sql.join(
  notOurs.map((pair) => sql`${pair}`),
  sql`, `,
)})`;

/** Open, due before now, and its next step is ours, the platform team's or an officer's. */
export const isOverdue = (now: Date): SQL =>
  sql`(${caseFile.closedAt} is null and ${caseFile.dueAt} < ${now.toISOString()} and not ${waitsForOthers})`;

const columns = {
  number: caseFile.number,
  kind: caseFile.kind,
  state: caseFile.state,
  businessId: caseFile.businessId,
  customerName: caseFile.customerName,
  subject: caseFile.subject,
  priority: caseFile.priority,
  externalNumber: caseFile.externalNumber,
  assigneeId: caseFile.assigneeId,
  assigneeName: staff.displayName,
  openedAt: caseFile.openedAt,
  dueAt: caseFile.dueAt,
  changedAt,
};
/** Cases as rows of a list. */
export async function caseRows(
  db: DbOrTx,
  { where, order, limit, now }: { where: SQL | undefined; order: SQL[]; limit: number; now: Date },
): Promise<CaseRow[]> {
  const rows = await db
    .select(columns)
    .from(caseFile)
    .leftJoin(staff, eq(staff.id, caseFile.assigneeId))
    .where(where)
    .orderBy(...order)
    .limit(limit);
  return rows.map((row) => {
    const state = kindDefinitions[row.kind].states[row.state]!;
    const late = !state.closed && row.dueAt !== null && row.dueAt < now;
    return {
      number: row.number,
      kind: row.kind,
      state: row.state,
      stateLabel: state.label,
      waitsFor: state.waitsFor,
      closed: state.closed,
      customer: row.businessId ? { businessId: row.businessId, name: row.customerName ?? row.businessId } : null,
      subject: row.subject,
      priority: row.priority,
      externalNumber: row.externalNumber,
      assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? "Somebody who has left" } : null,
      openedAt: row.openedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      overdue: late && state.waitsFor !== "customer" && state.waitsFor !== "nobody",
      changedAt: new Date(row.changedAt).toISOString(),
    };
  });
}

const MOST_OF_A_CUSTOMER = 50;

/** A customer's open cases, the newest first. The caller has checked that they may be seen. */
export const openCasesOf = (db: DbOrTx, businessId: string, now: Date): Promise<CaseRow[]> =>
  caseRows(db, {
    where: and(eq(caseFile.businessId, businessId), isNull(caseFile.closedAt)),
    order: [desc(caseFile.number)],
    limit: MOST_OF_A_CUSTOMER,
    now,
  });
