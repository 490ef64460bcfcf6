import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { recordEvent } from "#app/domain/audit/record-event.server.ts";
import { type AuditFilters, searchEvents } from "#app/domain/audit/search-events.server.ts";
import { staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, operator, staffActor } from "#tests/support/contexts.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";

const { db, sql } = await testDatabase();
const [veera, onni] = await db
  .insert(staff)
  .values([
    { displayName: "Veera Vientilä", email: "v@x.example" },
    { displayName: "Onni Arkistola", email: "o@x.example" },
  ])
  .returning();
const auditor = ctxOf(db, staffActor(onni!.id, ["auditor"]));

const write = (
  actorId: string,
  action: string,
  target: [string, string],
  outcome: "done" | "refused" = "done",
  requestId = "r",
) =>
  recordEvent({ actor: { kind: "staff", id: actorId }, requestId }, db, {
    action,
    target: { kind: target[0], id: target[1] },
    outcome,
    details: { number: 1 },
  });
await write(veera!.id, "export_request.request", ["export_request", "e1"], "done", "request-1");
await write(veera!.id, "export_request.approve", ["export_request", "e1"], "refused", "request-2");
await write(onni!.id, "export_request.approve", ["export_request", "e1"]);
await write(onni!.id, "export.view", ["export_request", "e2"]);
await recordEvent(ctxOf(db, operator), db, {
  action: "staff_role.bootstrap",
  target: { kind: "staff", id: veera!.id },
});

const found = async (filters: AuditFilters) =>
  (await searchEvents(auditor, filters)).rows.filter((row) => row.action !== "audit.view").map((row) => row.action);

test("newest first, with the names of people that the trail itself does not hold", async () => {
  const { rows, next } = await searchEvents(auditor, { targetKind: "export_request", targetId: "e1" });
  expect(rows.map((row) => [row.action, row.actorName, row.outcome])).toEqual([
    ["export_request.approve", "Onni Arkistola", "done"],
    ["export_request.approve", "Veera Vientilä", "refused"],
    ["export_request.request", "Veera Vientilä", "done"],
  ]);
  expect(next).toBeNull();
  const [bootstrap] = (await searchEvents(auditor, { action: "staff_role" })).rows;
  expect(bootstrap).toMatchObject({ actorKind: "operator", actorName: null, targetName: "Veera Vientilä" });
});

test("each filter narrows, and together they narrow further", async () => {
  expect(await found({ actor: "vientilä" })).toEqual(["export_request.approve", "export_request.request"]);
  expect(await found({ actor: onni!.id })).toEqual(["export.view", "export_request.approve"]);
  expect(await found({ outcome: "refused" })).toEqual(["export_request.approve"]);
  expect(await found({ requestId: "request-1" })).toEqual(["export_request.request"]);
  expect(await found({ action: "export_request", actor: "onni" })).toEqual(["export_request.approve"]);
  expect(await found({ actor: "nobody" })).toEqual([]);
});

test("the characters of a pattern are looked for as they are", async () => {
  // An underscore as a wildcard would find export.view too.
  expect(await found({ action: "export_" })).toHaveLength(3);
  expect(await found({ action: "%" })).toEqual([]);
  expect(await found({ actor: "%" })).toEqual([]);
});

test("from is inclusive, to is exclusive", async () => {
  const { rows } = await searchEvents(auditor, { action: "export.view" });
  const at = rows[0]!.at;
  // The database keeps microseconds; the instant read is the millisecond before.
  expect(await found({ action: "export.view", from: at })).toEqual(["export.view"]);
  expect(await found({ action: "export.view", to: at })).toEqual([]);
  expect(await found({ action: "export.view", to: new Date(at.getTime() + 1) })).toEqual(["export.view"]);
});

test("pages follow each other without a gap or a repetition while new events arrive", async () => {
  for (let i = 0; i < 120; i += 1) await write(veera!.id, "page.test", ["page", String(i)]);
  const seen: string[] = [];
  let before: number | undefined;
  for (;;) {
    const { rows, next } = await searchEvents(auditor, { action: "page.test", before });
    seen.push(...rows.map((row) => row.targetId));
    await write(veera!.id, "page.test", ["page", "late"]);
    if (next === null) break;
    before = next;
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => String(119 - i)));
});

test("looking is recorded once for a session's quarter of an hour", async () => {
  const own = ctxOf(db, staffActor(onni!.id, ["auditor"], { sessionId: randomUUID() }));
  await inOneWindow(sql, 900, 5);
  for (let i = 0; i < 3; i += 1) await searchEvents(own, {});
  const views = (await searchEvents(own, { action: "audit.view", requestId: own.requestId })).rows;
  expect(views).toHaveLength(1);
  expect(views[0]).toMatchObject({ actorId: onni!.id, targetKind: "audit" });
});

test("only with the permission, and bad filters are told", async () => {
  await expect(
    searchEvents(ctxOf(db, staffActor(veera!.id, ["administrator", "export_officer"])), {}),
  ).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(searchEvents(auditor, { actor: "x".repeat(101) })).rejects.toMatchObject({
    code: "invalid",
    field: "actor",
  });
});
