import { expect, test } from "vitest";
import type { Check, Diagnosis, Figure } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { DiagnosisView } from "#app/ui/diagnosis/diagnosis-view.tsx";
import { SavedNote } from "#app/ui/diagnosis/saved-note.tsx";
import { SaveForm } from "#app/ui/diagnosis/save-form.tsx";
import { valueText } from "#app/ui/diagnosis/value-text.ts";
import { inPage } from "#tests/support/in-page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const from = "2026-11-23T07:00:00.000Z";
const to = "2026-11-23T09:00:00.000Z";
const figure: Figure = {
  what: "Network part of a page load",
  value: 1.42,
  unit: "s",
  compared: [
    { with: "all customers", value: 0.16 },
    { with: "its own four weeks", value: null },
  ],
  query: 'sum(rate(rum_seconds_sum{customer="9000202-5"}[2h]))',
  from,
  to,
  fetchedAt: "2026-11-23T09:01:07.000Z",
};
const check: Check = {
  id: "network",
  cause: "network",
  question: "Is it the customer's network?",
  outcome: "supports",
  sentence: "Their network took 1.42 s of a load, 0.16 s for all customers.",
  figures: [figure],
  chart: {
    title: "Network part",
    unit: "s",
    series: [
      {
        name: "This customer",
        points: [
          { at: from, value: 1.2 },
          { at: "2026-11-23T08:00:00.000Z", value: null },
          { at: to, value: 1.6 },
        ],
      },
    ],
  },
};
const slow: Diagnosis = {
  customer: { businessId: "9000202-5", name: "Kuusikummun Tukku Oy" },
  from,
  to,
  page: "/sales/invoices",
  madeAt: "2026-11-23T09:01:08.000Z",
  targetSeconds: 0.8,
  enoughData: true,
  missing: ["Reports were not measured."],
  verdicts: [
    {
      cause: "network",
      share: 0.71,
      confidence: "high",
      subject: null,
      sentence: "71 % of the excess was network.",
      evidence: [figure],
    },
    {
      cause: "integration",
      share: 0.2,
      confidence: "low",
      subject: "webshop",
      sentence: "The webshop asked three times as much.",
      evidence: [],
    },
  ],
  unexplainedShare: 0.09,
  sentence: "Mostly the customer's own network (71 %), and the webshop integration (20 %).",
  excess: { requests: 1234, seconds: 987, seen: 1.6, normal: 0.8, everybody: 0.62, everybodyNormal: null },
  checks: [
    check,
    {
      ...check,
      id: "service",
      cause: "service",
      question: "Is it the service for everybody?",
      outcome: "against",
      sentence: "Everybody had 0.62 s.",
      chart: null,
    },
    {
      ...check,
      id: "reports",
      cause: "reports",
      question: "Is it large reports?",
      outcome: "no_data",
      sentence: "No report was measured.",
      figures: [],
      chart: null,
    },
  ],
  integrationHours: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 0.75 : hour === 20 ? 0.25 : 0)),
  advice: [{ cause: "integration", text: "Schedule the webshop after 17." }],
  runbooks: ["slowdown-network"],
  change: ["If others on the same network were quick, it would be their computers."],
};
const replies = { fi: "Hitaus johtui verkosta: 71 %.", sv: "Nätverket: 71 %.", en: "The network: 71 %." };
const view = (diagnosis: Diagnosis, more: Partial<Parameters<typeof DiagnosisView>[0]> = {}) =>
  inPage(
    <DiagnosisView
      diagnosis={diagnosis}
      runbooks={[{ id: "slowdown-network", title: "The customer's network is slow" }]}
      replies={replies}
      language="fi"
      caseNumber={12}
      table={null}
      tableHref={(id) => `/diagnosis?table=${id ?? ""}`}
      zoomHref={() => "/diagnosis?zoom"}
      {...more}
    />,
  );

test("the answer stands first: causes with their share and how sure it is, what is left, and what would change it", () => {
  const html = view(slow);
  expect(markupFaults(html)).toEqual([]);
  const text = textOf(html);
  expect(text.indexOf(slow.sentence)).toBeLessThan(text.indexOf("What was looked at"));
  expect(text).toContain("The customer's network71 % of the excess · Sure");
  expect(text).toContain("Heavy integration traffic: webshop20 % of the excess · Uncertain");
  expect(text).toContain("Not explained9 % of the excess");
  expect(text).toContain(
    "A load took 1.60 s on average; normal for this customer in these hours is 0.80 s. All customers: 0.62 s, normally no data.",
  );
  expect(text).toContain("Less sure, because Reports were not measured.");
  expect(text).toContain("What would change this If others on the same network were quick");
});

test("what to do never limits anybody; a heavy integration shows when it works; runbooks start for the case", () => {
  const html = view(slow);
  expect(textOf(html)).toContain("Heavy integration traffic: Schedule the webshop after 17.");
  expect(textOf(html)).toContain("75.0 % comes between 8 and 16; most, 75.0 %, between 09–10.");
  expect(html).toContain('href="/runbooks/slowdown-network?case=12"');
  expect(view(slow, { caseNumber: null })).toContain('href="/runbooks/slowdown-network"');
});

test("the figures are open where they point to the cause, and folded where they do not", () => {
  const folds = [...view(slow).matchAll(/<section id="(check-[^"]+)".*?<details( open="")?/gs)];
  expect(folds.map(([, id, open]) => [id, open !== undefined])).toEqual([
    ["check-network", true],
    ["check-reports", false],
    ["check-service", false],
  ]);
});

test("each check has its outcome as a word, its figures with what they are compared with, and its query", () => {
  const html = view(slow);
  const text = textOf(html);
  for (const word of ["Points to it", "Speaks against it", "Not enough data"]) expect(text).toContain(word);
  expect(
    rowsOf(html)
      .find(([name]) => name === "Network part of a page load")
      ?.slice(1, 3),
  ).toEqual(["1.42 s", "all customers: 0.16 s its own four weeks: No data"]);
  expect(text).toContain('PromQL sum(rate(rum_seconds_sum{customer="9000202-5"}[2h]))');
  expect(text).toContain("2026-11-23 09:00 to 2026-11-23 11:00");
  expect(html).toContain('href="/diagnosis?table=network"');
});

test("a chart is there as a table too, where a hole is no zero", () => {
  const rows = rowsOf(view(slow, { table: "network" }));
  expect(rows.filter(([time]) => time?.startsWith("2026-11-23 "))).toEqual([
    ["2026-11-23 09:00", "1.20"],
    ["2026-11-23 10:00", "No data"],
    ["2026-11-23 11:00", "1.60"],
  ]);
});

test("the reply is there in three languages, the customer's open, with the figures in it", () => {
  const html = view(slow, { language: "sv" });
  expect([...html.matchAll(/<textarea[^>]*>([^<]*)/g)].map(([, text]) => text?.trim())).toEqual([
    replies.sv,
    replies.fi,
    replies.en,
  ]);
  expect(html).toMatch(/<details open=""><summary[^>]*>Swedish/);
});

test("nothing abnormal is a quiet answer", () => {
  const text = textOf(
    view({
      ...slow,
      verdicts: [
        { cause: "none", share: 1, confidence: "high", subject: null, sentence: "Nothing abnormal.", evidence: [] },
      ],
      unexplainedShare: 0,
      missing: [],
      advice: [],
      change: [],
      sentence: "Nothing abnormal: loads took 0.61 s, normally 0.60 s.",
    }),
  );
  expect(text).toContain("Nothing abnormal: loads took 0.61 s, normally 0.60 s.");
  expect(text).toContain("Nothing is to be done on these figures.");
  expect(text).not.toContain("of the excess");
});

test("not enough data, as when Grafana is away, is said with what was missing and calls nothing well", () => {
  const html = view({
    ...slow,
    enoughData: false,
    verdicts: [],
    unexplainedShare: 0,
    excess: null,
    sentence: "There is not enough data to say.",
    missing: ["Grafana did not answer."],
    checks: slow.checks.map((one) => ({
      ...one,
      outcome: "no_data",
      figures: [{ ...figure, value: null, compared: [] }],
      chart: null,
    })),
  });
  expect(textOf(html)).toContain("Not enough data Grafana did not answer.");
  expect(html).not.toContain("Points to it");
  expect(textOf(html)).toContain("Network part of a page load No data Nothing");
});

test("a saved one says when and by whom it was made, and whether its advice helped", () => {
  const saved = { id: "a", madeBy: "Pirkko Palvelusto", content: slow, follows: null };
  const measured = (helped: "yes" | "no" | "partly" | "not_enough_data") => ({
    id: "b",
    madeBy: null,
    content: { ...slow, madeAt: "2026-11-30T09:00:00.000Z" },
    follows: { id: "a", helped, sentence: "Loads took 0.81 s." },
  });
  const text = textOf(inPage(<SavedNote saved={saved} later={[measured("partly")]} caseNumber={12} />));
  expect(text).toContain("As it was on 2026-11-23 11:01");
  expect(text).toContain("Made by Pirkko Palvelusto.");
  expect(text).toContain("The advice helped in part, measured on 2026-11-30 11:00");
  for (const [helped, words] of [
    ["yes", "The advice helped"],
    ["no", "The advice did not help"],
    ["not_enough_data", "Not enough data to say whether it helped"],
  ] as const) {
    const html = inPage(<SavedNote saved={measured(helped)} later={[]} caseNumber={12} />);
    expect(textOf(html)).toContain(`Measured by itself.`);
    expect(textOf(html)).toContain(words);
    expect(html).toContain('href="/diagnosis?case=12&amp;id=a"');
  }
});

test("it is saved with the case by a form that carries what was asked; a refusal is said beside it", () => {
  const html = inPage(
    <SaveForm caseNumber={12} of={slow} problem="The case is closed. Open it again to diagnose it." />,
  );
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("Save with case 12");
  expect(html).toContain(`name="from" value="${from}"`);
  expect(html).toContain('role="alert"');
});

test("units are written out", () => {
  expect([
    valueText(0.71, "share"),
    valueText(120_000, "rows"),
    valueText(1500, "per_hour"),
    valueText(3.14, "ratio"),
    valueText(null, "s"),
  ]).toEqual(["71.0 %", "120\u202f000 rows", "1\u202f500 an hour", "3.1 times", "No data"]);
});
