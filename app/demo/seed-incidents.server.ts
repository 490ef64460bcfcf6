import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "#db/client.ts";
import { component } from "#db/schema/health.ts";
import { staff } from "#db/schema/identity.ts";
import { incident, incidentComponent, incidentFollowUp, incidentReview, incidentUpdate } from "#db/schema/incidents.ts";
import { stableUuid } from "#db/seed/random.ts";
import { recordEvent } from "../domain/audit/record-event.server.ts";
import type { Impact, IncidentState } from "../domain/health/incidents/incident-states.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { alertRules } from "./grafana/alert-rules.ts";
import { connections } from "./incident-stories/connections.ts";
import { ownParts } from "./incident-stories/own-parts.ts";
import type { Stories, Story } from "./incident-stories/story.ts";
import { demoPeople } from "./people.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const PAST = 90 * DAY;
/** The review comes two days after, when everybody has slept. */
const REVIEWED_AFTER = 2 * DAY;
/** From the end to the words about it; before that the incident is not told of. */
const TOLD_AFTER = 12 * MINUTE;

const stories: Stories = { ...ownParts, ...connections };
const operator = { actor: { kind: "operator", id: "demo" }, requestId: "demo-data" } as const;

type Event = { from: number; to: number; kind: string; title: string; touches: readonly string[] };
type Events = { between(fromMs: number, toMs: number): readonly Event[] };

/**
 * The incidents of the demo's service of the last 90 days, as its platform team would have written them down: updates,
 * reviews, follow-ups. A later start adds what has come and gone since, unless somebody has opened an incident about it.
 * Fill the catalogue and the staff first.
 * @param options.profile the demo Grafana's alerts have their names from it, and incidents name the alert they came from
 */
export async function seedDemoIncidents(
  db: Db,
  { now, events, profile }: { now: Date; events: Events; profile: Profile },
): Promise<void> {
  const at = now.getTime();
  const over = events
    .between(at - PAST, at)
    .filter(({ kind, from, to }) => kind === "incident" && from > at - PAST && to + TOLD_AFTER < at);
  await db.transaction(async (tx) => {
    const people = await platformTeam(tx);
    const components = new Map((await tx.select().from(component)).map(({ id, key }) => [key, id]));
    if (people.length === 0 || components.size === 0) return;
    const told = new Map<string, number>();
    for (const [turn, event] of over.entries()) {
      const times = told.get(event.title) ?? 0;
      told.set(event.title, times + 1);
      const versions = stories[event.title];
      const touched = event.touches.filter((key) => components.has(key));
      if (!versions || touched.length === 0 || (await isKnown(tx, event, touched))) continue;
      const story = versions[times % versions.length]!;
      await write(tx, { event, story, touched, components, people: rotated(people, turn), now, profile });
    }
  });
}

async function platformTeam(tx: DbOrTx): Promise<string[]> {
  const emails = demoPeople.filter(({ role }) => role === "platform").map(({ email }) => email);
  const rows = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(inArray(sql`lower(${staff.email})`, emails))
    .orderBy(asc(staff.email));
  return rows.map(({ id }) => id);
}

const rotated = <T>(list: readonly T[], by: number) => list.map((_, i) => list[(i + by) % list.length]!);
const idOf = (event: Event) => stableUuid("demo incident", event.title, new Date(event.from).toISOString());

/** Told already: by an earlier start, or by a person who opened one about the same component while it went on. */
async function isKnown(tx: DbOrTx, event: Event, touched: readonly string[]): Promise<boolean> {
  const [seeded] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(eq(incident.id, idOf(event)));
  if (seeded) return true;
  const [opened] = await tx
    .select({ id: incident.id })
    .from(incident)
    .innerJoin(incidentComponent, eq(incidentComponent.incidentId, incident.id))
    .innerJoin(component, eq(component.id, incidentComponent.componentId))
    .where(
      and(
        inArray(component.key, [...touched]),
        lt(incident.startedAt, new Date(event.to)),
        sql`coalesce(${incident.resolvedAt}, 'infinity') > ${new Date(event.from).toISOString()}::timestamptz`,
      ),
    )
    .limit(1);
  return opened !== undefined;
}

type Telling = {
  event: Event;
  story: Story;
  touched: readonly string[];
  components: ReadonlyMap<string, string>;
  /** In the order in which they take turns. */
  people: readonly string[];
  now: Date;
  profile: Profile;
};

async function write(tx: DbOrTx, telling: Telling): Promise<void> {
  const { event, story, touched, components, people, now, profile } = telling;
  const id = idOf(event);
  const resolvedAt = new Date(event.to);
  const [first, second] = [people[0]!, people[1 % people.length]!];
  const rule = alertRules(profile).find(
    ({ labels }) => labels.component === touched[0] && labels.impact === story.impact,
  );
  const updates = updatesOf(event, story, touched, [first, second]);
  const [made] = await tx
    .insert(incident)
    .values({
      id,
      title: story.title,
      state: "resolved",
      startedAt: new Date(event.from),
      openedAt: updates[0]!.at,
      openedBy: first,
      openedFrom: rule ? "alert" : "component",
      alertName: rule?.name ?? null,
      resolvedAt,
      version: updates.length,
    })
    .returning({ number: incident.number });
  await tx.insert(incidentComponent).values(
    touched.map((key) => ({
      incidentId: id,
      componentId: components.get(key)!,
      impact: "operational" as const,
      worstImpact: story.impact,
    })),
  );
  await tx.insert(incidentUpdate).values(updates.map((update) => ({ incidentId: id, ...update })));
  await tx.insert(incidentFollowUp).values(followUpsOf(id, story, resolvedAt, second, now));
  const writtenAt = new Date(event.to + REVIEWED_AFTER);
  if (writtenAt < now)
    await tx.insert(incidentReview).values({ incidentId: id, ...story.review, writtenBy: first, writtenAt });
  await recordEvent(operator, tx, {
    action: "incident.open",
    target: { kind: "incident", id: String(made!.number) },
    details: { demo: true, startedAt: new Date(event.from).toISOString(), components: touched },
  });
}

function updatesOf(event: Event, story: Story, touched: readonly string[], [first, second]: [string, string]) {
  const length = event.to - event.from;
  const minute = (ms: number) => new Date(Math.round(ms / MINUTE) * MINUTE);
  const opened = minute(event.from + Math.min(8 * MINUTE, length * 0.15));
  const impacts = (impact: Impact) => touched.map((key) => ({ component: key, impact }));
  const steps: { state: IncidentState; at: Date; holdsFrom: Date; by: string; text: string; impact: Impact | null }[] =
    [
      {
        state: "investigating",
        at: opened,
        holdsFrom: new Date(event.from),
        by: first,
        text: story.opened,
        impact: story.atFirst ?? story.impact,
      },
      {
        state: "identified",
        at: minute(event.from + length * 0.4),
        holdsFrom: minute(event.from + length * 0.4),
        by: second,
        text: story.identified,
        impact: story.atFirst ? story.impact : null,
      },
      {
        state: "monitoring",
        at: minute(event.from + length * 0.85),
        holdsFrom: minute(event.from + length * 0.85),
        by: first,
        text: story.monitoring,
        impact: null,
      },
      {
        state: "resolved",
        at: new Date(event.to + TOLD_AFTER),
        holdsFrom: new Date(event.to),
        by: second,
        text: story.resolved,
        impact: "operational",
      },
    ];
  return steps.map(({ by, impact, ...step }, index) => ({
    ...step,
    version: index + 1,
    authorId: by,
    impacts: impact ? impacts(impact) : [],
  }));
}

function followUpsOf(incidentId: string, story: Story, resolvedAt: Date, by: string, now: Date) {
  return story.followUps.map(({ text, owner, days, done }) => {
    const due = new Date(resolvedAt.getTime() + days * DAY);
    // Whoever finds the time does it a day before it is due.
    const doneAt = new Date(due.getTime() - DAY);
    const isDone = done && doneAt < now;
    return {
      incidentId,
      text,
      owner,
      dueOn: due.toISOString().slice(0, 10),
      createdBy: by,
      createdAt: new Date(resolvedAt.getTime() + TOLD_AFTER),
      doneBy: isDone ? by : null,
      doneAt: isDone ? doneAt : null,
    };
  });
}
