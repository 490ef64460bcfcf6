import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { type Collector, collect } from "#app/jobs/collect.ts";
import { collector } from "#db/schema/latency.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const job = { kind: "job", id: "collect" } as const;
const start = new Date("2026-11-23T08:00:00Z");
let rounds = 0;
const counting: Collector = {
  name: "counting",
  everySeconds: 30,
  collect: async () => {
    rounds += 1;
    return null;
  },
};

beforeEach(() => {
  rounds = 0;
});

test("of two workers one runs the round of an interval, and the next interval has its own", async () => {
  const [one, other] = [testClock(start), testClock(new Date(start.getTime() + 2000))];
  expect(await collect(serviceCtxOf(database.db, job, { clock: one }), counting)).toBe(true);
  expect(await collect(serviceCtxOf(database.db, job, { clock: other }), counting)).toBe(false);
  one.advance(30);
  expect(await collect(serviceCtxOf(database.db, job, { clock: one }), counting)).toBe(true);
  expect(rounds).toBe(2);
});

test("a round that a wrong clock put in the future does not stop those of now", async () => {
  const ahead = testClock(new Date("2027-03-01T00:00:00Z"));
  expect(await collect(serviceCtxOf(database.db, job, { clock: ahead }), counting)).toBe(true);
  const clock = testClock(new Date("2026-11-23T09:00:00Z"));
  expect(await collect(serviceCtxOf(database.db, job, { clock }), counting)).toBe(true);
  const [row] = await database.db.select().from(collector);
  expect(row).toMatchObject({ attemptedAt: clock.now(), succeededAt: clock.now() });
});

test("a round that fails by itself is on record, and the next one that goes well clears it", async () => {
  const clock = testClock(new Date("2026-11-23T10:00:00Z"));
  const failing = { ...counting, name: "failing", collect: () => Promise.reject(new Error("a defect")) };
  await expect(collect(serviceCtxOf(database.db, job, { clock }), failing)).rejects.toThrow("a defect");
  const recorded = async () => (await database.db.select().from(collector).where(eq(collector.name, "failing")))[0];
  expect(await recorded()).toMatchObject({ succeededAt: null, problem: { kind: "bad_request" } });
  clock.advance(30);
  await collect(serviceCtxOf(database.db, job, { clock }), { ...counting, name: "failing" });
  expect(await recorded()).toMatchObject({ succeededAt: clock.now(), problem: null });
});
