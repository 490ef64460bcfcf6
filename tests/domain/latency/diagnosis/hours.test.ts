import { expect, test } from "vitest";
import { readCustomerLoad } from "#app/domain/latency/diagnosis/customer-load.server.ts";
import { lastMeasurable, nextMeasurable } from "#app/domain/latency/diagnosis/follow-up-rules.ts";
import { busiestHours, hoursOfDay } from "#app/domain/latency/diagnosis/hours-of-day-rules.ts";
import { chartStep } from "#app/domain/latency/diagnosis/period-rules.ts";
import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { Series } from "#app/platform/grafana/grafana.ts";
import { serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const ZONE = "Europe/Helsinki";
const HOUR = 3_600_000;

test("an hour's seconds belong to the local hour that they ended", () => {
  // 08:00 and 09:00 by UTC are the ends of 09-10 and 10-11 in Helsinki's winter.
  const series = [
    {
      labels: {},
      points: [
        [Date.parse("2026-11-17T08:00:00Z"), 30],
        [Date.parse("2026-11-17T09:00:00Z"), 10],
      ],
    },
  ] as Series[];
  const hours = hoursOfDay(series, ZONE)!;
  expect([hours[9], hours[10], hours.reduce((sum, share) => sum + share, 0)]).toEqual([0.75, 0.25, 1]);
  expect(busiestHours(hours, { from: 7, to: 18 })).toEqual({ from: 9, to: 11, share: 1 });
  expect(hoursOfDay([], ZONE)).toBeNull();
});

test("a week later is the same hour on the wall, also across a change of summer time", () => {
  const span = { from: new Date("2026-10-22T06:00:00Z"), to: new Date("2026-10-22T08:00:00Z") };
  const later = nextMeasurable(span, new Date("2026-10-23T12:00:00Z"), ZONE);
  expect([later.from.toISOString(), later.to.toISOString()]).toEqual([
    "2026-10-29T07:00:00.000Z",
    "2026-10-29T09:00:00.000Z",
  ]);
  expect(nextMeasurable(span, new Date("2026-11-10T12:00:00Z"), ZONE).from.toISOString()).toBe(
    "2026-11-12T07:00:00.000Z",
  );
  expect(lastMeasurable(span, new Date("2026-11-10T12:00:00Z"), ZONE)!.from.toISOString()).toBe(
    "2026-11-05T07:00:00.000Z",
  );
  expect(lastMeasurable(span, new Date("2026-10-23T12:00:00Z"), ZONE)).toBeNull();
});

test.each([
  [1, 600],
  [8, 600],
  [9, 900],
  [24, 1800],
  [168, 14_400],
])("a chart of %d hours has steps of %d s", (hours, step) => {
  const from = new Date("2026-11-17T00:00:00Z");
  expect(chartStep({ from, to: new Date(from.getTime() + hours * HOUR) })).toBe(step);
});

test("what a customer's integrations and clients asked in a week, the largest first", async () => {
  const now = new Date("2026-11-17T09:30:00Z");
  const labels = (resource: string) => ({ integration: "webshop", resource });
  const answer = (ask: Ask): Series[] => {
    const one = (label: Record<string, string>, value: number): Series => ({
      labels: label,
      points: [[now.getTime(), value]],
    });
    switch (ask.purpose) {
      case "customer.integration_requests":
        return [one(labels("orders"), 70.4), one(labels("products"), 500)];
      case "customer.integration_seconds":
        return [
          { labels: labels("orders"), points: [[Date.parse("2026-11-17T08:00:00Z"), 90]] },
          { labels: labels("products"), points: [[Date.parse("2026-11-17T01:00:00Z"), 40]] },
        ];
      case "customer.window_requests":
      case "customer.requests":
        return [one({ client: "api" }, 570), one({ client: "browser" }, 1000)];
      case "customer.average":
        return [one({ client: "api" }, 0.3), one({ client: "browser" }, 0.6)];
      case "customer.within":
        return [one({ client: "browser" }, 900)];
      default:
        return [];
    }
  };
  const actor = staffActor("00000000-0000-4000-8000-000000000001", ["customer_service"]);
  const ctx = serviceCtxOf(undefined as never, actor, { clock: testClock(now), answer });
  const load = await readCustomerLoad(ctx, { businessId: "1234567-1" });
  expect(load.integrations.map(({ resource, requests, seconds }) => [resource, requests, seconds])).toEqual([
    ["orders", 70, 90],
    ["products", 500, 40],
  ]);
  expect([load.integrations[0]!.byHour[9], load.integrations[1]!.byHour[2]]).toEqual([1, 1]);
  expect(load.clients).toEqual([
    { id: "browser", average: 0.6, within: 0.9, requests: 1000 },
    { id: "api", average: 0.3, within: null, requests: 570 },
  ]);
  expect(load.problem).toBeNull();
});
