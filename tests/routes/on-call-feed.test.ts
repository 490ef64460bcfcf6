import { matchRoutes } from "@remix-run/react";
import { expect, test } from "vitest";
import { makeFeed } from "#app/domain/on-call/make-feed.server.ts";
import { setRota } from "#app/domain/on-call/set-rota.server.ts";
import { paths } from "#app/paths.ts";
import { routeOf } from "#app/platform/http/request-log.server.ts";
import { loader } from "#app/routes/on-call-feed.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { platformPerson } from "#tests/support/on-call-people.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));
const alma = await platformPerson(database, "Alma Alustala", clock);
await setRota(alma, {
  effectiveFrom: "2026-11-23T12:00",
  members: [alma.actor.id],
  handoverWeekday: 1,
  handoverTime: "09:00",
  reason: "Only one person",
  seen: null,
});

/** As the router gives it: the token from the address. */
async function get(path: string, clientIp = "203.0.113.7"): Promise<Response> {
  const request = new Request(`https://huolto.example${path}`);
  const { pathname } = new URL(request.url);
  const [match] = matchRoutes([{ path: "on-call/:token.ics" }], pathname)!;
  const env = { PUBLIC_ORIGIN: "https://huolto.example" };
  const context = { ctx: serviceCtxOf(database.db, anonymous, { clock }), env, clientIp };
  return (await loader({ request, params: match!.params, context } as never)) as Response;
}

test("a calendar program without a session reads the file; nothing keeps it on the way", async () => {
  const { token } = await makeFeed(alma);
  const mine = await get(paths.onCallFeed(token));
  expect([mine.status, mine.headers.get("content-type"), mine.headers.get("cache-control")]).toEqual([
    200,
    "text/calendar; charset=utf-8",
    "private, no-store",
  ]);
  expect(await mine.text()).toContain("SUMMARY:On call\r\n");
  expect(await (await get(`${paths.onCallFeed(token)}?all=1`)).text()).toContain("SUMMARY:On call: Alma Alustala\r\n");
  expect(routeOf(paths.onCallFeed(token))).not.toContain(token);
});

test("an unknown address is 404 in a line of text, and one who asks too often is told when to come back", async () => {
  const unknown = await get(paths.onCallFeed("A".repeat(43)), "198.51.100.9");
  expect([unknown.status, await unknown.text()]).toEqual([404, "There is no calendar at this address.\n"]);
  let limited = unknown;
  // Twice the limit, since a window of the count may end meanwhile.
  for (let i = 0; i < 120 && limited.status !== 429; i += 1)
    limited = await get(paths.onCallFeed("A".repeat(43)), "198.51.100.9");
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "600"]);
});
