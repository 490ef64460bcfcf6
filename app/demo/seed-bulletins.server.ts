import { eq, inArray, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "#db/client.ts";
import { bulletin, type InLanguages } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import type { ReleaseItem } from "#db/schema/releases.ts";
import { stableUuid } from "#db/seed/random.ts";
import { weeklyTitles } from "../domain/bulletins/collect-rules.ts";
import { type BulletinContent, emptyContent } from "../domain/bulletins/content-schema.ts";
import { announcementSlug, weeklySlug } from "../domain/bulletins/slug-rules.ts";
import { addWeeks, mondayOf, weekOf } from "../domain/bulletins/week-rules.ts";
import { releasesOfWeek } from "../domain/releases/releases-of-week.server.ts";
import { formatDay, TIME_ZONE } from "../i18n/formats.ts";
import { languages } from "../i18n/languages.ts";
import { parseLocal } from "../i18n/parse-local.ts";
import { type Life, type Step, writeLife } from "./bulletin-life.server.ts";
import { announcements, comingLines, correctionNote, type DemoAnnouncement, leads } from "./bulletin-words.ts";
import { demoPeople } from "./people.ts";
import { demoChangeOf } from "./release-changes.ts";

const WEEKS = 20;
const DAY = 86_400_000;

/** Who writes and who reviews, by their ids. */
type People = { writer: string; reviewer: string };

/**
 * The demo's weekly bulletins of the last twenty weeks and its announcements, as its two release managers would have made them,
 * and the draft of the present week. A later start adds what has come since; what a person has touched stays. Needs the demo's
 * staff and releases.
 */
export async function seedDemoBulletins(db: Db, { now }: { now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    const people = await releaseManagers(tx);
    if (!people) return;
    const current = mondayOf(now, TIME_ZONE);
    for (let back = WEEKS; back >= 0; back -= 1) await seedWeek(tx, addWeeks(current, -back), people, now);
    for (const one of announcements) await seedAnnouncement(tx, one, people, now);
  });
}

async function releaseManagers(tx: DbOrTx): Promise<People | null> {
  const emails = demoPeople.filter(({ role }) => role === "release_manager").map(({ email }) => email);
  const rows = await tx
    .select({ id: staff.id, email: sql<string>`lower(${staff.email})` })
    .from(staff)
    .where(inArray(sql`lower(${staff.email})`, emails));
  const [writer, reviewer] = emails.map((email) => rows.find((row) => row.email === email)?.id);
  return writer && reviewer ? { writer, reviewer } : null;
}

/** A wall time of a day of a week; the days are counted from its Monday. */
function at(monday: string, day: number, time: string): Date {
  const date = new Date(Date.parse(`${monday}T00:00:00Z`) + day * DAY).toISOString().slice(0, 10);
  return parseLocal(`${date}T${time}`)!;
}

async function seedWeek(tx: DbOrTx, monday: string, { writer, reviewer }: People, now: Date): Promise<void> {
  const releases = (await releasesOfWeek(tx, monday, TIME_ZONE)).filter(({ rolledBackAt }) => rolledBackAt === null);
  const items = releases.flatMap(({ items: lines }) => lines);
  const isOut = at(monday, 4, "14:30") <= now;
  if (isOut && items.length === 0) return;
  const { week } = weekOf(monday);
  const whole = weeklyContent(monday, items);
  const begun = at(monday, 0, "08:15") < now ? at(monday, 0, "08:15") : now;
  // One bulletin among the last twenty, whichever weeks they are.
  const isCorrected = week % WEEKS === 5 && items.length > 1 && at(monday, 7, "10:40") <= now;
  const first = isCorrected ? weeklyContent(monday, items.slice(0, -1)) : whole;
  const steps: [Step, ...Step[]] = [{ what: "create", at: begun, by: writer, content: withoutSwedish(first) }];
  if (isOut) steps.push(...reviewed(first, monday, 4, ["09:40", "11:05", "13:50", "14:30"], { writer, reviewer }));
  if (isCorrected) {
    steps.push({ what: "correct", at: at(monday, 7, "09:05"), by: writer });
    steps.push(
      ...reviewed(whole, monday, 7, ["09:15", "09:20", "10:30", "10:40"], { writer, reviewer }, correctionNote),
    );
  }
  const life: Life = {
    id: stableUuid("demo bulletin", monday),
    kind: "weekly",
    slug: weeklySlug(monday),
    weekOf: monday,
    pinnedUntil: null,
    releaseIds: releases.map(({ id }) => id),
    steps,
  };
  await writeLife(tx, life);
}

/** Saved, sent to review, approved by the other and published, at four times of one day. */
function reviewed(
  content: BulletinContent,
  monday: string,
  day: number,
  times: [string, string, string, string],
  { writer, reviewer }: People,
  note?: InLanguages,
): Step[] {
  const [save, submit, approve, publish] = times.map((time) => at(monday, day, time)) as [Date, Date, Date, Date];
  return [
    { what: "save", at: save, by: writer, content },
    { what: "submit", at: submit, by: writer, note },
    { what: "approve", at: approve, by: reviewer },
    { what: "publish", at: publish, by: writer, note },
  ];
}

/** The lines of a week's releases as customers read them, in the three languages. */
function weeklyContent(monday: string, items: readonly ReleaseItem[]): BulletinContent {
  const { week } = weekOf(monday);
  const content = emptyContent();
  const titles = weeklyTitles(monday);
  const lines = [...new Map(items.map((item) => [item.text, item])).values()];
  const coming = week % 3 === 0 ? comingLines[week % comingLines.length] : undefined;
  for (const language of languages) {
    const text = content.texts[language];
    text.title = titles[language];
    text.lead = lines.length > 1 ? leads[week % leads.length]![language].replace("#", String(lines.length)) : "";
    text.translated = true;
    for (const item of lines) {
      const words = demoChangeOf(item.text)?.[language] ?? item.text;
      text.sections[item.section] = `${text.sections[item.section]}\n- ${words}`.trim();
    }
    if (coming) text.sections.coming = `- ${coming[language]}`;
  }
  content.pages = [...new Set(lines.flatMap(({ pages }) => pages))];
  content.apis = [...new Set(lines.flatMap(({ apis }) => apis))];
  return content;
}

/** As a draft is before somebody has translated it. */
function withoutSwedish(content: BulletinContent): BulletinContent {
  const draft = structuredClone(content);
  const { title } = draft.texts.sv;
  draft.texts.sv = { ...emptyContent().texts.sv, title, translated: false };
  return draft;
}

/** Announcements are told of once, counted back from the first start. */
async function seedAnnouncement(tx: DbOrTx, one: DemoAnnouncement, people: People, now: Date): Promise<void> {
  const id = stableUuid("demo announcement", one.key);
  const [known] = await tx.select({ id: bulletin.id }).from(bulletin).where(eq(bulletin.id, id));
  if (known) return;
  const day = formatDay(now.getTime() - one.daysAgo * DAY);
  const content = emptyContent();
  for (const language of languages)
    content.texts[language] = {
      ...content.texts[language],
      title: one.title[language],
      lead: one.lead[language],
      translated: true,
    };
  const [save, ...rest] = reviewed(content, day, 0, ["09:10", "09:20", "09:45", "09:50"], people);
  const steps: [Step, ...Step[]] = [{ ...save!, what: "create" }, ...rest];
  if (one.retractionNote)
    steps.push({ what: "retract", at: at(day, 1, "08:30"), by: people.writer, note: one.retractionNote });
  await writeLife(tx, {
    id,
    kind: "important",
    slug: announcementSlug(day, one.title.fi),
    weekOf: null,
    pinnedUntil: one.pinnedDays === null ? null : at(day, one.pinnedDays, "12:00"),
    releaseIds: [],
    steps,
  });
}
