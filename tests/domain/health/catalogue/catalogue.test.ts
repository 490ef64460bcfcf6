import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { component, componentState } from "#db/schema/health.ts";
import { staff } from "#db/schema/identity.ts";
import { bringBackComponent } from "#app/domain/health/catalogue/bring-back-component.server.ts";
import type { ComponentInput } from "#app/domain/health/catalogue/component-schema.ts";
import { createComponent } from "#app/domain/health/catalogue/create-component.server.ts";
import { editComponent } from "#app/domain/health/catalogue/edit-component.server.ts";
import { listComponents } from "#app/domain/health/catalogue/list-components.server.ts";
import { readComponent } from "#app/domain/health/catalogue/read-component.server.ts";
import { retireComponent } from "#app/domain/health/catalogue/retire-component.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "#tests/support/contexts.ts";

const { db } = await testDatabase();

async function person(name: string, roles: Parameters<typeof staffActor>[1] = ["platform"]) {
  const [row] = await db
    .insert(staff)
    .values({ email: `${name.toLowerCase()}@example.test`, displayName: name })
    .returning({ id: staff.id });
  return ctxOf(db, staffActor(row!.id, roles, { displayName: name }));
}
const aino = await person("Aino");
const eero = await person("Eero");

const typed = (more: Partial<ComponentInput> = {}): ComponentInput => ({
  nameEn: "Databases",
  nameFi: "Tietokannat",
  nameSv: "Databaser",
  kind: "databases",
  ownerTeam: "Platform",
  customerFacing: true,
  dependsOn: [],
  links: [],
  alertMatchers: [{ name: "component", value: "databases" }],
  queries: [
    { purpose: "component.up", filters: "component=databases", slowAbove: "", partialBelow: "1", downBelow: "0,01" },
    { purpose: "", filters: "", slowAbove: "", partialBelow: "", downBelow: "" },
  ],
  ...more,
});
const reason = "New part of the service";
const make = (key: string, more: Partial<ComponentInput> = {}) =>
  createComponent(aino, { key, reason, ...typed(more) });

const lastEvent = async (action: string) =>
  (
    await db.execute<{ outcome: string; target_id: string; details: unknown; actor_id: string }>(sql`
      select outcome, target_id, details, actor_id from audit.event where action = ${action} order by seq desc limit 1`)
  )[0];

test("a component is added as typed, without its blank rows, with its first version and an audit row", async () => {
  await make("data-centre", { queries: [], links: [{ label: "Racks", href: "https://grafana.example.test/d/racks" }] });
  await make("databases", { dependsOn: ["data-centre"] });
  const { component: made, versions } = await readComponent(aino, { key: "databases" });
  expect(made).toMatchObject({
    version: 1,
    dependsOn: ["data-centre"],
    queries: [{ purpose: "component.up", filters: { component: "databases" }, partialBelow: 1, downBelow: 0.01 }],
  });
  expect(versions).toMatchObject([{ version: 1, by: "Aino", reason, changes: [] }]);
  expect(await lastEvent("component.create")).toMatchObject({
    outcome: "done",
    target_id: "databases",
    actor_id: aino.actor.id,
    details: { version: 1, changed: [] },
  });
});

test("a change says field by field what went and what came", async () => {
  await make("queue", { ownerTeam: "Payments" });
  await editComponent(eero, {
    key: "queue",
    version: 1,
    reason: "The team moved",
    ...typed({
      ownerTeam: "Integrations",
      dependsOn: ["databases"],
      links: [{ label: "What to do", href: "queue-is-full" }],
    }),
  });
  const { component: now, versions } = await readComponent(aino, { key: "queue" });
  expect(now).toMatchObject({ version: 2, ownerTeam: "Integrations", dependsOn: ["databases"] });
  expect(versions[0]).toMatchObject({
    version: 2,
    by: "Eero",
    reason: "The team moved",
    changes: [
      { field: "Owner team", before: ["Payments"], after: ["Integrations"] },
      { field: "Depends on", before: [], after: ["databases"] },
      { field: "Links", before: [], after: ["What to do: queue-is-full"] },
    ],
  });
  expect(await lastEvent("component.edit")).toMatchObject({
    details: { version: 2, changed: ["Owner team", "Depends on", "Links"] },
  });
});

test("of two people who edit the same version one wins, and the other is told who changed what", async () => {
  await make("cache");
  const outcomes = await Promise.allSettled([
    editComponent(aino, { key: "cache", version: 1, reason: "A better name", ...typed({ nameEn: "Caches" }) }),
    editComponent(eero, { key: "cache", version: 1, reason: "Another team", ...typed({ ownerTeam: "Search" }) }),
  ]);
  const lost = outcomes.find((outcome) => outcome.status === "rejected")!;
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(lost.reason).toMatchObject({ code: "conflict" });
  expect(lost.reason.message).toMatch(
    /^(Aino changed this component after you opened it: name in english|Eero changed this component after you opened it: owner team)\. What you typed is kept/,
  );
  expect((await readComponent(aino, { key: "cache" })).versions).toHaveLength(2);
});

test("a circle is refused with the way around it, also one that two changes would make together", async () => {
  await make("aa");
  await make("bb", { dependsOn: ["aa"] });
  await make("cc", { dependsOn: ["bb"] });
  const edit = (key: string, dependsOn: string[]) =>
    editComponent(aino, { key, version: 1, reason: "Depends on it", ...typed({ dependsOn }) });
  await expect(edit("aa", ["cc"])).rejects.toMatchObject({
    code: "invalid",
    field: "dependsOn",
    message: "This would make it depend on itself: aa → cc → bb → aa.",
  });
  await expect(edit("aa", ["aa"])).rejects.toMatchObject({ code: "invalid", field: "dependsOn" });
  await make("dd");
  await make("ee");
  const both = await Promise.allSettled([edit("dd", ["ee"]), edit("ee", ["dd"])]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test.each<[string, Partial<ComponentInput>, string]>([
  ["an address that is no web address", { links: [{ label: "x", href: "javascript:alert(1)" }] }, "links.0.href"],
  ["an address with a password", { links: [{ label: "x", href: "https://a:b@example.test/" }] }, "links.0.href"],
  [
    "a purpose that the profile does not have",
    { queries: [query({ purpose: "component.mood" })] },
    "queries.0.purpose",
  ],
  ["a purpose of a whole month", { queries: [query({ purpose: "latency.period_seconds" })] }, "queries.0.purpose"],
  ["a label that the purpose lacks", { queries: [query({ filters: "dependency=banks" })] }, "queries.0.filters"],
  ["labels that cannot be read", { queries: [query({ filters: "databases" })] }, "queries.0.filters"],
  ["a fault in the second row", { queries: [query({}, true), query({ downBelow: "low" })] }, "queries.1.downBelow"],
  ["no limit", { queries: [query({ downBelow: "" })] }, "queries.0.slowAbove"],
  ["down above partly down", { queries: [query({ partialBelow: "0.5", downBelow: "0.9" })] }, "queries.0.downBelow"],
  ["a label of alerts with a blank", { alertMatchers: [{ name: "alert name", value: "x" }] }, "alertMatchers.0.name"],
  ["no Finnish name", { nameFi: " " }, "nameFi"],
  ["a dependency that is not there", { dependsOn: ["mainframe"] }, "dependsOn"],
])("%s is refused at its field", async (_, more, field) => {
  await expect(make("refused", more)).rejects.toMatchObject({ code: "invalid", field });
  expect((await listComponents(aino)).some(({ key }) => key === "refused")).toBe(false);
});

function query(more: Partial<ComponentInput["queries"][number] & object>, blank = false) {
  const empty = { purpose: "", filters: "", slowAbove: "", partialBelow: "", downBelow: "" };
  return blank ? empty : { ...empty, purpose: "component.up", filters: "component=databases", downBelow: "1", ...more };
}

test("a change needs a reason, and a key is used once", async () => {
  await expect(createComponent(aino, { key: "why", ...typed(), reason: "x" })).rejects.toMatchObject({
    field: "reason",
  });
  await expect(make("databases")).rejects.toMatchObject({ code: "invalid", field: "key" });
  await expect(make("Big Key")).rejects.toMatchObject({ code: "invalid", field: "key" });
});

test("a retired component is watched no more and keeps everything; it comes back as it was", async () => {
  await make("old-bank", { dependsOn: ["data-centre"] });
  const { component: old } = await readComponent(aino, { key: "old-bank" });
  const seen = new Date("2026-11-23T05:00:00Z");
  await db
    .insert(componentState)
    .values({ componentId: old.id, state: "operational", startedAt: seen, observedAt: seen });
  const end = { reason: "The bank closed" };
  await expect(retireComponent(aino, { key: "data-centre", version: 1, ...end })).rejects.toMatchObject({
    code: "conflict",
    message: "Databases, Databases depend on it. Change that first.",
  });
  await retireComponent(aino, { key: "old-bank", version: 1, ...end });
  const [state] = await db.select().from(componentState).where(eq(componentState.componentId, old.id));
  expect(state!.endedAt).toEqual(seen);
  expect((await listComponents(aino)).at(-1)).toMatchObject({ key: "old-bank", retired: true });
  await expect(
    editComponent(aino, { key: "old-bank", version: 2, reason: "A new name", ...typed() }),
  ).rejects.toMatchObject({ code: "conflict" });
  await bringBackComponent(aino, { key: "old-bank", version: 2, reason: "It opened again" });
  const { component: back, versions } = await readComponent(aino, { key: "old-bank" });
  expect(back).toMatchObject({ retired: false, version: 3, dependsOn: ["data-centre"] });
  expect(versions[0]!.changes).toEqual([{ field: "Watched", before: ["No"], after: ["Yes"] }]);
  expect(await lastEvent("component.bring_back")).toMatchObject({ target_id: "old-bank", outcome: "done" });
});

test("whoever only looks changes nothing, and the try is on record", async () => {
  const agent = await person("Agent", ["customer_service"]);
  expect((await listComponents(agent)).length).toBeGreaterThan(0);
  await expect(
    editComponent(agent, { key: "databases", version: 1, reason: "Because I can", ...typed({ nameEn: "Mine" }) }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await lastEvent("component.edit")).toMatchObject({ outcome: "refused", actor_id: agent.actor.id });
  const exporter = await person("Nobody", ["administrator"]);
  await expect(listComponents(exporter)).rejects.toMatchObject({ code: "forbidden" });
  const [row] = await db.select().from(component).where(eq(component.key, "databases"));
  expect(row).toMatchObject({ nameEn: "Databases", version: 1 });
});
