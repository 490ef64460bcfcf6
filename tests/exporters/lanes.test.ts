import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { threadLane } from "#exporters/lanes/lane.ts";
import { openSnapshot } from "#exporters/materials/snapshot.ts";
import { startProgress } from "#exporters/run.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, scratch } from "./make.ts";
import { type Booked, book, lease } from "./small-ledger.ts";

const database = await testDatabase();
const slot = database.slotUrls[0]!;
const year = (of: number): Booked["years"][number] => ({
  startsOn: `${of}-01-01`,
  endsOn: `${of}-12-31`,
  accounts: [
    { number: "1910", name: "Pankki" },
    { number: "3000", name: "Myynti" },
  ],
  vouchers: Array.from({ length: 40 }, (_, i) => ({
    number: String(i + 1),
    date: `${of}-05-05`,
    text: `Myynti ${i}`,
    lines: [
      ["1910", "10.00"],
      ["3000", "-10.00"],
    ],
  })),
});
const companyId = await book(database.ownerUrl, {
  company: { business_id: "1234567-1", name: "Kaksi vuotta Oy" },
  years: [year(2023), year(2024)],
});
await lease(database.ownerUrl, database.roles.exportSlots[0]!, companyId);

test("the archive has the same bytes, written side by side or one after the other, and leaves no files behind", async () => {
  const folder = path.join(scratch(), "spool");
  const alone = await make(slot, companyId);
  const together = await make(slot, companyId, undefined, { spool: { folder, fromLines: 1 } });
  expect(together.list.length).toBe(alone.list.length);
  expect(together.sha512).toBe(alone.sha512);
  expect(existsSync(folder)).toBe(false);
});

test("a lane that fails ends the run with its reason, and nothing is left", async () => {
  const folder = path.join(scratch(), "spool");
  mkdirSync(folder, { recursive: true });
  // Where the lane's first file would be.
  writeFileSync(path.join(folder, "1"), "");
  await expect(make(slot, companyId, undefined, { spool: { folder, fromLines: 1 } })).rejects.toMatchObject({
    code: "internal_error",
    message: expect.stringContaining("EEXIST"),
  });
  expect(existsSync(folder)).toBe(false);
});

test("a run that is stopped while the lane writes ends at once, and nothing is left", async () => {
  const folder = path.join(scratch(), "spool");
  const stop = new AbortController();
  const onProgress = ({ phase }: { phase: string }) => {
    if (phase.includes("pages")) stop.abort();
  };
  await expect(
    make(slot, companyId, undefined, { spool: { folder, fromLines: 1 }, signal: stop.signal, onProgress }),
  ).rejects.toMatchObject({ code: "aborted" });
  expect(existsSync(folder)).toBe(false);
});

test("a lane that begins after the lease of its snapshot has run out says so, and writes no empty books", async () => {
  const [, role] = database.roles.exportSlots;
  const slotUrl = database.slotUrls[1]!;
  await lease(database.ownerUrl, role!, companyId, "1 second");
  const snapshot = await openSnapshot(slotUrl);
  try {
    const snapshotId = await snapshot.share();
    // A renewal from now on is not in the snapshot.
    await lease(database.ownerUrl, role!, companyId);
    await wait(1500);
    const folder = path.join(scratch(), "late-lane");
    await expect(
      threadLane({ slotUrl, snapshotId, companyId, folder }, startProgress(undefined)),
    ).rejects.toMatchObject({
      code: "lease_missing",
    });
    expect(existsSync(folder)).toBe(false);
  } finally {
    await snapshot.close();
  }
});
