import { afterAll, expect, test } from "vitest";
import * as json from "#app/routes/public/archive-formats-json.ts";
import * as schema from "#app/routes/public/archive-structure.ts";
import { archiveFormatIds } from "#exporters/register.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { getFrom } from "#tests/support/get-from.ts";
import { runningApp } from "#tests/support/running-app.ts";

const server = await runningApp({
  handle: await testDatabase(),
  clock: testClock(new Date("2026-11-23T10:00:00Z")),
  routes: [
    { id: "json", path: "public/archive-formats.json", module: json },
    { id: "schema", path: "public/archive-formats/schemas/:table.json", module: schema },
  ],
});
afterAll(server.stop);
const get = getFrom(server.port);

test("the register names each format once, with its version and specification", async () => {
  const answer = await get("/public/archive-formats.json");
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  const register = JSON.parse(answer.body);
  expect(register.formats.map((f: { id: string }) => f.id)).toEqual([...archiveFormatIds]);
  expect(register.formats.find((f: { id: string }) => f.id === "saft")).toMatchObject({
    version: "1.30",
    files: ["data/<year>/exchange/saft.xml"],
  });
});

test("the register says of every country's rules by which paragraph, where it was read and up to which day", async () => {
  const { laws } = JSON.parse((await get("/public/archive-formats.json")).body);
  expect(laws.map((law: { country: string }) => law.country)).toEqual(["DE", "DK", "EE", "FI", "NO", "SE"]);
  const rule = (country: string, id: string) =>
    laws.find((law: { country: string }) => law.country === country).rules.find((r: { id: string }) => r.id === id);
  expect(rule("SE", "se.bfl.7-2")).toMatchObject({
    citation: "BFL 7 kap. 2 §",
    source: { readIn: "statute", textOf: "2024-07-01" },
  });
  expect(rule("DK", "dk.bogfl.12").source.readIn).toBe("guide");
});

test("a file's schema is at an address of its own", async () => {
  const answer = await get("/public/archive-formats/schemas/journal.json");
  expect(answer.status).toBe(200);
  const { name, title_fi, title_sv, fields } = JSON.parse(answer.body);
  expect([title_fi, title_sv]).toEqual(["Päiväkirja", "Dagbok"]);
  expect(name).toBe("journal");
  expect(fields.slice(0, 6).map((f: { name: string }) => f.name)).toEqual([
    "voucher_series",
    "voucher_number",
    "date",
    "account",
    "debit",
    "credit",
  ]);
  expect(fields[2]).toEqual({
    name: "date",
    type: "date",
    format: "default",
    title: "Voucher date",
    title_fi: "Tositepäivä",
    title_sv: "Bokföringsdatum",
  });
  expect(fields[10]).toMatchObject({ name: "tax_code", title_fi: "Alv-koodi", title_sv: "Momskod" });
  expect((await get("/public/archive-formats/schemas/payroll-of-others.json")).status).toBe(404);
});
