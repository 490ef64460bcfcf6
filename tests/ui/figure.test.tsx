import { expect, test } from "vitest";
import type { Provenance as Source } from "#app/domain/measurements/measurement.ts";
import { Figure } from "#app/ui/figure.tsx";
import { Provenance } from "#app/ui/provenance.tsx";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { SourceProblem } from "#app/ui/source-problem.tsx";
import { htmlOf, textOf } from "#tests/support/render.tsx";

const source: Source = {
  purpose: "latency.average",
  what: "Average server time, weighted by traffic",
  promql: 'sum(rate(http_seconds_sum{client="browser"}[5m]))',
  from: "2026-11-22T22:00:00.000Z",
  to: "2026-11-23T07:41:00.000Z",
  fetchedAt: "2026-11-23T07:41:00.000Z",
  stale: false,
  exclusions: ["Announced window 2026-11-21 22:00 to 2026-11-22 06:00"],
  problem: null,
};
const now = new Date("2026-11-23T07:41:34.000Z");
const problem = {
  kind: "server_failed" as const,
  message: "Grafana failed. Look at its log.",
  status: 502,
  traceId: "abc123",
};

test("a number stands with its target, its trend in words and its age", () => {
  const text = textOf(
    htmlOf(
      <Figure
        label="Average today"
        value="0.61"
        unit="s"
        note="target 0.80 s"
        trend="0.04 s slower than a week ago"
        provenance={shownProvenance(source, now)}
      />,
    ),
  );
  expect(text).toMatch(/^Average today 0\.61 s target 0\.80 s 0\.04 s slower than a week ago Measured 34 s ago/);
});

test("no value is said as no data, whatever the tone, and never as zero", () => {
  const html = htmlOf(<Figure label="Average today" value={null} unit="s" tone="bad" />);
  expect(textOf(html)).toBe("Average today No data");
  expect(html).not.toContain("text-bad");
});

test("an old value is dimmed and says since when, in Helsinki time", () => {
  const stale = shownProvenance({ ...source, stale: true, problem }, new Date("2026-11-23T10:45:00Z"));
  const html = htmlOf(<Figure label="Average today" value="0.95" unit="s" tone="bad" provenance={stale} />);
  expect(textOf(html)).toContain("stale since 09:41, 3 h ago");
  expect(html).not.toContain("text-bad");
});

test("since another day is said with the day", () => {
  expect(shownProvenance({ ...source, stale: true }, new Date("2026-11-24T06:00:00Z")).freshLabel).toBe(
    "stale since 2026-11-23 09:41",
  );
});

test("the source of a number names everything that made it", () => {
  const text = textOf(htmlOf(<Provenance of={shownProvenance({ ...source, problem }, now)} />));
  expect(text).toContain("Average server time, weighted by traffic");
  expect(text).toContain("latency.average");
  expect(text).toContain('sum(rate(http_seconds_sum{client="browser"}[5m]))');
  expect(text).toContain("2026-11-23 00:00 to 2026-11-23 09:41");
  expect(text).toContain("2026-11-23 09:41:00 (34 s ago)");
  expect(text).toContain("Announced window 2026-11-21 22:00 to 2026-11-22 06:00");
  expect(text).toContain("Grafana failed. Look at its log.");
});

test("of a value that was never fetched, it says never", () => {
  expect(textOf(htmlOf(<Provenance of={shownProvenance({ ...source, fetchedAt: null }, now)} />))).toContain(
    "Fetched Never",
  );
});

test("customer service reads how old the numbers are, the platform team what to search for", () => {
  const of = { problem, lastFetchedAt: source.fetchedAt, now: now.toISOString() };
  const plain = textOf(htmlOf(<SourceProblem {...of} technical={false} />));
  expect(plain).toBe("Measurements are from 09:41; the platform team is told. Everything else works.");
  const technical = textOf(htmlOf(<SourceProblem {...of} technical />));
  expect(technical).toBe(
    "Measurements are from 09:41. Grafana failed. Look at its log. status 502, trace id abc123 What Grafana answers to each question",
  );
});

test("without any measurement it does not speak of old ones", () => {
  expect(
    textOf(htmlOf(<SourceProblem problem={problem} lastFetchedAt={null} now={now.toISOString()} technical={false} />)),
  ).toBe("There are no measurements to show; the platform team is told. Everything else works.");
});
