import { expect, test } from "vitest";
import { analyse } from "#app/domain/latency/diagnosis/analysis-rules.ts";
import type { Facts } from "#app/domain/latency/diagnosis/facts.ts";
import { calmConfidence, judge } from "#app/domain/latency/diagnosis/verdict-rules.ts";
import { count, FROM, facts, TO, type Week, week } from "./make-facts.ts";

const HOUR = 3_600_000;

function verdicts(given: Facts) {
  const analysis = analyse(given);
  const { verdicts: found, unexplainedShare } = judge(analysis);
  return {
    analysis,
    causes: found.map(({ cause, subject, share, confidence }) => ({ cause, subject, share, confidence })),
    unexplainedShare,
  };
}
const causesOf = (seen: Week, more?: Partial<Facts>) => verdicts(facts(seen, more)).causes;
const [high, medium] = ["high", "medium"];
/** Half a second more on every page of everybody, and so of the customer. */
const slowPages = { "/a": 0.9, "/b": 1, "/c": 1.1 };

test("weeks alike are nothing abnormal, and surely so", () => {
  const analysis = analyse(facts({}));
  expect([analysis.enough, analysis.abnormal, calmConfidence(analysis)]).toEqual([true, false, "high"]);
});

test("the network alone: 0.60 s more of a load, all of it", () => {
  const { causes, analysis, unexplainedShare } = verdicts(facts({ network: 0.75 }));
  expect(causes).toEqual([{ cause: "network", subject: null, share: 1, confidence: high }]);
  expect(analysis.total).toBeCloseTo(0.6, 10);
  expect([analysis.seen, analysis.normal]).toEqual([expect.closeTo(1.65, 10), expect.closeTo(1.05, 10)]);
  expect(unexplainedShare).toBe(0);
});

test("the customer's browsers", () => {
  expect(causesOf({ rendering: 1.2 })).toEqual([{ cause: "browser", subject: null, share: 1, confidence: high }]);
});

test("when everybody's network is as slow, it is not the customer's", () => {
  const seen = week({ network: 0.75 });
  // All customers, this one included: 12,000 loads of five times 0.16 s.
  seen.everybody.rum!.network = count(12_000, 0.8);
  const { causes } = verdicts({ ...facts({}), seen });
  expect(causes.map(({ cause }) => cause)).toEqual(["service"]);
});

test("the service for everybody", () => {
  const nodes = { "app-1": 1, "app-2": 1, "app-3": 1, "db-1": 0.3, "db-2": 0.3 };
  expect(causesOf({ browser: 1, pages: slowPages, nodes })).toEqual([
    { cause: "service", subject: null, share: 1, confidence: high },
  ]);
});

test("one page for everybody, with the release that came before it", () => {
  // 10,000 requests of 1.5 s more, over 30,000: half a second on average.
  const found = verdicts(
    facts(
      { browser: 1, pages: { "/b": 2 } },
      { releases: [{ version: "2026.47.0", kind: "weekly", at: FROM - 27 * HOUR }] },
    ),
  );
  expect(found.causes).toEqual([{ cause: "page", subject: "/b", share: 1, confidence: high }]);
  expect(found.analysis.page?.release?.version).toBe("2026.47.0");
  const longAgo = verdicts(
    facts(
      { browser: 1, pages: { "/b": 2 } },
      { releases: [{ version: "2026.46.0", kind: "weekly", at: FROM - 73 * HOUR }] },
    ),
  );
  expect(longAgo.analysis.page?.release).toBeNull();
});

test("a page that was asked about is found where the customer's own average hardly shows it", () => {
  const seen: Week = { browser: 0.53, pages: { "/b": 1.1 } };
  expect(causesOf(seen, { page: "/b" })[0]).toMatchObject({ cause: "page", subject: "/b" });
  expect(analyse(facts(seen, { page: "/a" })).abnormal).toBe(false);
});

test("one application server, and one database", () => {
  // A third of all requests takes 1.5 s more.
  const app = { "app-1": 0.5, "app-2": 2, "app-3": 0.5 };
  expect(causesOf({ browser: 1, pages: slowPages, nodes: app })).toEqual([
    { cause: "node", subject: "app-2", share: 1, confidence: high },
  ]);
  const db = { "app-1": 1, "app-2": 1, "app-3": 1, "db-1": 1.15, "db-2": 0.15 };
  expect(causesOf({ browser: 1, pages: slowPages, nodes: db })[0]).toMatchObject({ cause: "node", subject: "db-1" });
});

test("a server that is out, while its peers carry its load", () => {
  const seen = week({
    browser: 0.75,
    pages: { "/a": 0.65, "/b": 0.75, "/c": 0.85 },
    nodes: { "app-1": 0.75, "app-3": 0.75 },
  });
  seen.nodes = seen.nodes!.filter(({ node }) => node !== "app-2").map((node) => ({ ...node, ...count(15_000, 0.75) }));
  expect(verdicts({ ...facts({}), seen }).causes[0]).toMatchObject({ cause: "node", subject: "app-2" });
});

test("a built-in connection: slow, failing, or away", () => {
  // 500 calls of 29 s more are 14,500 of the 15,000 s that everybody lost.
  expect(causesOf({ browser: 1, pages: slowPages, dependencies: { banks: 29.6 } })[0]).toMatchObject({
    cause: "dependency",
    subject: "banks",
    confidence: high,
  });
  for (const broken of [{ errorShare: 0.3 }, { upShare: 0.2 }]) {
    const seen = week({ browser: 1, pages: slowPages });
    seen.dependencies = seen.dependencies!.map((one) => (one.dependency === "register" ? { ...one, ...broken } : one));
    expect(verdicts({ ...facts({}), seen }).causes[0]).toMatchObject({
      cause: "dependency",
      subject: "register",
      confidence: medium,
    });
  }
});

test("all connections slower in a slow service are no cause", () => {
  const dependencies = { banks: 1.2, register: 2, printing: 3 };
  expect(causesOf({ browser: 1, pages: slowPages, dependencies }).map(({ cause }) => cause)).toEqual(["service"]);
});

test("large reports: their own seconds are what the customer's requests took longer", () => {
  const reports = { requests: 12, rows: 240_000, seconds: 520 };
  expect(causesOf({ browser: 1, reports })).toEqual([{ cause: "reports", subject: null, share: 1, confidence: high }]);
});

test("the customer's integrations, and the one that grew", () => {
  expect(causesOf({ browser: 0.9, api: count(900, 0.4) })).toEqual([
    { cause: "integration", subject: "webshop, invoices", share: 1, confidence: high },
  ]);
});

test("robots, also where there were none before", () => {
  expect(causesOf({ browser: 0.9, robot: count(2000, 0.3) })).toEqual([
    { cause: "robot", subject: null, share: 1, confidence: high },
  ]);
});

test("heavy integrations that slow nothing down are no cause", () => {
  expect(analyse(facts({ api: count(900, 0.3) })).abnormal).toBe(false);
});

test("at the month's end everybody's load grows, and what the customer asks more is no cause", () => {
  const busy = facts({ growth: 2, api: count(220, 0.3), browser: 1, pages: slowPages });
  expect(verdicts(busy).causes.map(({ cause }) => cause)).toEqual(["service"]);
  expect(
    analyse(facts({ growth: 2, requests: 2000, reports: { requests: 20, rows: 20_000, seconds: 40 } })).abnormal,
  ).toBe(false);
});

test("maintenance that was held, by the part of the time that lies within it", () => {
  const windows = [{ kind: "planned" as const, title: "November's window", from: FROM - HOUR, to: TO + HOUR }];
  expect(causesOf({ browser: 1, pages: slowPages }, { windows })).toEqual([
    { cause: "maintenance", subject: "November's window", share: 1, confidence: high },
  ]);
  const half = [{ ...windows[0]!, to: FROM + HOUR }];
  expect(causesOf({ browser: 1, pages: slowPages }, { windows: half })).toMatchObject([
    { cause: "maintenance", share: 0.5 },
    { cause: "service", share: 0.5 },
  ]);
});

test("an urgent release shortly before is urgent maintenance, and less sure", () => {
  const releases = [{ version: "2026.47.1", kind: "urgent", at: FROM - 600_000 }];
  expect(causesOf({ browser: 1, pages: slowPages }, { releases })).toMatchObject([
    { cause: "maintenance", share: 1, confidence: medium },
  ]);
});

test("a window hides no fault: a page that is slow in it is a page", () => {
  const windows = [{ kind: "planned" as const, title: "Window", from: FROM, to: TO }];
  expect(causesOf({ browser: 1, pages: { "/b": 2 } }, { windows })[0]).toMatchObject({ cause: "page" });
});

test("two causes share the excess: 0.90 s of the network and 0.60 s of reports", () => {
  const reports = { requests: 12, rows: 240_000, seconds: 620 };
  const found = verdicts(facts({ network: 1.05, browser: 1.1, reports }));
  expect(found.causes).toMatchObject([
    { cause: "network", share: 0.6 },
    { cause: "reports", share: 0.4 },
  ]);
  expect(found.unexplainedShare).toBe(0);
});

test("slow servers and the customer's own load multiply: what only both together made is halved", () => {
  // Everybody's half a second doubled to 1.0 s, and this customer's own load made 1.5 of it. Alone the servers would have added
  // 0.5 s and the load 0.25 s; the 0.25 s that neither would have made goes to both alike: 0.625 and 0.375 of the second.
  const found = causesOf({ browser: 1.5, pages: { ...slowPages, "/b": 1.05 }, api: count(900, 0.9) });
  expect(found).toMatchObject([
    { cause: "service", share: 0.63 },
    { cause: "integration", share: 0.37 },
  ]);
});

test("a slow database did not touch a customer whose integration's calls take what they always take", () => {
  // Its half second more is its own load's, whatever one of the databases did to others.
  const nodes = { "app-1": 0.5, "app-2": 0.5, "app-3": 0.5, "db-1": 0.9, "db-2": 0.15 };
  const pages = { "/a": 0.6, "/b": 0.75, "/c": 0.9 };
  expect(causesOf({ browser: 1, api: count(900, 0.3), nodes, pages })).toMatchObject([
    { cause: "integration", share: 1 },
  ]);
});

test("the calls tell what the database added when it touched this customer more than others", () => {
  // Calls and pages take twice as long: 0.5 s of the database's; 1.5 times that is the own load's. 0.625 and 0.375 again.
  const nodes = { "app-1": 0.5, "app-2": 0.5, "app-3": 0.5, "db-1": 0.9, "db-2": 0.15 };
  const pages = { "/a": 0.5, "/b": 0.625, "/c": 0.75 };
  expect(causesOf({ browser: 1.5, api: count(900, 0.6), nodes, pages })[0]).toMatchObject({
    cause: "node",
    subject: "db-1",
  });
});

test("on the page that was asked about, the page's own seconds and the customer's browsers both count", () => {
  // That page took 3.0 s more for everybody; each load of this customer's waits 1.0 s more for its browser: three and one of four.
  const found = causesOf({ rendering: 1.4, pages: { "/b": 3.5 } }, { page: "/b" });
  expect(found).toMatchObject([
    { cause: "page", subject: "/b", share: 0.75 },
    { cause: "browser", share: 0.25 },
  ]);
});

test("what nothing explains is said to be unexplained", () => {
  const found = verdicts(facts({ browser: 2 }));
  expect([found.analysis.abnormal, found.causes, found.unexplainedShare]).toEqual([true, [], 1]);
});

test("too few requests, or no normal week, is not enough data", () => {
  expect(analyse(facts({ requests: 20, browser: 3 })).enough).toBe(false);
  const empty = { ...week(), clients: {}, rum: {} };
  expect(analyse({ ...facts({ browser: 3 }), normal: [empty, empty, empty, empty] }).enough).toBe(false);
});

test("one slow week among the four is no part of the normal", () => {
  const given = facts({ browser: 1, reports: { requests: 12, rows: 240_000, seconds: 520 } });
  given.normal[1] = week({ browser: 3 });
  expect(verdicts(given).causes[0]).toMatchObject({ cause: "reports" });
});

test("with few requests nothing is sure", () => {
  const weeks = Array.from({ length: 4 }, () => week({ requests: 80 }));
  const given = { ...facts({ requests: 80, network: 2 }), normal: weeks };
  expect(verdicts(given).causes).toMatchObject([{ cause: "network", confidence: medium }]);
});

test("without real-user figures the server is still told apart, and calm is a guess", () => {
  const without = (one: Week) => ({ ...week(one), rum: {} });
  const normal = [without({}), without({}), without({}), without({})];
  const slow = { ...facts({}), seen: without({ browser: 0.9, api: count(900, 0.4) }), normal };
  expect(verdicts(slow).causes[0]).toMatchObject({ cause: "integration" });
  expect(calmConfidence(analyse({ ...facts({}), seen: without({}), normal }))).toBe("low");
});

test("what Grafana did not answer is unknown, and the rest goes on", () => {
  const seen = {
    ...week({ network: 0.9 }),
    pages: null,
    nodes: null,
    dependencies: null,
    integrations: null,
    reports: null,
  };
  expect(verdicts({ ...facts({}), seen }).causes).toMatchObject([{ cause: "network", confidence: medium }]);
});
