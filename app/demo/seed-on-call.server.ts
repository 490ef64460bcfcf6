import { inArray, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/identity.ts";
import { restoreTest } from "#db/schema/incidents.ts";
import { onCallNote, onCallRota, onCallSwap } from "#db/schema/on-call.ts";
import { recordEvent } from "../domain/audit/record-event.server.ts";
import { TIME_ZONE } from "../i18n/formats.ts";
import { demoPeople } from "./people.ts";

const operator = { actor: { kind: "operator", id: "demo" }, requestId: "demo-data" } as const;
const MEMBERS = ["demo-alma", "demo-pasi", "demo-katri"];

/** Days ago, tier, outcome and minutes of the restores that the demo's people tried. */
const tests = [
  [11, "primary", true, 38, "One company's books restored to the test system; balances equal those of the day."],
  [
    46,
    "secondary",
    true,
    214,
    "Database of one shard restored from the secondary system; row counts and checksums equal.",
  ],
  [
    74,
    "offsite",
    false,
    190,
    "The key of the newest cloud copy was not at hand. Key handling was changed; tried again later.",
  ],
  [67, "offsite", true, 655, "The same copy again, with the new key handling: restored whole, checksums equal."],
  [103, "primary", true, 41, "One company's books restored to the test system; balances equal those of the day."],
] as const;

/**
 * The demo's rota of the platform team, a hand-over note, and the restores of the last months. Once: what is there already, by
 * the demo or by a person, is left as it is. Needs the demo's staff.
 */
export async function seedDemoOnCall(db: Db, { now }: { now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    // Several processes may load the demo at the same time.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('on call', 0))`);
    const emails = MEMBERS.map((subject) => demoPeople.find((person) => person.subject === subject)!.email);
    const found = await tx.select({ id: staff.id, email: staff.email }).from(staff).where(inArray(staff.email, emails));
    const ids = emails.flatMap((email) => found.find((person) => person.email === email)?.id ?? []);
    const [rota] = await tx.select({ id: onCallRota.id }).from(onCallRota).limit(1);
    if (rota || ids.length < MEMBERS.length) return;

    const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate();
    const monday = today.subtract({ days: today.dayOfWeek - 1 });
    const local = (day: Temporal.PlainDate, plainTime: string) =>
      new Date(day.toZonedDateTime({ timeZone: TIME_ZONE, plainTime }).epochMilliseconds);
    const effectiveFrom = local(monday.subtract({ weeks: 12 }), "09:00");
    const handover = { handoverWeekday: 1, handoverTime: "09:00", reason: "Three people in turn, a week each" };
    const [made] = await tx
      .insert(onCallRota)
      .values({ effectiveFrom, createdAt: effectiveFrom, members: ids, ...handover })
      .returning({ id: onCallRota.id });
    await recordEvent(operator, tx, {
      action: "on_call_rota.set",
      target: { kind: "on_call", id: "rota" },
      details: { rotaId: made!.id, members: ids },
    });
    // Twelve weeks are four rounds of three: the second person's next turn begins on the Monday after this one.
    const evening = monday.add({ weeks: 1, days: 3 });
    await tx.insert(onCallSwap).values({
      startsAt: local(evening, "17:00"),
      endsAt: local(evening.add({ days: 1 }), "08:00"),
      fromStaff: ids[1]!,
      toStaff: ids[2]!,
      reason: "Parents' evening at school on Thursday",
      askedBy: ids[1]!,
      askedAt: new Date(now.getTime() - 5 * 3_600_000),
    });
    await tx.insert(onCallNote).values({
      authorId: ids[0]!,
      at: new Date(now.getTime() - 26 * 3_600_000),
      text: "A quiet week. One of the application servers was slow on Wednesday evening; it was restarted and has been well since. Watch it at the month's end.",
    });
    await tx.insert(restoreTest).values(
      tests.map(([daysAgo, tier, passed, minutes, note], i) => ({
        tier,
        passed,
        minutes,
        note,
        testedOn: today.subtract({ days: daysAgo }).toString(),
        recordedBy: ids[i % ids.length]!,
        recordedAt: new Date(now.getTime() - daysAgo * 86_400_000),
      })),
    );
  });
}
