import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { loader as fileLoader } from "#app/routes/latency/file.ts";
import { loader as reportLoader } from "#app/routes/latency/report.tsx";
import { loader as reportFileLoader } from "#app/routes/latency/report-file.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();

function args(address: string, role: Role) {
  const ctx = serviceCtxOf(database.db, staffActor("00000000-0000-4000-8000-0000000000aa", [role]), {
    clock: testClock(new Date("2026-11-23T07:41:34Z")),
  });
  const request = new Request(`https://huolto.example${address}`);
  return { request, context: { ctx, env: {} }, params: {} } as unknown as Parameters<typeof fileLoader>[0];
}

test("a latency page's file is kept under a name that says what it is", async () => {
  const answer = await fileLoader(
    args("/latency/file?view=pages&format=csv&period=2026-11&sort=average&descending=0", "platform"),
  );
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="huolto-latency-pages-2026-11.csv"',
  });
  expect(await answer.text()).toMatch(/^Page,Client kind,Requests,/);
});

test.each([
  ["/latency/file?view=pages&format=csv&sort=colour", 422],
  ["/latency/file?view=pages", 422],
  ["/latency/file?view=parts&format=csv&window=2y", 422],
  ["/latency/file?view=customers&format=csv&period=24h", 422],
])("%s is refused with a sentence", async (address, status) => {
  const answer = await fileLoader(args(address, "platform"));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/plain; charset=utf-8"]);
  expect(await answer.text()).toMatch(/^[A-Z][^\n]+\.\n$/);
});

test("customers are not in anybody's file who may not see them", async () => {
  const answer = await fileLoader(args("/latency/file?view=customers&format=xlsx", "release_manager"));
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("Ask an administrator")]);
});

test("the report page looks at the last month that is over, and offers thirteen", async () => {
  const loaded = await reportLoader(args("/latency/report", "customer_service"));
  expect(loaded).toMatchObject({ month: "2026-10", previousMonth: "2026-09", running: false });
  expect([loaded.months[0], loaded.months.length, loaded.months.at(-1)]).toEqual(["2026-11", 13, "2025-11"]);
  expect((await reportLoader(args("/latency/report?month=2026-11", "customer_service"))).running).toBe(true);
  await expect(reportLoader(args("/latency/report?month=2027-01", "customer_service"))).rejects.toMatchObject({
    init: { status: 422 },
  });
});

test("the report's PDF is kept under the month and the language", async () => {
  const answer = await reportFileLoader(args("/latency/report.pdf?month=2026-10&language=sv", "customer_service"));
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="huolto-latency-report-2026-10-sv.pdf"');
  expect(answer.headers.get("content-type")).toBe("application/pdf");
});
