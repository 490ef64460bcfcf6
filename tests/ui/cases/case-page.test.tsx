import { expect, test } from "vitest";
import { CaseColumns } from "#app/ui/cases/case-columns.tsx";
import { CaseTable } from "#app/ui/cases/case-table.tsx";
import { SealedCase } from "#app/ui/cases/sealed-case.tsx";
import { workSteps } from "#app/ui/cases/work-steps.ts";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { caseRow, slowdownView } from "#tests/support/case-views.ts";
import { inPage } from "#tests/support/in-page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const all = { answer: true, customers: true, runbooks: true, propose: true, diagnose: true, exports: false };
const columns = (view: CaseView, more: Partial<Parameters<typeof CaseColumns>[0]> = {}) =>
  inPage(
    <CaseColumns
      view={view}
      steps={view.actions.map((action) => ({ ...action, reply: action.id === "answer" ? "findings" : null }))}
      me="pirkko"
      offered={null}
      may={all}
      failure={undefined}
      filled={undefined}
      sent={() => null}
      {...more}
    />,
    "/cases/12",
  );
const selected = (html: string, id: string) =>
  /<option value="([^"]*)" selected/.exec(new RegExp(`<select[^>]*id="${id}".*?</select>`, "s").exec(html)![0])?.[1];

test("an agent sees what decides, what to do and what happened; what is typed by others stays text", () => {
  const html = columns(slowdownView());
  expect(markupFaults(html)).toEqual([]);
  const text = textOf(html);
  expect(text).toContain("Page loads take less than 0.8 s on average.The service’s statement, section 3.2");
  expect(text).toContain("What is slow Palkkalaskelmat <b>");
  expect(text).toContain("Slow since 2026-11-20 09:00 (Europe/Helsinki)");
  expect(text).toContain("What was checked Not said");
  expect(text).toContain("Reopen: Only a closed case is reopened.");
  expect(text).toContain("Ticket system opened the case");
  expect(text).toContain("replied to the customer, in Swedish Hej! Vi tittar på det.");
  expect(text).toContain("hidas.har 1.24 MB, Pirkko Palvelusto");
  expect(text).toContain("Ask whether it helped OverdueTo do 24 h ago");
  expect(text).toContain("Measure again Measured by itself in 7 days");
  expect(html).toContain('href="/runbooks/slowdown-robot?case=12"');
  expect(html).toContain('href="/runbooks/runs/55555555-5555-4555-8555-555555555555"');
  expect(html).toContain('download="hidas.har"');
  expect(html).toContain('href="/diagnosis?case=12&amp;customer=1234567-1&amp;from=2026-11-20T09%3A00"');
  expect(selected(html, "reply-language")).toBe("sv");
  // A measurement is done by the worker alone.
  expect(html.match(/Mark as done: /g)).toHaveLength(1);
});

test("the reply that a step asks for is offered; one asked for without scripts is in the field", () => {
  expect(selected(columns(slowdownView()), "reply-template")).toBe("ask_details");
  expect(selected(columns(slowdownView(), { offered: "findings" }), "reply-template")).toBe("findings");
  const html = columns(slowdownView(), {
    filled: { templateId: "findings", chosen: "findings", language: "en", text: "The cause: …" },
  });
  expect(selected(html, "reply-language")).toBe("en");
  expect(html).toMatch(/<textarea[^>]*id="reply-text"[^>]*lang="en"|<textarea[^>]*lang="en"[^>]*id="reply-text"/);
  expect(html).toContain(">The cause: …</textarea>");
  expect(html).toContain('name="templateId" value="findings"');
});

test("what was refused is told at its field, with what was typed, and its fold is open", () => {
  const failure = {
    error: { code: "invalid", message: "Say what was found.", field: "text" },
    values: { intent: "act", action: "pass_on", text: "Half a" },
  };
  const html = columns(slowdownView(), { failure });
  expect(markupFaults(html)).toEqual([]);
  expect(html).toContain(">Half a</textarea>");
  expect(textOf(html).match(/Say what was found\./g)).toHaveLength(1);
  expect(html).toMatch(/<details[^>]* open=""[^>]*><summary[^>]*>Pass on to the platform team/);
  const changed = columns(slowdownView(), {
    failure: {
      error: { code: "invalid", message: "Too long.", field: "request.operation" },
      values: { intent: "change", subject: "Toinen", "request.operation": "x" },
    },
  });
  expect(changed).toMatch(/<input(?=[^>]*id="change-operation")(?=[^>]*aria-invalid="true")(?=[^>]*value="x")/);
  expect(changed).toMatch(/<input(?=[^>]*id="change-subject")(?=[^>]*value="Toinen")/);
});

test("after a conflict what was typed is kept, and what another person changed meanwhile is not taken back", () => {
  const html = columns(slowdownView(), {
    failure: {
      error: { code: "conflict", message: "Somebody was faster." },
      values: {
        intent: "change",
        "saw.subject": "Palkat hitaat",
        subject: "Palkat todella hitaat",
        "saw.externalNumber": "",
        externalNumber: "",
        "saw.priority": "low",
        priority: "low",
      },
    },
  });
  expect(html).toMatch(/<input(?=[^>]*id="change-subject")(?=[^>]*value="Palkat todella hitaat")/);
  expect(html).toMatch(/<input(?=[^>]*id="change-external")(?=[^>]*value="T-9")/);
  expect(selected(html, "change-priority")).toBe("high");
});

test("whoever only looks has no forms", () => {
  const html = columns(slowdownView({ actions: [], may: { work: false, assign: false } }), {
    may: { answer: false, customers: false, runbooks: false, propose: false, diagnose: false, exports: false },
  });
  expect(markupFaults(html)).toEqual([]);
  expect(html).not.toContain("<form");
  expect(html).not.toContain("/diagnosis");
  expect(html).not.toContain("/customers/");
  expect(textOf(html)).toContain("Kauppa Oy 1234567-1");
});

test("a sealed case says that it exists, its state and its dates, and why nothing more", () => {
  const html = inPage(
    <SealedCase
      view={slowdownView({
        kind: "log_disclosure",
        kindLabel: "Log disclosure to an authority",
        sealed: true,
        customer: null,
        subject: "Log disclosure request",
        work: [],
        may: { work: false, assign: false },
      })}
      me="pirkko"
      failure={undefined}
    />,
  );
  expect(markupFaults(html)).toEqual([]);
  expect(textOf(html)).toContain("An authority’s request is seen by the platform team alone.");
  expect(textOf(html)).toContain("Number 12 Kind Log disclosure to an authority Opened 2026-11-23 09:00 Due");
  expect(html).not.toContain("<form");
  expect(textOf(html)).not.toContain("Kauppa");
});

test("the next step of the work is there for an open case and for whoever may do it", () => {
  const list = slowdownView({ kind: "ip_restriction", request: [] });
  expect(workSteps(list, all)).toEqual([
    { label: "Propose an IP list", to: "/ip-restrictions/new?customer=1234567-1&case=12" },
  ]);
  expect(workSteps({ ...list, closed: true }, all)).toEqual([]);
  expect(workSteps(list, { ...all, propose: false })).toEqual([]);
});

test("a list's row says the case, whose turn it is, and what is late", () => {
  const rows = [
    caseRow(),
    caseRow({ number: 9, subject: "Vanha", overdue: true, dueAt: "2026-11-23T06:00:00.000Z", priority: "urgent" }),
    caseRow({
      number: 8,
      closed: true,
      stateLabel: "Closed",
      waitsFor: "nobody",
      customer: null,
      externalNumber: null,
    }),
  ].map((row) => ({ ...row, kindLabel: "Slowdown" }));
  const html = inPage(<CaseTable caption="Cases" rows={rows} now="2026-11-23T08:00:00.000Z" />);
  expect(markupFaults(html)).toEqual([]);
  const shown = rowsOf(html).filter((cells) => cells.length > 1);
  expect(shown[1]).toEqual([
    "12",
    "Palkat hitaatSlowdown · ticket T-9",
    "Kauppa Oy",
    "NewCustomer service’s turn",
    "High",
    "Nobody yet",
    "in 4 h",
  ]);
  expect(shown[2]!.slice(4)).toEqual(["Urgent", "Nobody yet", "Overdue2 h ago"]);
  expect(shown[3]!.slice(2)).toEqual(["None", "Closed", "High", "Nobody yet", "None"]);
});
