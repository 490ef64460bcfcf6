import { expect, test } from "vitest";
import { ChangeList } from "#app/ui/maintenance/change-list.tsx";
import { Checklist } from "#app/ui/maintenance/checklist.tsx";
import { DecisionPanel } from "#app/ui/maintenance/decision-panel.tsx";
import type { DryRun } from "#app/ui/maintenance/dry-run.tsx";
import { EventList } from "#app/ui/maintenance/event-list.tsx";
import { IncidentsDuring } from "#app/ui/maintenance/incidents-during.tsx";
import { MailingProgress } from "#app/ui/maintenance/mailing-progress.tsx";
import { NextStep } from "#app/ui/maintenance/next-step.tsx";
import { ProposalForm } from "#app/ui/maintenance/proposal-form.tsx";
import { TextsForm } from "#app/ui/maintenance/texts-form.tsx";
import { WindowFacts } from "#app/ui/maintenance/window-facts.tsx";
import { inPage } from "#tests/support/in-page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";
import { allowing, move, running, view } from "./views.ts";

const quiet: DryRun = { alerts: [], withoutMatchers: [], problem: null };
type StepProps = Parameters<typeof NextStep>[0];
const nobody = { fi: 0, sv: 0, en: 0 };
const step = (props: Partial<StepProps> & Pick<StepProps, "window">) =>
  inPage(<NextStep dryRun={quiet} readers={nobody} mayManage {...props} />);

test("before it is announced, everything that announcing does stands beside the one button", () => {
  const html = step({
    window: view(),
    dryRun: {
      alerts: [
        { name: "Databases: slow", component: "Databases", since: "2026-11-23T07:30:00.000Z", state: "firing" },
        { name: "Disk is full", component: "Application servers", since: null, state: "firing" },
      ],
      withoutMatchers: [{ key: "banks", name: "Bank connections" }],
      problem: null,
    },
  });
  const text = textOf(html);
  expect(text).toContain("these 2 alerts would be silenced: Databases: slow Databases, firing since 30 min ago");
  expect(text).toContain("No silence reaches Bank connections: alerts go on during the window.");
  expect(text).toContain("From its start to its end, alerts of Application servers and Databases are silenced");
  expect(text).toContain("No message is written in Swedish");
  for (const href of ["/public/maintenance", "/public/maintenance.ics", "/public/maintenance.atom"])
    expect(html).toContain(`href="${href}"`);
  expect(html).toMatch(/<button[^>]*name="intent"[^>]*value="announce"/);
  expect(markupFaults(html)).toEqual([]);
});

test("who is mailed is said before they are, by language", () => {
  const said = (readers: typeof nobody) => textOf(step({ window: view(), readers }));
  expect(said(nobody)).toContain("Nobody asks for mails about maintenance yet");
  expect(said({ fi: 9000, sv: 0, en: 12 })).toContain(
    "9\u202f012 subscribers are mailed: 9\u202f000 in Finnish and 12 in English. Until then, and no longer, it can be undone.",
  );
  expect(said({ fi: 0, sv: 1, en: 0 })).toContain("1 subscriber is mailed: 1 in Swedish.");
});

test("of a window whose hours may change it is said that announcing may have to be done twice", () => {
  const text = textOf(step({ window: view({ openChange: move() }) }));
  expect(text).toContain("A change of its hours waits for a decision");
  expect(textOf(step({ window: view() }))).not.toContain("waits for a decision");
});

test("urgent work is moved, not skipped; what was announced says that all are told again", () => {
  const urgent = view({ kind: "urgent", planMonth: null, state: "announced" });
  const html = inPage(<ProposalForm window={urgent} />);
  expect([...html.matchAll(/name="kind"[^>]*value="(\w+)"/g)].map(([, kind]) => kind)).toEqual([
    "move",
    "shorten",
    "lengthen",
  ]);
  expect(textOf(html)).toContain("everybody who was told is told again");
  expect(inPage(<ProposalForm window={view()} />)).toContain('value="skip"');
});

test("a fault of Grafana is said, and is not nothing to silence", () => {
  const problem = { kind: "unreachable", message: "Grafana did not answer." } as const;
  const text = textOf(step({ window: view(), dryRun: { ...quiet, problem } }));
  expect(text).toContain("Which alerts it would silence now is not known. Grafana did not answer.");
  expect(text).not.toContain("no alert");
});

test("an announcement that is late says since when", () => {
  const late = view({ timing: "announcement_late", announceBy: "2026-11-14T20:00:00.000Z" });
  expect(textOf(step({ window: late }))).toContain("It had to be announced by Sat 14 Nov");
});

test("an announcement can be undone so long as the time for it is left, by the server's clock", () => {
  const announced = view({ state: "announced", announcedAt: "2026-11-23T07:59:00.000Z" });
  const open = view({
    ...announced,
    undoableUntil: "2026-11-23T08:01:20.000Z",
    actions: allowing("undo_announce", "edit", "propose"),
  });
  const html = step({ window: open });
  expect(textOf(html)).toContain("It can be undone: 1 min 20 s left");
  expect(textOf(html)).toContain("the mails go out at 10:01");
  expect(html).toContain('value="undo_announce"');
  // Customers were told when it starts: it is not started before.
  expect(html).not.toContain("Start now");
  expect(markupFaults(html)).toEqual([]);
  expect(step({ window: { ...announced, actions: allowing("propose") } })).not.toContain("undo_announce");
});

test("what one person cannot call off says what to do instead; urgent work has its form", () => {
  const announced = view({ state: "announced", announcedAt: "2026-11-23T07:00:00.000Z" });
  const closed = step({ window: { ...announced, actions: allowing("propose") } });
  expect(textOf(closed)).toContain("A planned window is skipped with a second person: propose to skip it.");
  expect(closed).toMatch(/<button[^>]*aria-disabled="true"[^>]*>Cancel the window/);
  expect(closed).toContain('href="#propose"');
  expect(closed).not.toContain('value="cancel"');
  expect(markupFaults(closed)).toEqual([]);
  // While one waits there is no form to go to.
  const waits = { ...announced, openChange: move({ kind: "skip" }), actions: allowing("decide") };
  expect(step({ window: waits })).not.toContain('href="#propose"');
  const urgent = { ...announced, kind: "urgent", planMonth: null, actions: allowing("cancel") } as const;
  expect(step({ window: urgent })).toMatch(/<button[^>]*value="cancel"/);
});

test("while it runs: until when, how long still, and the way to its end", () => {
  const html = step({ window: running() });
  const text = textOf(html);
  expect(text).toContain("Ten minutes before the end, alerts that still fire in its scope are named here.");
  expect(text).toContain("Complete: finished early");
  expect(html).toContain('value="verify"');
  expect(/name="endsAt"[^>]*value="([^"]*)"/.exec(html)?.[1]).toBe("2026-11-22T07:00");
  expect(markupFaults(html)).toEqual([]);
});

test("near its end what still fires is named; not knowing is not nothing", () => {
  const near = { timing: "ending_soon", now: "2026-11-22T03:52:00.000Z" } as const;
  const firing = [{ name: "Databases: slow", component: "Databases", since: null, state: "firing" }];
  const text = textOf(step({ window: running({ ...near, stillFiring: firing }) }));
  expect(text).toContain("Ends at 06:00, 8 min left");
  expect(text).toContain("1 alert fires in its scope, silenced until it ends Databases: slow");
  expect(textOf(step({ window: running(near) }))).toContain("is not known while Grafana does not say");
  expect(textOf(step({ window: running({ ...near, stillFiring: [] }) }))).toContain("No alert in its scope fires.");
});

test("an overrun says by how much, that alerts ring again, and offers a later end from now on", () => {
  const html = step({ window: running({ timing: "overrun", now: "2026-11-22T04:12:30.000Z", stillFiring: [] }) });
  expect(textOf(html)).toContain("Overrun: it was to end at 06:00, 12 min over");
  expect(html).toContain('role="alert"');
  const firing = [{ name: "Databases: slow", component: "Databases", since: null, state: "firing" }];
  const rings = textOf(
    step({ window: running({ timing: "overrun", now: "2026-11-22T04:12:30.000Z", stillFiring: firing }) }),
  );
  expect(rings).toContain("1 alert fires in its scope Databases: slow");
  expect(html).not.toContain("finished early");
  expect(/name="endsAt"[^>]*value="([^"]*)"/.exec(html)?.[1]).toBe("2026-11-22T07:12");
});

test("whoever only reads gets no form in any state", () => {
  for (const window of [view(), running(), view({ state: "completed", timing: "finished" })]) {
    const none = { ...window, actions: allowing(), openChange: null };
    const html = inPage(
      <>
        <NextStep window={none} dryRun={null} readers={nobody} mayManage={false} />
        <Checklist window={none} />
        <TextsForm window={none} />
        <ProposalForm window={none} />
        <DecisionPanel window={{ ...none, openChange: move() }} formToken="t" fresh />
      </>,
    );
    expect(html).not.toMatch(/<form|<button/);
    expect(markupFaults(html)).toEqual([]);
  }
});

test("the second person sees what changes, why and what it falls on, and decides with a fresh sign-in", () => {
  const window = view({ openChange: move(), actions: allowing("decide") });
  const html = inPage(<DecisionPanel window={window} formToken="secret-token" fresh />);
  const text = textOf(html);
  expect(text).toContain("Proposed Sat 19 Dec 2026 22:00 – Sun 20 Dec 2026 06:00, week 51 (8 h)");
  expect(text).toContain("Juuso Julkaisija, 2026-11-23 09:00: It is Christmas.");
  expect(text).toContain("No VAT date, salary day, month end or public holiday");
  expect(html).toContain('name="formToken" value="secret-token"');
  expect(markupFaults(html)).toEqual([]);
  const stale = inPage(<DecisionPanel window={window} formToken="secret-token" fresh={false} />);
  expect(stale).toContain(`href="/sign-in?fresh=1&amp;returnTo=${encodeURIComponent(`/maintenance/${window.id}`)}"`);
  expect(stale).not.toContain("secret-token");
});

test("whoever proposed it can take it back and not decide it", () => {
  const window = view({ openChange: move({ proposedByMe: true }), actions: allowing() });
  const html = inPage(<DecisionPanel window={window} formToken="t" fresh />);
  expect(html).toContain('value="withdraw"');
  expect(html).not.toContain('value="approve"');
});

test("a refused decision keeps the note, and the sentence stands beside it", () => {
  const failure = {
    error: { code: "invalid", message: "Say why you refuse.", field: "note" },
    values: { intent: "refuse", note: "no" },
  };
  const window = view({ openChange: move(), actions: allowing("decide") });
  const html = inPage(<DecisionPanel window={window} formToken="t" fresh failure={failure} />);
  expect(html).toContain(">no</textarea>");
  expect(textOf(html)).toContain("Say why you refuse.");
});

test("hours that were looked at say what they fall on, and everything typed stays", () => {
  const values = {
    intent: "look",
    kind: "lengthen",
    startsAt: "2026-12-12T20:00",
    endsAt: "2026-12-14T02:00",
    reason: "R",
  };
  const lookedAt = {
    startsAt: "2026-12-12T18:00:00.000Z",
    endsAt: "2026-12-14T00:00:00.000Z",
    clashes: [{ kind: "vat" as const, day: "2026-12-14", what: "VAT is due, moved from the 12th" }],
    values,
  };
  const html = inPage(<ProposalForm window={view()} lookedAt={lookedAt} />);
  expect(textOf(html)).toContain("14 Dec: VAT is due, moved from the 12th");
  expect(textOf(html)).toContain("Nothing was proposed yet.");
  expect(html).toMatch(/value="lengthen"[^>]*checked|checked=""[^>]*value="lengthen"/);
  expect(/name="endsAt"[^>]*value="([^"]*)"/.exec(html)?.[1]).toBe("2026-12-14T02:00");
  expect(html).toContain(">R</textarea>");
  expect(markupFaults(html)).toEqual([]);
});

test("texts that somebody else overtook are kept on the version that is there now", () => {
  const failure = {
    error: { code: "conflict", message: "Somebody changed the window after you opened it." },
    values: { intent: "edit", version: "2", "title.fi": "Minun", "component.banks": "on" },
  };
  const html = inPage(<TextsForm window={view()} failure={failure} />);
  expect(textOf(html)).toContain("Not saved: somebody changed it meanwhile");
  expect(html).toContain('value="Minun"');
  expect(html).toContain('name="version" value="3"');
  expect(html).toMatch(/name="component.banks"[^>]*checked/);
  expect(html).not.toMatch(/name="component.databases"[^>]*checked/);
  expect(markupFaults(html)).toEqual([]);
});

test("each step of the list is one button outside of any form, pressed when it is done", () => {
  const html = inPage(<Checklist window={view()} />);
  expect(textOf(html)).toContain("1 of 2 done");
  expect(textOf(html)).toContain("The backup is freshJuuso Julkaisija, 09:41");
  expect(html).toMatch(/<form[^>]*id="tick-form"[^>]*><input[^>]*value="check"[^>]*><\/form>/);
  expect(
    [...html.matchAll(/form="tick-form" name="tick" value="([^"]*)" aria-pressed="(\w+)"/g)].map((m) => m.slice(1)),
  ).toEqual([
    ["0:undone", "true"],
    ["1:done", "false"],
  ]);
});

test("mails: held back, on their way, sent, called off, or nobody to send them to", () => {
  const mailing = { id: "30000000-0000-4000-8000-000000000001", recipients: 10_000, sent: 400 };
  const said = (state: "queued" | "sending" | "sent" | "cancelled", more = {}) =>
    textOf(inPage(<MailingProgress mailing={{ ...mailing, state, ...more }} linked={false} />));
  expect(said("queued")).toContain("go out once the announcement can no longer be undone");
  expect(said("sending")).toContain("400 of 10\u202f000 mails are sent.");
  expect(said("sent", { sent: 10_000 })).toContain("10\u202f000 of 10\u202f000 mails were sent.");
  expect(said("sent", { recipients: 0, sent: 0 })).toContain("Nobody has asked to be mailed");
  expect(said("cancelled", { sent: 0 })).toContain("none was sent");
  expect(said("cancelled")).toContain("called off after 400");
  expect(inPage(<MailingProgress mailing={{ ...mailing, state: "sent" }} linked />)).toContain(
    `/mailings/${mailing.id}`,
  );
});

test("facts: a clock change within it is flagged; who started it is said when it was the clock", () => {
  const spring = view({
    startsAt: "2027-03-27T20:00:00.000Z",
    endsAt: "2027-03-28T03:00:00.000Z",
    clockChange: true,
    moved: true,
  });
  const text = textOf(inPage(<WindowFacts window={spring} />));
  expect(text).toContain("(7 h)clocks change: 1 h shorter");
  expect(text).toContain("Not the hours of the rule");
  expect(textOf(inPage(<WindowFacts window={running()} />))).toContain("Started 2026-11-21 22:00, by the clock");
});

test("an outage during a window is an outage; decided changes and events tell who and why", () => {
  const html = inPage(
    <>
      <IncidentsDuring incidents={[{ number: 7, title: "Signing in fails" }]} />
      <ChangeList
        changes={[
          move({
            state: "refused",
            decidedBy: "Jonna",
            decidedAt: "2026-11-23T07:30:00Z",
            decisionNote: "Black week.",
          }),
          move({
            id: "2",
            kind: "skip",
            startsAt: null,
            endsAt: null,
            state: "withdrawn",
            decidedAt: "2026-11-23T07:30:00Z",
          }),
        ]}
      />
      <EventList
        events={[
          { at: "2026-11-23T07:00:00Z", by: null, what: "Planned by the rule" },
          { at: "2026-11-23T08:00:00Z", by: "Juuso", what: "Announced" },
        ]}
      />
    </>,
  );
  const text = textOf(html);
  expect(text).toContain("1 incident began within it Signing in fails no 7");
  expect(text).toContain("It is Christmas. Jonna, 2026-11-23 09:30: Black week.");
  expect(text).toContain("Nobody decided before it started");
  expect(text).toMatch(/Juuso: Announced 2026-11-23 10:00 Huolto: Planned by the rule/);
  expect(markupFaults(html)).toEqual([]);
});
