import type {
  Attained,
  Both,
  ClientFigures,
  MonthFigures,
  Period,
  WindowSpan,
} from "#app/domain/latency/latency-types.ts";
import type { Provenance } from "#app/domain/measurements/measurement.ts";

export const provenance: Provenance = {
  purpose: "latency.hour_seconds",
  what: "Server seconds in the hour",
  promql: 'sum by (client) (increase(x_sum{page!="=cmd"}[1h]))',
  from: "2026-10-31T22:00:00.000Z",
  to: "2026-11-23T07:00:00.000Z",
  fetchedAt: "2026-11-23T07:41:05.000Z",
  stale: false,
  exclusions: ["8 hours of “Service window” are left out."],
  problem: null,
};

/** Figures by hand: so many requests that took so many seconds, of which a share was within 0.8 s. */
export function attained(requests: number, seconds: number, withinShare: number, hours = 100): Attained {
  const average = requests === 0 ? null : seconds / requests;
  return {
    sums: { requests, seconds, within: requests * withinShare, errors: requests / 1000 },
    average,
    target: 0.8,
    kept: average === null ? null : average <= 0.8,
    headroom: average === null ? null : 0.8 - average,
    headroomSeconds: average === null ? null : 0.8 * requests - seconds,
    withinShare: average === null ? null : withinShare,
    errorShare: average === null ? null : 0.001,
    coverage: { hoursMeasured: hours, hoursPassed: hours },
  };
}

export const both = (raw: Attained, corrected = raw, hoursLeftOut = 0): Both => ({
  raw,
  corrected,
  hoursLeftOut,
  exclusions: [],
});

export const november: Period = {
  kind: "month",
  key: "2026-11",
  label: "November 2026",
  from: "2026-10-31T22:00:00.000Z",
  to: "2026-11-30T22:00:00.000Z",
  until: "2026-11-30T22:00:00.000Z",
};

const client = (id: string, name: ClientFigures["name"], requests: number, seconds: number): ClientFigures => ({
  ...both(attained(requests, seconds, 0.9)),
  client: id,
  name,
});

export const serviceWindow: WindowSpan = {
  id: "w1",
  kind: "planned",
  title: { en: "Service window", fi: "Huoltokatko", sv: "Servicefönster" },
  from: "2026-11-21T20:00:00.000Z",
  to: "2026-11-22T04:00:00.000Z",
  announced: true,
  leftOut: true,
};

/** A month by hand: 10 million requests at 0.74 s on average, 0.72 s without the eight hours of its window. */
export function monthFigures(): MonthFigures {
  return {
    ...both(attained(10_000_000, 7_400_000, 0.934, 718), attained(9_950_000, 7_164_000, 0.941, 710), 8),
    month: "2026-11",
    period: november,
    now: "2026-12-01T06:00:00.000Z",
    target: 0.8,
    complete: false,
    coverage: { hoursMeasured: 718, hoursPassed: 720 },
    previous: {
      month: "2026-10",
      raw: attained(9_000_000, 7_380_000, 0.88),
      corrected: attained(9_000_000, 7_380_000, 0.88),
    },
    byClient: [
      client("browser", { en: "Browser", fi: "Selain", sv: "Webbläsare" }, 6_000_000, 3_900_000),
      client("api", { en: "Integration API", fi: "Rajapinta", sv: "API" }, 3_000_000, 2_400_000),
      client("robot", { en: "Robot", fi: "Robotti", sv: "Robot" }, 0, 0),
    ],
    byDay: Array.from({ length: 30 }, (_, index) => {
      const requests = index === 14 ? 0 : 300_000;
      return {
        ...both(attained(requests, requests * (index === 2 ? 1.31 : 0.6 + (index % 7) / 40), 0.93)),
        day: `2026-11-${String(index + 1).padStart(2, "0")}`,
        window: index === 20 || index === 21,
        releases: index % 7 === 3 ? [`2026.${44 + (index - 3) / 7}`] : [],
      };
    }),
    byWeek: [],
    windows: [
      serviceWindow,
      {
        id: "w2",
        kind: "urgent",
        title: { en: "Restart of a database", fi: "Tietokannan uudelleenkäynnistys", sv: "Omstart av en databas" },
        from: "2026-11-03T11:00:00.000Z",
        to: "2026-11-03T11:20:00.000Z",
        announced: false,
        leftOut: false,
      },
    ],
    releases: [
      { version: "2026.44", kind: "weekly", at: "2026-11-04T19:00:00.000Z" },
      { version: "2026.44.1", kind: "urgent", at: "2026-11-05T10:30:00.000Z" },
    ],
    misses: [
      {
        from: "2026-11-03T11:00:00.000Z",
        to: "2026-11-03T14:00:00.000Z",
        hours: 3,
        requests: 60_000,
        average: 1.94,
        secondsLost: 68_400,
        reasons: [
          { kind: "incident", number: 12, title: "Internal words about a server" },
          { kind: "client", client: "api", share: 0.71 },
        ],
      },
      {
        from: "2026-11-10T06:00:00.000Z",
        to: "2026-11-10T07:00:00.000Z",
        hours: 1,
        requests: 20_000,
        average: 0.86,
        secondsLost: 1200,
        reasons: [],
      },
    ],
    missedHours: 4,
    provenance,
  };
}
