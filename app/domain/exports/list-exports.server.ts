import { and, count, desc, eq, ilike, inArray, lt, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { exportRequest } from "#db/schema/exports.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { likeLiteral } from "../like-literal.ts";
import { parseInput } from "../parse-input.ts";
import { helsinkiDay } from "./clock-rules.ts";
import { attentionStates, type ExportState, exportActions, exportStates } from "./export-states.ts";
import { nextDate, type ShownDate } from "./life-view.ts";
import { loadSwitches } from "./load-switches.server.ts";
import { calendarDates } from "./notice-rules.ts";
import { tellBy } from "./tell-by.ts";

const PAGE_SIZE = 50;

const input = z.object({
  query: z.string().trim().max(200).default(""),
  /** One state, `open` for all that wait for somebody here, or empty for all. */
  state: z.enum(["", "open", ...exportStates]).default(""),
  /** The number of the last request of the page before. */
  before: z.coerce.number().int().positive().max(2_147_483_647).optional(),
});

export type ListedExport = {
  id: string;
  number: number;
  companyName: string;
  businessId: string;
  part: "books" | "payroll";
  state: ExportState;
  /** The next date of the switch, or the one that has passed undone; null where none is recorded or nothing is to come. */
  next: ShownDate | null;
  /** Its dates could be recorded and are not; those that it goes by may be assumed. */
  datesMissing: boolean;
  contractEndsOn: string;
  requestedAt: Date;
};

/**
 * Requests, newest first, 50 at a time.
 * @returns the page, the number to give as `before` for the next page (null at the end), and how many there are per state
 */
export async function listExports(
  ctx: ServiceCtx,
  raw: z.input<typeof input>,
): Promise<{ exports: ListedExport[]; nextBefore: number | null; counts: Partial<Record<ExportState, number>> }> {
  const staff = requirePermission(ctx, "exports.view");
  const { query, state, before } = parseInput(input, raw);
  const conditions: (SQL | undefined)[] = [];
  if (query) {
    const pattern = `%${likeLiteral(query)}%`;
    const number = /^\d{1,9}$/.test(query) ? eq(exportRequest.number, Number(query)) : undefined;
    conditions.push(or(ilike(exportRequest.companyName, pattern), ilike(exportRequest.businessId, pattern), number));
  }
  if (state === "open") conditions.push(inArray(exportRequest.state, [...attentionStates]));
  else if (state) conditions.push(eq(exportRequest.state, state));
  if (before) conditions.push(lt(exportRequest.number, before));
  const [rows, perState] = await Promise.all([
    staff.db
      .select({
        id: exportRequest.id,
        number: exportRequest.number,
        companyName: exportRequest.companyName,
        businessId: exportRequest.businessId,
        part: exportRequest.part,
        state: exportRequest.state,
        contractEndsOn: exportRequest.contractEndsOn,
        requestedAt: exportRequest.requestedAt,
      })
      .from(exportRequest)
      .where(and(...conditions))
      .orderBy(desc(exportRequest.number))
      .limit(PAGE_SIZE + 1),
    staff.db.select({ state: exportRequest.state, requests: count() }).from(exportRequest).groupBy(exportRequest.state),
  ]);
  const now = ctx.clock.now();
  const shownRows = rows.slice(0, PAGE_SIZE);
  const ids = shownRows.map((row) => row.id);
  const switches = ids.length > 0 ? await loadSwitches(staff.db, inArray(exportRequest.id, ids), now) : [];
  const page = shownRows.map((row) => {
    const found = switches.find((one) => one.id === row.id)!;
    return {
      ...row,
      next: nextDate(calendarDates(found, found.dates && tellBy(ctx, found.dates.noticeGivenOn)), helsinkiDay(now)),
      datesMissing:
        (!found.dates || found.dates.assumed) &&
        (exportActions.set_dates.from as readonly ExportState[]).includes(row.state),
    };
  });
  return {
    exports: page,
    nextBefore: rows.length > PAGE_SIZE ? page.at(-1)!.number : null,
    counts: Object.fromEntries(perState.map((row) => [row.state, row.requests])),
  };
}
