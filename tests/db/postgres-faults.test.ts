import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";

/** A backend that dies under the driver (patches/README.md): the error reaches its caller, and nobody else. */
const { ownerUrl } = await testDatabase();
const killer = postgres(ownerUrl, { max: 1, onnotice: () => {} });
// One slot, so that the next query always meets what the dead one left behind.
const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await killer.end({ timeout: 1 });
});

const kill = (pid: number) => killer`select pg_terminate_backend(${pid})`;
const fifty = () => sql<{ g: number }[]>`select g from generate_series(1, 50) g`;

test("a killed transaction rejects, the process lives, and the next query gets its own 50 rows", async () => {
  for (let round = 0; round < 20; round += 1) {
    const outcome = await sql
      .begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid`;
        await kill(row!.pid);
        // In every other round the loss is noticed before the next query is sent.
        if (round % 2) await sleep(20);
        await tx`select 1`;
      })
      .then(
        () => "committed",
        (error) => error.code,
      );
    expect(["CONNECTION_CLOSED", "57P01", "ECONNRESET"]).toContain(outcome);
    const rows = await fifty();
    expect(rows.map((row) => row.g)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  }
});

test("what a lost transaction still sends never runs in somebody else's", async () => {
  await sql`create table if not exists lost (who text)`;
  let late: Promise<unknown> = Promise.resolve();
  let goOn = () => {};
  const waits = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const lost = sql.begin((tx) => {
    late = (async () => {
      const [row] = await tx`select pg_backend_pid() as pid`;
      await kill(row!.pid);
      await waits;
      await tx`insert into lost values ('the lost one')`;
    })();
    return late;
  });
  await expect(lost).rejects.toThrow();
  await sql.begin(async (tx) => {
    await tx`insert into lost values ('the next one')`;
    goOn();
    await expect(late).rejects.toThrow(/CONNECTION_CLOSED/);
    await tx`insert into lost values ('the next one')`;
  });
  expect((await sql`select who from lost`).map((row) => row.who)).toEqual(["the next one", "the next one"]);
});

test("queries waiting in a transaction that is lost are rejected, not forgotten", async () => {
  const outcomes: string[] = [];
  await sql
    .begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`;
      const waiting = [1, 2, 3].map((n) =>
        tx`select ${n}::int, pg_sleep(0.2)`.then(
          () => "answered",
          () => "rejected",
        ),
      );
      await kill(row!.pid);
      outcomes.push(...(await Promise.all(waiting)));
    })
    .catch(() => {});
  await expect.poll(() => outcomes).toEqual(["rejected", "rejected", "rejected"]);
});

test("a cursor loop that loses its backend between two batches throws instead of ending early", async () => {
  let read = 0;
  const loop = async () => {
    for await (const rows of sql`select g, pg_backend_pid() as pid from generate_series(1, 1000) g`.cursor(100)) {
      read += rows.length;
      if (read === 200) {
        await kill(rows[0]!.pid);
        await sleep(50);
      }
    }
  };
  await expect(loop()).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01|ECONNRESET/) });
  expect(read).toBe(200);
  expect(await fifty()).toHaveLength(50);
});

test("a reserved connection that died rejects each further query", async () => {
  const reserved = await sql.reserve();
  const [row] = await reserved`select pg_backend_pid() as pid`;
  await kill(row!.pid);
  await expect(reserved`select 1`.execute()).rejects.toThrow();
  await expect(reserved`select 2`.execute()).rejects.toThrow();
});
