import { z } from "zod";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { readLatencyCalendar } from "../read-latency-calendar.server.ts";
import { readLatencyChart } from "../read-latency-chart.server.ts";
import { readLatencyCustomers } from "../read-latency-customers.server.ts";
import { readLatencyOverview } from "../read-latency-overview.server.ts";
import { readLatencyPages } from "../read-latency-pages.server.ts";
import { readLatencyParts } from "../read-latency-parts.server.ts";
import { type FileTable, fileName, type LatencyFile } from "./file-table.ts";
import { csvOf } from "./latency-csv.server.ts";
import { xlsxOf } from "./latency-xlsx.server.ts";
import { calendarFile, customersFile, pagesFile, partsFile } from "./list-files.ts";
import { overviewFile } from "./overview-file.ts";

const choice = z.object({
  view: z.enum(["overview", "pages", "parts", "customers", "calendar"], {
    error: "Choose a view: overview, pages, parts, customers or calendar.",
  }),
  format: z.enum(["csv", "xlsx"], { error: "Choose a format: csv or xlsx." }),
  table: z.string().optional(),
});
type View = z.output<typeof choice>["view"];

/** The page's own parameters, as its verb takes them. */
export type PageInput = Parameters<typeof readLatencyPages>[1] & Parameters<typeof readLatencyParts>[1];

const readers: Record<View, (ctx: ServiceCtx, page: PageInput) => Promise<LatencyFile>> = {
  overview: async (ctx, page) => {
    const [overview, chart] = await Promise.all([readLatencyOverview(ctx, page), readLatencyChart(ctx, page)]);
    return overviewFile(overview, chart);
  },
  pages: async (ctx, page) => pagesFile(await readLatencyPages(ctx, page)),
  parts: async (ctx, page) => partsFile(await readLatencyParts(ctx, page)),
  // Which periods there are, the verb says.
  customers: async (ctx, { period }) =>
    customersFile(await readLatencyCustomers(ctx, { period } as Parameters<typeof readLatencyCustomers>[1])),
  calendar: async (ctx, page) => calendarFile(await readLatencyCalendar(ctx, page)),
};

const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export type MadeFile = { name: string; type: string; body: Buffer };

/**
 * What a latency page shows, as a file: by the same verb, so with the same permission, filter and order. A file that names
 * customers leaves the console and is written to the audit trail.
 * @param input.table which table a CSV holds; without it, the view's first. An XLSX holds all of them.
 * @param input.demoData the numbers are the demo's: said in the XLSX
 * @throws DomainError `forbidden`, or `invalid` for a view, a format, a table or parameters that cannot be
 */
export async function makeLatencyFile(
  ctx: ServiceCtx,
  input: { view: string | null; format: string | null; table?: string; page: PageInput; demoData: boolean },
): Promise<MadeFile> {
  const staff = requirePermission(ctx, "latency.view");
  const { view, ...how } = { ...parseInput(choice, input), demoData: input.demoData };
  if (view !== "customers") return write(staff, await readers[view](staff, input.page), how);
  const event = { action: "latency.file", target: { kind: "latency", id: view } };
  return refusalsRecorded(staff, event, async () => {
    const file = await readers.customers(staff, input.page);
    const made = await write(staff, file, how);
    const customers = file.tables[0].rows.length;
    await recordEvent(staff, staff.db, {
      ...event,
      details: { format: how.format, period: file.periodKey, customers },
    });
    return made;
  });
}

async function write(
  ctx: ServiceCtx,
  file: LatencyFile,
  { format, table, demoData }: { format: string; table?: string; demoData: boolean },
): Promise<MadeFile> {
  if (format === "xlsx") {
    const body = await xlsxOf(file, { at: ctx.clock.now(), demoData });
    return { name: fileName(file, undefined, "xlsx"), type: types.xlsx, body };
  }
  const chosen = chosenTable(file, table);
  return {
    name: fileName(file, chosen === file.tables[0] ? undefined : chosen, "csv"),
    type: types.csv,
    body: csvOf(chosen),
  };
}

function chosenTable(file: LatencyFile, id: string | undefined): FileTable {
  const found = id ? file.tables.find((table) => table.id === id) : file.tables[0];
  if (found) return found;
  const known = file.tables.map((table) => table.id).join(", ");
  throw new DomainError("invalid", `There is no table ${id} here. Choose one of ${known}.`, { field: "table" });
}
