import { expect, test } from "vitest";
import type { RestrictionRow } from "#app/domain/ip-restrictions/restriction-view.ts";
import { IntegrationLoad } from "#app/ui/customers/integration-load.tsx";
import { PanelOf } from "#app/ui/customers/panel-of.tsx";
import { RestrictionsOf } from "#app/ui/customers/restrictions-of.tsx";
import { inPage } from "#tests/support/in-page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const at = (hours: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => hours[hour] ?? 0);
const load = (integrations: Parameters<typeof IntegrationLoad>[0]["integrations"], known = true) =>
  inPage(
    <PanelOf title="Integrations" read={{ ok: true, value: integrations }}>
      {(list) => <IntegrationLoad integrations={list} known={known} />}
    </PanelOf>,
  );

test("integrations: the heaviest first, their part of the time, and when in the day it comes", () => {
  const html = load([
    { name: "crm", resource: "customers", requests: 400, seconds: 25, byHour: at({ 20: 1 }) },
    { name: "webshop", resource: "sales-invoices", requests: 1200, seconds: 75, byHour: at({ 9: 1 }) },
  ]);
  expect(markupFaults(html)).toEqual([]);
  const rows = rowsOf(html);
  expect(rows.filter(([name]) => /^(webshop|crm) /.test(name ?? ""))).toEqual([
    ["webshop sales-invoices", "1\u202f200", "75.00", "75.0 %", "100.0 %"],
    ["crm customers", "400", "25.00", "25.0 %", "0.0 %"],
  ]);
  // All together: three quarters of the seconds are the webshop's, at nine.
  expect(textOf(html)).toContain("75.0 % comes between 8 and 16; most, 75.0 %, between 09–10.");
  expect(rows).toContainEqual(["20–21", "25.0 %"]);
});

test("no integrations and not knowing of any are told apart", () => {
  expect(textOf(load([]))).toContain("No integrations");
  expect(textOf(load([], false))).toContain("whether there are integrations is unknown");
});

const list: RestrictionRow = {
  id: "10000000-0000-4000-8000-000000000001",
  businessId: "9000202-5",
  customer: "Kuusikummun Tukku Oy",
  version: 2,
  state: "active",
  networks: 3,
  since: "2026-11-20T08:00:00.000Z",
  confirmUntil: null,
  endsAt: null,
  whenAllExpired: null,
  locksAll: false,
  endingSoon: false,
};
const lists = (rows: RestrictionRow[]) => inPage(<RestrictionsOf lists={rows} now="2026-11-23T10:00:00.000Z" />);

test("IP lists: what is in force, what waits, and that without one everybody gets in", () => {
  expect(textOf(lists([]))).toContain("No IP list is in force: its people may sign in from anywhere.");
  const html = lists([list]);
  expect(textOf(html)).toContain("List 2In forcesince 2026-11-20 10:003 networks");
  expect(html).toContain(`href="/ip-restrictions/${list.id}"`);
  expect(textOf(lists([{ ...list, state: "proposed" }]))).toContain("None is in force yet");
});

test("a panel that could not be read says so under its own heading", () => {
  const html = inPage(
    <PanelOf title="Exports" read={{ ok: false, says: "This part could not be read." }}>
      {() => "never"}
    </PanelOf>,
  );
  expect(textOf(html)).toContain("ExportsThis part could not be read.");
  expect(html).not.toContain("never");
});
