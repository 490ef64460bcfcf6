import type { KeyObject } from "node:crypto";
import type { Writable } from "node:stream";
import { CONTROL_TOTALS_PATH, type DisclosureTotals } from "../archive/control-totals.ts";
import { openBag } from "../archive/bag-writer.ts";
import { ArchiveError } from "../errors.ts";
import { csvRow } from "../formats/csv.ts";
import { dataPackage } from "../formats/datapackage.ts";
import { canonicalJson } from "../law/canonical-json.ts";
import { madeOn } from "../made-on.ts";
import type { Snapshot } from "../materials/snapshot.ts";
import type { ChosenPeople, DisclosedScope } from "./disclosure-types.ts";
import { eventsTable } from "./events-table.ts";
import { inScope } from "./events-in-scope.ts";
import { shownDetails } from "./shown-details.ts";
import { summaryPage } from "./summary-page.ts";

const ROWS_AT_ONCE = 1000;

/** What the package says of itself besides its rows. */
export type DisclosureFacts = {
  number: number;
  authority: string;
  legalBasis: string;
  reference: string;
  /** `YYYY-MM-DD` */
  receivedOn: string;
  scope: DisclosedScope;
  scopeSha256: string;
  /** Empty when the scope names nobody. */
  people: ChosenPeople;
};

export type DisclosureCounts = { events: Record<string, number>; companies: Record<string, number> };
export type WrittenPackage = {
  bytes: number;
  sha512: string;
  sha256: string;
  rows: number;
  counts: DisclosureCounts;
};

/**
 * The sealed package of a disclosure: one BagIt bag in one ZIP with the rows, their schema, the scope and a summary in three
 * languages, signed. Exactly the rows in the scope, of the chosen people where it names any; the same rows, facts, date and
 * key give the same bytes.
 * @param output is ended when the package is whole, destroyed when it cannot be
 * @param options.date stands for "now", in UTC
 * @param options.detailKeys by kind of event, which of its details are passed on
 * @throws ArchiveError `control_totals_differ` when the snapshot gave other rows than it counted; BagError
 */
export async function writePackage(
  snapshot: Snapshot,
  output: Writable,
  facts: DisclosureFacts,
  options: {
    date: Date;
    signingKey: KeyObject;
    detailKeys: Readonly<Record<string, readonly string[]>>;
    onRows?: (done: number, total: number) => void;
  },
): Promise<WrittenPackage> {
  const { scope, people } = facts;
  const chosen = scope.persons.length === 0 ? null : [...new Set(people.flatMap(({ persons }) => persons))];
  const { where, values } = inScope(scope, chosen);
  const [counted] = await snapshot.query(`select count(*) as rows from service.events where ${where}`, values);
  const total = Number(counted!.rows);
  const root = `disclosure-${facts.number}_${madeOn(options.date)}`;
  const bag = openBag(output, { root, date: options.date, signingKey: options.signingKey });
  try {
    const tally = { events: new Map<string, number>(), companies: new Map<string, number>() };
    let rows = 0;
    let withheld = 0;
    async function* csv() {
      yield csvRow(eventsTable.columns.map(({ name }) => name));
      const select = `select ${eventsTable.columns.flatMap(({ sql }) => sql ?? []).join(", ")} from service.events where ${where}`;
      for await (const portion of snapshot.cursor(
        `${select} order by service.events.at, service.events.id`,
        values,
        ROWS_AT_ONCE,
      )) {
        for (const row of portion) {
          const details = shownDetails(row.details!, options.detailKeys[row.event!]);
          rows += 1;
          withheld += details.withheld;
          tally.events.set(row.event!, (tally.events.get(row.event!) ?? 0) + 1);
          tally.companies.set(row.business_id!, (tally.companies.get(row.business_id!) ?? 0) + 1);
          const shown = { ...row, details: details.shown, details_withheld: String(details.withheld) };
          yield csvRow(eventsTable.columns.map(({ name }) => (shown as Record<string, string | null>)[name] ?? ""));
        }
        options.onRows?.(rows, total);
      }
    }
    const events = await bag.add("events.csv", csv());
    if (rows !== total)
      throw new ArchiveError(
        "control_totals_differ",
        `The log counted ${total} rows and gave ${rows}. Nothing was published; it is tried again.`,
      );
    const counts = { events: sorted(tally.events), companies: sorted(tally.companies) };
    const resource = { path: "events.csv", table: eventsTable, rows, bytes: events.bytes };
    await bag.add(
      "datapackage.json",
      dataPackage({
        name: `disclosure-${facts.number}`,
        title: `Log disclosure ${facts.number}`,
        created: options.date,
        years: [{ folder: "", resources: [resource] }],
      }),
    );
    const scopeText = `${canonicalJson({ ...scope, people: people.map(({ named, persons }) => ({ named, persons })) })}\n`;
    await bag.add("scope.json", scopeText);
    for (const language of ["fi", "sv", "en"] as const)
      await bag.add(
        `summary-${language}.html`,
        summaryPage(language, { ...facts, date: options.date, rows, counts, withheld, eventsSha512: events.sha512 }),
      );
    const totals: DisclosureTotals = {
      formatVersion: 1,
      disclosure: { number: facts.number, scopeSha256: facts.scopeSha256 },
      files: { "events.csv": rows },
    };
    await bag.add(CONTROL_TOTALS_PATH, `${canonicalJson(totals)}\n`);
    const result = await bag.finish([
      ["External-Identifier", `Log disclosure ${facts.number}`],
      [
        "External-Description",
        "Rows of a service's event log, disclosed to an authority. Nothing outside its request.",
      ],
      ["Events-SHA512", events.sha512],
      ["Scope-SHA256", facts.scopeSha256],
    ]);
    return { bytes: result.bytes, sha512: result.sha512, sha256: result.sha256, rows, counts };
  } catch (error) {
    await bag.abort();
    throw error;
  }
}

const sorted = (tally: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...tally].sort(([a], [b]) => (a < b ? -1 : 1)));
