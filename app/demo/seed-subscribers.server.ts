import type { Db } from "#db/client.ts";
import { subscriber } from "#db/schema/mailings.ts";
import { stableUuid } from "#db/seed/random.ts";
import { newToken } from "../domain/identity/tokens.server.ts";

const DAY = 86_400_000;

/** Invented readers of the demo's bulletins, at addresses that belong to nobody (RFC 2606). */
const readers = [
  ["talous@tilitoimisto-tasmays.example", "fi", ["bulletins", "announcements", "maintenance"]],
  ["kirjanpito@rakennus-rinne.example", "fi", ["announcements", "maintenance"]],
  ["ekonomi@skargardens-handel.example", "sv", ["bulletins", "announcements"]],
  ["integrations@partner-systems.example", "en", ["bulletins", "maintenance"]],
] as const;

/** The demo's subscribers, once: whoever has left stays away. */
export async function seedDemoSubscribers(db: Db, { now }: { now: Date }): Promise<void> {
  const confirmedAt = new Date(now.getTime() - 60 * DAY);
  await db
    .insert(subscriber)
    .values(
      readers.map(([email, language, topics]) => ({
        id: stableUuid("demo subscriber", email),
        email,
        language,
        topics: [...topics],
        state: "active" as const,
        confirmedAt,
        createdAt: confirmedAt,
        token: newToken(),
      })),
    )
    .onConflictDoNothing();
}
