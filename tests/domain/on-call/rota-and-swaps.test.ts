import { expect, test } from "vitest";
import { agreeSwap } from "#app/domain/on-call/agree-swap.server.ts";
import { askSwap } from "#app/domain/on-call/ask-swap.server.ts";
import { declineSwap } from "#app/domain/on-call/decline-swap.server.ts";
import { readOnCall } from "#app/domain/on-call/read-on-call.server.ts";
import { setRota } from "#app/domain/on-call/set-rota.server.ts";
import { withdrawSwap } from "#app/domain/on-call/withdraw-swap.server.ts";
import { writeNote } from "#app/domain/on-call/write-note.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";
import { platformPerson } from "#tests/support/on-call-people.ts";

const database = await testDatabase();
// Monday 23 November 2026, 12:00 in Helsinki.
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const alma = await platformPerson(database, "Alma Alustala", clock);
const pasi = await platformPerson(database, "Pasi Palvelinmaa", clock);
const katri = await platformPerson(database, "Katri Konesalo", clock);
const auditor = serviceCtxOf(database.db, staffActor(alma.actor.id, ["auditor"]), { clock });
const rota = {
  effectiveFrom: "2026-11-23T12:00",
  members: [alma, pasi, katri].map((person) => person.actor.id),
  handoverWeekday: "1",
  handoverTime: "09:00",
  reason: "The winter's rota",
  seen: null as string | null,
};
const trail = async (action: string) =>
  await database.sql`select outcome, actor_id, details from audit.event where action = ${action} order by seq`;

test("before the first rota the page says that nobody is on call", async () => {
  const page = await readOnCall(alma);
  expect(page.whoNow.onCall).toBeNull();
  expect(page.shifts).toEqual([]);
});

test("a rota is set from now on, with its reason on record; the past, strangers and a rota not seen are refused", async () => {
  await expect(setRota(auditor, rota)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setRota(alma, { ...rota, effectiveFrom: "2026-11-23T11:58" })).rejects.toMatchObject({
    code: "invalid",
    field: "effectiveFrom",
  });
  await expect(setRota(alma, { ...rota, members: ["00000000-0000-4000-8000-000000000001"] })).rejects.toMatchObject({
    code: "invalid",
    field: "members",
  });
  for (const [field, value] of Object.entries({
    handoverTime: "25:00",
    handoverWeekday: "8",
    reason: " ",
    members: [],
  }))
    await expect(setRota(alma, { ...rota, [field]: value })).rejects.toMatchObject({ code: "invalid", field });

  const { id } = await setRota(alma, rota);
  await expect(setRota(pasi, rota)).rejects.toMatchObject({ code: "conflict" });
  expect(await trail("on_call_rota.set")).toMatchObject([
    { outcome: "refused", details: { code: "forbidden" } },
    { outcome: "done", actor_id: alma.actor.id, details: { rotaId: id, handoverTime: "09:00" } },
    { outcome: "refused", actor_id: pasi.actor.id, details: { code: "conflict" } },
  ]);
  const { whoNow, shifts, rotas } = await readOnCall(pasi);
  expect(whoNow).toMatchObject({ office: { open: true }, onCall: { name: "Alma Alustala", next: "Pasi Palvelinmaa" } });
  expect(shifts.slice(0, 3).map((shift) => [shift.week, shift.name])).toEqual([
    [48, "Alma Alustala"],
    [49, "Pasi Palvelinmaa"],
    [50, "Katri Konesalo"],
  ]);
  // Independence Day, Sunday 6 December 2026, is in Pasi's turn, which ends on Monday the 7th.
  expect(shifts[1]!.holidays).toEqual([{ day: "2026-12-06", name: "Independence Day" }]);
  expect(rotas).toMatchObject([{ id, state: "holds", reason: "The winter's rota", setBy: "Alma Alustala" }]);
});

test("a rota that has not begun is corrected by another from the same instant; both stay in the history", async () => {
  const seen = (await readOnCall(alma)).newestRota;
  const planned = { ...rota, effectiveFrom: "2027-01-04T09:00", members: [pasi.actor.id], seen };
  const wrong = await setRota(alma, planned);
  clock.advance(60);
  const right = await setRota(alma, { ...planned, members: [katri.actor.id, alma.actor.id], seen: wrong.id });
  const page = await readOnCall(alma);
  expect(page.rotas.map((row) => [row.id, row.state])).toEqual([
    [right.id, "planned"],
    [wrong.id, "planned"],
    [expect.any(String), "holds"],
  ]);
  await expect(
    database.sql`update console.on_call_rota set members = array[${pasi.actor.id}::uuid] where id = ${wrong.id}`,
  ).rejects.toThrow(/history/);
});

const swap = (startsAt: string, endsAt: string, toStaff = katri.actor.id) => ({
  startsAt,
  endsAt,
  toStaff,
  reason: "A family day",
});

test.each([
  ["what has begun", "2026-11-23T11:00", "2026-11-23T20:00", "startsAt"],
  ["another's turn", "2026-11-30T08:00", "2026-11-30T10:00", "startsAt"],
  ["an end before its start", "2026-11-25T20:00", "2026-11-25T19:00", "endsAt"],
  ["a time that is none", "tomorrow", "2026-11-25T19:00", "startsAt"],
])("a swap of %s is refused at its field", async (_what, startsAt, endsAt, field) => {
  await expect(askSwap(alma, swap(startsAt, endsAt))).rejects.toMatchObject({ code: "invalid", field });
});

test("a swap changes who is on call once the other person agrees, and only that person can", async () => {
  await expect(askSwap(alma, swap("2026-11-25T16:00", "2026-11-26T08:00", alma.actor.id))).rejects.toMatchObject({
    field: "toStaff",
  });
  await expect(askSwap(alma, swap("2026-11-25T16:00", "9999-11-26T08:00"))).rejects.toMatchObject({
    code: "invalid",
    field: "endsAt",
  });
  const { id } = await askSwap(alma, swap("2026-11-25T16:00", "2026-11-26T08:00"));
  const names = async () => (await readOnCall(alma)).shifts.slice(0, 4).map((shift) => shift.name.split(" ")[0]);
  expect(await names()).toEqual(["Alma", "Pasi", "Katri", "Alma"]);
  await expect(agreeSwap(pasi, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(declineSwap(alma, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(withdrawSwap(pasi, { id, state: "asked" })).rejects.toMatchObject({ code: "forbidden" });
  await agreeSwap(katri, { id });
  expect(await names()).toEqual(["Alma", "Katri", "Alma", "Pasi"]);
  await expect(declineSwap(katri, { id })).rejects.toMatchObject({ code: "conflict" });
  expect((await trail("on_call_swap.agree")).map((row) => [row.outcome, row.actor_id])).toEqual([
    ["refused", pasi.actor.id],
    ["done", katri.actor.id],
  ]);
  // Whoever manages the rota can take it back before it begins.
  await withdrawSwap(pasi, { id, state: "agreed" });
  expect(await names()).toEqual(["Alma", "Pasi", "Katri", "Alma"]);
});

test("a swap that overlaps one asked or agreed is refused, by the verb and by the database", async () => {
  const { id } = await askSwap(alma, swap("2026-11-27T16:00", "2026-11-28T08:00"));
  await expect(askSwap(alma, swap("2026-11-28T07:00", "2026-11-28T12:00", pasi.actor.id))).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(
    database.sql`insert into console.on_call_swap (starts_at, ends_at, from_staff, to_staff, reason, asked_by)
      select starts_at, ends_at, from_staff, to_staff, reason, asked_by from console.on_call_swap where id = ${id}`,
  ).rejects.toThrow(/one_swap_at_a_time/);
  await declineSwap(katri, { id });
  await askSwap(alma, swap("2026-11-28T07:00", "2026-11-28T12:00", pasi.actor.id));
});

test("of two people who decide a swap at the same moment, one does and the other is told", async () => {
  const { id } = await askSwap(alma, swap("2026-11-29T10:00", "2026-11-29T12:00"));
  const results = await Promise.allSettled([
    agreeSwap(katri, { id }),
    withdrawSwap(alma, { id, state: "asked" }),
    declineSwap(katri, { id }),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
});

test("two who ask for the same time at the same moment: one swap", async () => {
  const results = await Promise.allSettled([
    askSwap(alma, swap("2026-11-29T20:00", "2026-11-29T22:00")),
    askSwap(alma, swap("2026-11-29T21:00", "2026-11-29T23:00", pasi.actor.id)),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a swap whose time has begun, or whose turn a new rota gave to another, can no longer be agreed", async () => {
  const soon = await askSwap(alma, swap("2026-11-23T14:00", "2026-11-23T16:00"));
  const later = await askSwap(alma, swap("2026-11-26T10:00", "2026-11-26T12:00"));
  clock.advance(3 * 3600);
  await expect(agreeSwap(katri, { id: soon.id })).rejects.toMatchObject({ code: "conflict", message: /has begun/ });
  const seen = (await readOnCall(alma)).newestRota;
  await setRota(alma, { ...rota, effectiveFrom: "2026-11-26T08:00", members: [pasi.actor.id], seen });
  await expect(agreeSwap(katri, { id: later.id })).rejects.toMatchObject({
    code: "conflict",
    message: /rota has changed/,
  });
  expect((await readOnCall(katri)).swaps.find((one) => one.id === later.id)).toMatchObject({ holds: false });
});

test("notes are kept as they were written, the newest first", async () => {
  await writeNote(alma, { text: "Databases were patched on Sunday." });
  clock.advance(60);
  await writeNote(pasi, { text: "Line one\nLine two" });
  await expect(writeNote(auditor, { text: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(writeNote(alma, { text: " " })).rejects.toMatchObject({ code: "invalid", field: "text" });
  expect((await readOnCall(alma)).notes.map((note) => [note.by, note.text])).toEqual([
    ["Pasi Palvelinmaa", "Line one\nLine two"],
    ["Alma Alustala", "Databases were patched on Sunday."],
  ]);
  await expect(database.sql`update console.on_call_note set text = 'x'`).rejects.toThrow(/history/);
});

test("a person on the rota who was deactivated is pointed out, and cannot be put on another", async () => {
  await database.sql`update console.staff set active = false, deactivated_at = now() where id = ${pasi.actor.id}`;
  const page = await readOnCall(alma);
  expect(page.unable).toMatchObject([{ name: "Pasi Palvelinmaa", deactivated: true }]);
  expect(page.able.map((person) => person.name)).toEqual(["Alma Alustala", "Katri Konesalo"]);
  await expect(
    setRota(alma, { ...rota, effectiveFrom: "2027-02-01T09:00", seen: page.newestRota }),
  ).rejects.toMatchObject({ field: "members" });
});
