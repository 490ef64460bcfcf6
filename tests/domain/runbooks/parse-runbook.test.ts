import { expect, test } from "vitest";
import { parseRunbook } from "#app/domain/runbooks/parse-runbook.ts";
import { problemLine } from "#app/domain/runbooks/runbook-types.ts";

const known = { components: ["banks", "databases"], runbooks: ["banks-silent", "grafana-unreachable"] };

const HEAD = `---
id: banks-silent
title: { fi: Pankit vaikenevat, en: The banks are silent }
symptom: Payments stay in the queue.
kinds: [slowdown]
causes: [dependency]
components: [banks]
owner: Payments
reviewed: 2026-11-20
---
`;
const BODY = `## Meaning

Banks do not answer.

## Impact

Payments wait.

## Diagnosis

1. **Look at the banks.** Normal is 1.

   ::check{query="dependency.up" filters="dependency=banks" pass="== 1"}

## Mitigation

1. **Call them.** Number in the links.

   ::action{do="incident.open" component="banks"}
   ::approval{permission="incidents.manage" label="What was agreed"}
   ::runbook{id="grafana-unreachable"}

## Escalation

The Payments team.
`;
const SOUND = HEAD + BODY;

const read = (source: string) => parseRunbook(source, "runbooks/banks-silent.md", known);
/** What is said when one piece of the sound file is another. */
function told(from: string, to: string): string[] {
  expect(SOUND, "the piece is in the file").toContain(from);
  return read(SOUND.replace(from, to)).problems.map(problemLine);
}

test("a sound file: its head, its sections, its steps with what they check", () => {
  const { runbook, problems } = read(SOUND);
  expect(problems).toEqual([]);
  expect(runbook?.meta).toMatchObject({
    id: "banks-silent",
    title: { fi: "Pankit vaikenevat" },
    reviewed: "2026-11-20",
  });
  expect(runbook?.sections.map(({ name, steps }) => [name, steps.length])).toEqual([
    ["Meaning", 0],
    ["Impact", 0],
    ["Diagnosis", 1],
    ["Mitigation", 1],
    ["Escalation", 0],
  ]);
  expect(runbook?.steps).toMatchObject([
    {
      id: "look-at-the-banks",
      number: 1,
      title: "Look at the banks",
      checks: [
        { query: "dependency.up", filters: { dependency: "banks" }, window: null, pass: { op: "==", value: 1 } },
      ],
      approval: null,
    },
    {
      id: "call-them",
      number: 2,
      actions: [{ do: "incident.open", with: { component: "banks" } }],
      approval: { permission: "incidents.manage", label: "What was agreed" },
      links: ["grafana-unreachable"],
    },
  ]);
});

// Lines counted by hand: the head has 10, so "## Meaning" is line 11 and the check line 23.
test.each([
  [
    "an unknown purpose",
    'query="dependency.up"',
    'query="dependency.upp"',
    '23:4: there is no purpose "dependency.upp"; the nearest is "dependency.up"',
  ],
  [
    "an unknown label",
    'filters="dependency=banks" pass',
    'filters="dependancy=banks" pass',
    '23:4: there is no label of dependency.up "dependancy"; the nearest is "dependency"',
  ],
  [
    "a component that is gone",
    'filters="dependency=banks" pass',
    'filters="dependency=bank" pass',
    '23:4: there is no component "bank"; the nearest is "banks"',
  ],
  [
    "a bad pass rule",
    'pass="== 1"',
    'pass="about 1"',
    '23:4: pass="about 1" is no rule: write < <= > >= or == with a number, or present, or absent',
  ],
  ["no pass rule", ' pass="== 1"', "", '23:4: ::check needs pass="..."'],
  ["a window too many", 'pass="== 1"', 'window="5m" pass="== 1"', "23:4: dependency.up takes no window"],
  [
    "an unknown placeholder",
    'filters="dependency=banks" pass',
    'filters="dependency={bank}" pass',
    '23:4: there is no placeholder "bank"; the nearest is "page"',
  ],
  [
    "an unknown attribute",
    'pass="== 1"',
    'pas="== 1" pass="== 1"',
    '23:4: there is no attribute of ::check "pas"; the nearest is "pass"',
  ],
  [
    "an unknown directive",
    "::check{query",
    "::chek{query",
    '23:4: there is no directive "chek"; the nearest is "check"',
  ],
  [
    "an unknown action",
    'do="incident.open"',
    'do="incident.opn"',
    '29:4: there is no action "incident.opn"; the nearest is "incident.open"',
  ],
  [
    "a permission nobody has",
    'permission="incidents.manage"',
    'permission="incidents.manages"',
    '30:4: there is no permission "incidents.manages"; the nearest is "incidents.manage"',
  ],
  [
    "an approver who follows no runbooks",
    'permission="incidents.manage"',
    'permission="staff.manage"',
    "30:4: nobody who may follow runbooks holds staff.manage",
  ],
  [
    "a runbook that is gone",
    'id="grafana-unreachable"',
    'id="grafana-unreachabel"',
    '31:4: there is no runbook "grafana-unreachabel"; the nearest is "grafana-unreachable"',
  ],
  ["a missing section", "## Impact\n", "### Impact\n", "1:1: the section Impact is missing"],
  [
    "a section by another name",
    "## Escalation",
    "## Escalations",
    '33:1: there is no section "Escalations"; the nearest is "Escalation"',
  ],
  [
    "a step without a name",
    "1. **Call them.** Number",
    "1. Call them. Number",
    "27:4: a step begins with its name in bold: 1. **Look at the banks.** What to look at ...",
  ],
  [
    "two steps of one name",
    "**Call them.**",
    "**Look at the banks.**",
    '27:4: step 1 is called "Look at the banks" already',
  ],
  [
    "a directive where none belongs",
    "The Payments team.\n",
    '::check{fact="incidents.open" pass="== 0"}\n',
    "35:1: ::check belongs to a numbered step of Diagnosis or Mitigation",
  ],
  [
    "a fact that is not known",
    'query="dependency.up" filters="dependency=banks"',
    'fact="incident.open"',
    '23:4: there is no fact "incident.open"; the nearest is "incidents.open"',
  ],
  ["no title in Finnish", "fi: Pankit vaikenevat, ", "", "3:8: title.fi: Give the title in Finnish."],
  [
    "an unknown kind",
    "kinds: [slowdown]",
    "kinds: [slow]",
    '5:9: kinds.0: there is no kind of case "slow"; the nearest is "slowdown"',
  ],
  [
    "an unknown cause",
    "causes: [dependency]",
    "causes: [dependencies]",
    '6:10: causes.0: there is no cause "dependencies"; the nearest is "dependency"',
  ],
  [
    "an unknown component",
    "components: [banks]",
    "components: [databases, bankz]",
    '7:25: components.1: there is no component "bankz"; the nearest is "banks"',
  ],
  [
    "a day that is none",
    "reviewed: 2026-11-20",
    "reviewed: 2026-02-30",
    "9:11: reviewed: Give the day of the last review as YYYY-MM-DD.",
  ],
  ["another id than the file's", "id: banks-silent", "id: banks-quiet", "2:5: id: the file is called banks-silent.md"],
  [
    "a colon before a word",
    "Payments wait.",
    "Payments wait:see below.",
    '17:14: write a space after the colon of ":see"',
  ],
])("%s is named with its line and column", (_what, from, to, says) => {
  expect(told(from, to)).toContain(`runbooks/banks-silent.md:${says}`);
});

test("a time of day is a text, not a directive", () => {
  expect(told("Payments wait.", "Payments wait until 15:30.")).toEqual([]);
});

test("HTML stays text, and a link that leads nowhere keeps its words", () => {
  const { runbook } = read(SOUND.replace("Payments wait.", "A <b>word</b> and [a link](javascript:alert%281%29)."));
  const text = JSON.stringify(runbook!.sections[1]!.text);
  expect(text).toContain("<b>");
  expect(text).not.toContain("javascript");
  expect(text).toContain("a link");
});

test("a file without a head is told so and is no runbook", () => {
  const { runbook, problems } = read(BODY);
  expect(runbook).toBeNull();
  expect(problems[0]).toEqual({
    file: "runbooks/banks-silent.md",
    line: 1,
    column: 1,
    says: "a runbook begins with --- and its head",
  });
});
