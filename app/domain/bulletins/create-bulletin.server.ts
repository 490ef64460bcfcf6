import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { bulletin, bulletinRelease } from "#db/schema/bulletins.ts";
import { languages } from "../../i18n/languages.ts";
import { requirePermission } from "../access/require-permission.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { releasesOfWeek } from "../releases/releases-of-week.server.ts";
import { bulletinTrail, keepRevision, tellEvent } from "./change-bulletin.server.ts";
import { collectLines, weeklyTitles } from "./collect-rules.ts";
import { type BulletinContent, emptyContent } from "./content-schema.ts";
import { takeSlug } from "./free-slug.server.ts";
import { weeklySlug } from "./slug-rules.ts";
import { addWeeks, isMonday, mondayOf, weekOf } from "./week-rules.ts";

const input = z.object({
  kind: z.enum(["weekly", "important"], "Choose what kind it is."),
  week: z.iso
    .date("Give the Monday of a week, as YYYY-MM-DD.")
    .refine(isMonday, "Give the Monday of a week, as YYYY-MM-DD.")
    .optional(),
});

/**
 * Begins a draft. A weekly one has the lines of the week's releases in it.
 * @param raw.week the Monday of the week that a weekly one tells about; without it, this week
 * @throws DomainError `conflict` when the week has one already
 */
export async function createBulletin(
  ctx: ServiceCtx,
  raw: { kind: "weekly" | "important"; week?: string },
): Promise<{ id: string }> {
  const id = randomUUID();
  return refusalsRecorded(ctx, bulletinTrail("create", id), async () => {
    const staff = requirePermission(ctx, "bulletins.edit");
    const { kind, week } = parseInput(input, raw);
    return staff.db.transaction(async (tx) => {
      const start = kind === "weekly" ? await weekly(staff, tx, week) : important(staff, id);
      const now = staff.clock.now();
      const [row] = await tx
        .insert(bulletin)
        .values({
          id,
          kind,
          slug: start.slug,
          weekOf: start.monday,
          content: start.content,
          createdBy: staff.actor.id,
          createdAt: now,
          updatedAt: now,
        })
        .returning({ id: bulletin.id, version: bulletin.version });
      await keepRevision(staff, tx, row!, start.content);
      if (start.told.length > 0)
        await tx.insert(bulletinRelease).values(start.told.map((releaseId) => ({ bulletinId: id, releaseId })));
      await tellEvent(staff, tx, "create", row!, {
        details: { kind, week: start.monday, releases: start.told.length },
      });
      return { id };
    });
  });
}

type Start = { slug: string; monday: string | null; content: BulletinContent; told: string[] };
type Maker = ServiceCtx<StaffActor>;

function important({ profile }: Maker, id: string): Start {
  const content = emptyContent();
  content.texts[profile.bulletins.firstLanguage].translated = true;
  // Until it is published and gets its address from the day and the title.
  return { slug: `announcement-${id.slice(0, 8)}`, monday: null, content, told: [] };
}

async function weekly({ profile, clock }: Maker, tx: DbOrTx, given: string | undefined): Promise<Start> {
  const zone = profile.service.timeZone;
  const current = mondayOf(clock.now(), zone);
  const monday = given ?? current;
  if (monday > addWeeks(current, 1))
    throw new DomainError("invalid", "A bulletin tells about a week that has begun, or about the next one.", {
      field: "week",
    });
  // Taken first: it makes two who begin the same week's bulletin wait for each other.
  const slug = await takeSlug(tx, weeklySlug(monday));
  const [other] = await tx
    .select({ id: bulletin.id })
    .from(bulletin)
    .where(and(eq(bulletin.weekOf, monday), ne(bulletin.state, "retracted")));
  if (other) {
    const { year, week } = weekOf(monday);
    throw new DomainError("conflict", `Week ${week}/${year} has a bulletin already. Open it from the list.`);
  }
  const first = profile.bulletins.firstLanguage;
  const empty = emptyContent();
  const titles = weeklyTitles(monday);
  for (const language of languages) empty.texts[language].title = titles[language];
  empty.texts[first].translated = true;
  const releases = (await releasesOfWeek(tx, monday, zone)).filter((release) => release.rolledBackAt === null);
  return { slug, monday, ...collectLines(empty, releases, first) };
}
