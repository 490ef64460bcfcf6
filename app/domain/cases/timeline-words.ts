import type { caseEvent } from "#db/schema/cases.ts";
import { formatInstant } from "../../i18n/formats.ts";
import { paths } from "../../paths.ts";
import type { CaseKindDefinition } from "./case-kinds.ts";

export type TimelineEvent = Pick<typeof caseEvent.$inferSelect, "what" | "details" | "actorId">;

const fieldWords: Record<string, string> = {
  subject: "the subject",
  priority: "the priority",
  language: "the language",
  externalNumber: "the ticket's number",
  dueAt: "the due time",
};

/** What happened, as the end of a sentence that begins with who did it. */
export function wordsOf(
  { what, details, actorId }: TimelineEvent,
  definition: CaseKindDefinition,
  people: ReadonlyMap<string, string>,
): string {
  const text = (name: string) => (typeof details[name] === "string" ? (details[name] as string) : "");
  switch (what) {
    case "opened":
      return "opened the case";
    case "moved": {
      const action = definition.actions[text("action")]?.label ?? text("action");
      return `moved it to “${definition.states[text("to")]?.label ?? text("to")}”: ${lower(action)}`;
    }
    case "note":
      return "wrote a note";
    case "reply":
      return "replied to the customer";
    case "assigned":
      if (details.to === null) return "took it off everybody's list";
      return details.to === actorId ? "took it" : `gave it to ${people.get(text("to")) ?? "somebody"}`;
    case "changed":
      return `changed ${changedWords(details.fields, definition)}`;
    case "attached":
      return "attached a file";
    case "follow_up":
      return details.kind === "measurement"
        ? `planned a measurement for ${formatInstant(text("dueAt"))}`
        : `planned a follow-up for ${formatInstant(text("dueAt"))}`;
    case "follow_up_done":
      return "ticked off a follow-up";
    case "evidence":
      return "gathered the evidence";
    case "diagnosed":
      return "diagnosed the slowdown";
    case "measured":
      return "measured again";
    case "runbook_started":
      return "began a runbook";
    case "runbook_ended":
      return "ended a runbook";
    default:
      return what.replaceAll("_", " ");
  }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function changedWords(fields: unknown, definition: CaseKindDefinition): string {
  const names = Array.isArray(fields) ? fields.filter((name): name is string => typeof name === "string") : [];
  const words = names.map((name) => {
    const asked = definition.fields.find((field) => `request.${field.name}` === name);
    return asked ? `“${asked.label}”` : (fieldWords[name] ?? name);
  });
  return words.length > 0 ? new Intl.ListFormat("en-GB").format(words) : "nothing";
}

/** Where the line leads, by the ids that it holds. */
export function hrefOf({ details }: TimelineEvent, number: number): string | null {
  const id = (name: string) => (typeof details[name] === "string" ? (details[name] as string) : null);
  if (id("run")) return paths.runbookRun(id("run")!);
  if (id("attachment")) return paths.caseAttachment(number, id("attachment")!);
  if (id("diagnosis")) return paths.diagnosis({ case: String(number), id: id("diagnosis")! });
  return null;
}
