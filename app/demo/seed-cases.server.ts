import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { actOnCase } from "../domain/cases/act-on-case.server.ts";
import { addFollowUp } from "../domain/cases/add-follow-up.server.ts";
import { addNote } from "../domain/cases/add-note.server.ts";
import { addReply } from "../domain/cases/add-reply.server.ts";
import { assignCase } from "../domain/cases/assign-case.server.ts";
import { requireCase } from "../domain/cases/guard-case.server.ts";
import { openCase } from "../domain/cases/open-case.server.ts";
import { readCase } from "../domain/cases/read-case.server.ts";
import type { ServiceCtx, StaffActor } from "../domain/context.ts";
import { registerDisclosure } from "../domain/disclosures/register-disclosure.server.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { CaseStep, CaseStory } from "./case-stories/case-story.ts";
import { dataAndContractStories } from "./case-stories/data-and-contracts.ts";
import { securityStories } from "./case-stories/security.ts";
import { slowdownStories } from "./case-stories/slowdowns.ts";
import { demoContexts } from "./contexts.server.ts";
import { plansOfNamed, stretches } from "./service-model/slowdowns.ts";

const HOUR = 3_600_000;
const WEEKS_BACK = 6;
/** From when it became slow until somebody writes. */
const WRITTEN_AFTER = 3 * HOUR;

type Person = ServiceCtx<StaffActor>;

/**
 * The cases of the demo's customer service, once, through the verbs that its people use, each at its own time. Seed the staff and
 * the customers first. A database that has a case is left as it is.
 */
export async function seedDemoCases(db: Db, { now, profile }: { now: Date; profile: Profile }): Promise<void> {
  await db.transaction(async (tx) => {
    // Two starts at once: the second waits, and finds them there.
    await tx.execute(sql`lock table console.case_file in share row exclusive mode`);
    if ((await tx.$count(caseFile)) > 0) return;
    const as = (await demoContexts(tx as Db, profile)).person;
    const timed = [...slowdownStories, ...securityStories, ...dataAndContractStories]
      .map((story) => ({ story, ...timesOf(story, now) }))
      .toSorted((one, other) => +one.openedAt - +other.openedAt);
    for (const { story, openedAt, times } of timed) await live(as, { story, openedAt, times, now });
    await registerRequest(as("pirkko", workday(now, 1, "13:30")), now);
  });
}

async function live(
  as: (who: string, at: Date) => Person,
  { story, openedAt, times, now }: { story: CaseStory; openedAt: Date; times: Record<string, string>; now: Date },
): Promise<void> {
  const { number } = await openCase(as(story.by, openedAt), {
    kind: story.kind,
    businessId: story.company === null ? null : COMPANIES[story.company]!.businessId,
    subject: story.subject,
    language: story.language ?? "fi",
    priority: story.priority ?? "normal",
    externalNumber: story.ticket ?? null,
    request: { ...story.request, ...times },
  });
  for (const step of story.steps) {
    const at = new Date(openedAt.getTime() + step.after * HOUR);
    if (at > now) return;
    await take(as(step.by, at), { number, step, story, as });
  }
}

async function take(
  person: Person,
  {
    number,
    step,
    story,
    as,
  }: { number: number; step: CaseStep; story: CaseStory; as: (who: string, at: Date) => Person },
): Promise<void> {
  const language = story.language ?? "fi";
  const seen = async () => ({ number, version: (await requireCase(person.db, number)).version });
  if ("take" in step)
    await assignCase(person, { ...(await seen()), assigneeId: as(step.take, person.clock.now()).actor.id });
  else if ("note" in step) await addNote(person, { number, text: step.note });
  else if ("reply" in step) await addReply(person, { number, text: step.reply, language, templateId: null });
  else if ("act" in step) await actOnCase(person, { ...(await seen()), action: step.act, text: step.text ?? null });
  else if ("followUp" in step) {
    const dueAt = new Date(person.clock.now().getTime() + step.inHours * HOUR);
    await addFollowUp(person, { number, kind: "task", text: step.followUp, dueAt });
  } else {
    const { replies } = await readCase(person, { number });
    const words = [...(step.words ?? [])];
    const text = replies.find(({ id }) => id === step.template)!.text[language];
    const filled = text.replaceAll("…", () => words.shift() ?? "–");
    await addReply(person, { number, text: filled, language, templateId: step.template });
  }
}

/** An authority's request, which waits for the platform team. */
async function registerRequest(pirkko: Person, now: Date): Promise<void> {
  const day = (ago: number) => Temporal.PlainDate.from(helsinki(now).toPlainDate()).subtract({ days: ago }).toString();
  await registerDisclosure(pirkko, {
    authority: "Verohallinto",
    legalBasis: "Laki verotusmenettelystä 19 §",
    reference: "VH/4711/2026",
    receivedOn: day(3),
    recipientEmail: "tarkastus@verohallinto.example",
    recipientPhone: "+358401234567",
    language: "fi",
    from: day(60),
    to: day(30),
    businessIds: COMPANIES[1]!.businessId,
    events: "",
    allEvents: true,
    persons: "",
    tellCustomer: "no",
    tellAfter: "",
  });
}

const helsinki = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO("Europe/Helsinki");
const minute = (at: Date) => helsinki(at).toPlainDateTime().toString({ smallestUnit: "minute" });

/** So many working days ago at a wall time, and never in the future. */
function workday(now: Date, daysAgo: number, at: string): Date {
  let day = helsinki(now).toPlainDate();
  while (day.dayOfWeek > 5) day = day.subtract({ days: 1 });
  for (let left = daysAgo; left > 0; left -= 1) {
    do day = day.subtract({ days: 1 });
    while (day.dayOfWeek > 5);
  }
  const then = day.toZonedDateTime({ timeZone: "Europe/Helsinki", plainTime: at }).epochMilliseconds;
  return new Date(Math.min(then, now.getTime() - HOUR / 4));
}

function timesOf(
  { kind, company, opened, request }: CaseStory,
  now: Date,
): { openedAt: Date; times: Record<string, string> } {
  if (opened === "when it was slow") {
    const until = now.getTime() - WRITTEN_AFTER;
    const plan = plansOfNamed[company!]!;
    const slow = stretches(plan, until - WEEKS_BACK * 7 * 24 * HOUR, until).at(-1)!;
    return {
      openedAt: new Date(slow.from + WRITTEN_AFTER),
      times: { since: minute(new Date(slow.from)) },
    };
  }
  const openedAt = workday(now, opened.daysAgo, opened.at);
  if (kind === "slowdown") return { openedAt, times: { since: minute(new Date(openedAt.getTime() - 2 * HOUR)) } };
  if (!request.from?.startsWith("last-month")) return { openedAt, times: {} };
  const month = helsinki(openedAt).toPlainDate().toPlainYearMonth().subtract({ months: 1 });
  const first = month.toPlainDate({ day: 1 });
  return { openedAt, times: { from: first.toString(), to: first.with({ day: month.daysInMonth }).toString() } };
}
