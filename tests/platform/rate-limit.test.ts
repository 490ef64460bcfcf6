import { expect, test } from "vitest";
import { addressKey, forgetOldHits, hit } from "#app/platform/rate-limit.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { inOneWindow } from "#tests/support/rate-windows.ts";

const { db, sql } = await testDatabase();

test("of a hundred attempts at once exactly as many pass as the limit says", async () => {
  await inOneWindow(sql, 3600);
  const hits = await Promise.all(Array.from({ length: 100 }, () => hit(db, "burst", 5, 3600)));
  expect(hits.filter((one) => one.allowed)).toHaveLength(5);
  expect(Math.max(...hits.map((one) => one.hits))).toBe(100);
  for (const one of hits) {
    expect(one.retryAfterSeconds).toBeGreaterThan(0);
    expect(one.retryAfterSeconds).toBeLessThanOrEqual(3600);
  }
});

test("a new window counts anew, and what is over is removed", async () => {
  await inOneWindow(sql, 3600);
  for (let i = 0; i < 3; i += 1) await hit(db, "window", 1, 3600);
  await sql`update console.rate_limit set window_started_at = window_started_at - interval '1 hour' where key = 'window'`;
  expect(await hit(db, "window", 1, 3600)).toMatchObject({ allowed: true, hits: 1 });
  expect(await sql`select 1 from console.rate_limit where key = 'window'`).toHaveLength(1);
  await sql`update console.rate_limit set window_started_at = window_started_at - interval '3 days' where key = 'window'`;
  await forgetOldHits(db);
  expect(await sql`select 1 from console.rate_limit where key = 'window'`).toHaveLength(0);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::FFFF:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::ffff", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["010.0.0.1", "unknown"],
  ["", "unknown"],
  [undefined, "unknown"],
])("%s is counted as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});
