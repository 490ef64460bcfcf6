import { expect, test } from "vitest";
import { dryRun } from "#app/domain/marks/dry-run.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { grafanaWithAlerts, unreachable } from "#tests/support/grafana.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { manager, plannedWindow } from "#tests/support/maintenance.ts";

const database = await testDatabase();
await withCatalogue(database);
await database.sql`update console.component set alert_matchers = '[]' where key = 'siem'`;
const clock = testClock(new Date("2026-12-14T08:00:00Z"));
const alert = (alertname: string, component: string, state: "firing" | "pending" | "normal" | "no_data") => ({
  labels: { alertname, component },
  state,
  activeAt: "2026-12-14T07:50:00Z",
});
const alerts = [
  alert("DbSlow", "databases", "firing"),
  alert("DbDown", "databases", "pending"),
  alert("DbQuiet", "databases", "normal"),
  alert("DbBlind", "databases", "no_data"),
  alert("BankDown", "banks", "firing"),
  { labels: { alertname: "Everything" }, state: "firing" as const },
];
const by = (grafana = grafanaWithAlerts(alerts)) => manager(database, "Juuso Julkaisula", { clock, grafana });

test("a dry run names the alerts that a window would keep quiet now, and what no silence reaches", async () => {
  const { id } = await plannedWindow(database, { scope: ["databases", "siem"] });
  expect(await dryRun(await by(), { windowId: id })).toEqual({
    alerts: [
      { name: "DbSlow", component: "Databases", since: "2026-12-14T07:50:00Z", state: "firing" },
      { name: "DbDown", component: "Databases", since: "2026-12-14T07:50:00Z", state: "about to fire" },
      { name: "DbBlind", component: "Databases", since: "2026-12-14T07:50:00Z", state: "firing, without data" },
    ],
    withoutMatchers: [{ key: "siem", name: "SIEM export" }],
    problem: null,
  });
  const chosen = await dryRun(await by(), { components: ["banks"] });
  expect(chosen.alerts.map(({ name }) => name)).toEqual(["BankDown"]);
});

test("when Grafana does not say, nobody claims that nothing fires", async () => {
  expect(await dryRun(await by(grafanaWithAlerts(unreachable)), { components: ["banks", "siem"] })).toEqual({
    alerts: [],
    withoutMatchers: [{ key: "siem", name: "SIEM export" }],
    problem: unreachable,
  });
});

test("whoever may not see windows may not try one", async () => {
  const officer = await manager(database, "Tiina Tietopyyntö", { clock, roles: ["export_officer"] });
  await expect(dryRun(officer, { components: ["banks"] })).rejects.toMatchObject({ code: "forbidden" });
});
