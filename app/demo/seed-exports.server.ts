import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { exportArchivePart, exportLink, exportRequest, exportRun, message, portalSession } from "#db/schema/exports.ts";
import { ledgerCompany } from "#db/schema/ledger.ts";
import { approveErasure } from "../domain/exports/approve-erasure.server.ts";
import { approveExport } from "../domain/exports/approve-export.server.ts";
import { helsinkiDay } from "../domain/exports/clock-rules.ts";
import { endRetrievals } from "../domain/exports/end-retrievals.server.ts";
import { handOverExport } from "../domain/exports/hand-over-export.server.ts";
import { beginDownload } from "../domain/exports/portal/begin-download.server.ts";
import { finishDownload } from "../domain/exports/portal/finish-download.server.ts";
import { previewExport } from "../domain/exports/preview-export.server.ts";
import { proposeErasure } from "../domain/exports/propose-erasure.server.ts";
import { recordDates } from "../domain/exports/record-dates.server.ts";
import { requestExport } from "../domain/exports/request-export.server.ts";
import { scopeExport } from "../domain/exports/scope-export.server.ts";
import { sendNotices } from "../domain/exports/send-notices.server.ts";
import { sha256Hex } from "../domain/identity/tokens.server.ts";
import { forgotten } from "../domain/messages/forgotten.ts";
import { eraseArchives } from "../jobs/export/erase-archives.ts";
import { type ExportDeps, performRun } from "../jobs/export/perform-run.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { type DemoContexts, demoContexts } from "./contexts.server.ts";
import { type ExportStory, exportStories } from "./export-stories.ts";
import { inThePast, noMorePast, pastRequest } from "./past-times.server.ts";

const DAY = 86_400_000;
const portalOrigin = "https://portal.invalid";
const JOB = { kind: "job", id: "demo-data" } as const;

/**
 * Exports that stand at their later states, once, through the verbs that people use, each at its own time, in the audit trail
 * too; their archives are real ones. What was mailed then is not mailed now. Seed the ledger and the staff first. A database that has an export is left
 * as it is.
 */
export async function seedDemoExports(
  db: Db,
  { now, profile, deps }: { now: Date; profile: Profile; deps: ExportDeps },
): Promise<void> {
  await noMorePast(db);
  if ((await db.$count(exportRequest)) > 0) return;
  const as = inTheTrail(await demoContexts(db, profile));
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  // All in the order in which it happened: what ends by the clock ends at its own time, and so does the audit trail have it.
  const steps = exportStories.flatMap((story) => stepsOf(as, story, ago, deps)).sort((a, b) => b.days - a.days);
  await inThePast(db, async () => {
    for (const { step } of steps) await step();
  });
  await sendNotices(as.other(JOB, now));
  await db
    .update(message)
    .set({ state: "sent", sentAt: message.createdAt, ...forgotten })
    .where(inArray(message.purpose, ["export_link", "export_notice", "export_erased"]));
}

/** The same people, whose acts bear their own times in the audit trail. */
function inTheTrail({ person, other }: DemoContexts): DemoContexts {
  return {
    person: (who, at) => ({ ...person(who, at), requestId: pastRequest(at) }),
    other: (actor, at) => ({ ...other(actor, at), requestId: pastRequest(at) }),
  };
}

type Step = { days: number; step: () => Promise<unknown> };

/** What happens in a story, each some days ago. One whose archive could not be made goes no further. */
function stepsOf(as: DemoContexts, story: ExportStory, ago: (days: number) => Date, deps: ExportDeps): Step[] {
  const vilma = (days: number) => as.person("vilma", ago(days));
  const onni = (days: number) => as.person("onni", ago(days));
  const job = (days: number) => as.other(JOB, ago(days));
  const { db } = job(0);
  const at: { id: string; runId: string; made: boolean } = { id: "", runId: "", made: false };
  const read = async () => (await db.select().from(exportRequest).where(eq(exportRequest.id, at.id)))[0]!;
  const seen = async () => ({ id: at.id, version: (await read()).version });
  const { asked, given, fetched: taken, ended, proposed, erased } = story;
  const on = (days: number | undefined, step: (days: number) => Promise<unknown>): Step[] =>
    days === undefined ? [] : [{ days, step: () => step(days) }];
  const afterwards = (days: number | undefined, step: (days: number) => Promise<unknown>) =>
    on(days, async (day) => at.made && step(day));
  return [
    ...on(asked, async () => {
      at.id = await requested(vilma(asked), story);
      await recordDates(vilma(asked), {
        ...(await seen()),
        noticeGivenOn: helsinkiDay(ago(asked)),
        noticeEndsOn: helsinkiDay(ago(story.noticeEnds)),
        transitionBasis: "thirty_days",
      });
      const { scopeSha256 } = await previewExport(vilma(asked), { id: at.id });
      await scopeExport(vilma(asked), { ...(await seen()), scopeSha256 });
    }),
    ...on(given, async (days) => {
      const scopeSha256 = (await read()).scopeSha256!;
      at.runId = (await approveExport(onni(days), { ...(await seen()), scopeSha256, formToken: "" })).runId;
      // One that cannot be made here, on a full disk for one, is left to the worker, and its request stays where it is.
      await performRun(job(days), deps, { runId: at.runId, signal: new AbortController().signal }).catch(() => {});
      at.made = (await read()).state === "ready";
      if (!at.made) return;
      // A run goes by the database's clock; this one was made when it was handed over.
      const then = ago(days);
      await db
        .update(exportRun)
        .set({ startedAt: then, finishedAt: then, progressAt: then })
        .where(eq(exportRun.id, at.runId));
      await handOverExport(vilma(days), { ...(await seen()), portalOrigin });
    }),
    ...afterwards(taken, (days) => fetched(as, at.runId, ago(days))),
    ...afterwards(ended, (days) => endRetrievals(job(days))),
    ...afterwards(proposed, async (days) =>
      proposeErasure(vilma(days), { ...(await seen()), reason: "The time for fetching is over." }),
    ),
    ...afterwards(erased, async (days) => {
      await approveErasure(onni(days), { ...(await seen()), formToken: "", confirmed: true });
      await eraseArchives(job(days), deps);
    }),
  ];
}

async function requested(by: ReturnType<DemoContexts["person"]>, story: ExportStory): Promise<string> {
  const [company] = await by.db.select().from(ledgerCompany).where(eq(ledgerCompany.name, story.company));
  const today = helsinkiDay(by.clock.now());
  const { id } = await requestExport(by, {
    companyId: company!.id,
    requesterName: story.person,
    requesterAuthority: "managing_director",
    contractEndsOn: helsinkiDay(new Date(by.clock.now().getTime() + (story.asked - story.noticeEnds) * DAY)),
    recipientName: story.person,
    recipientEmail: `${story.person.toLowerCase().replace(" ", ".").replaceAll("ä", "a").replaceAll("ö", "o")}@asiakas.example`,
    recipientPhone: "040 555 0100",
    language: story.language,
    asOf: today,
    // One year, so that the demo's first start takes hardly longer for its archives.
    years: story.given === undefined ? "" : "2025",
  });
  return id;
}

/** The customer fetches the whole archive. */
async function fetched(as: DemoContexts, runId: string, at: Date): Promise<void> {
  const { db } = as.other(JOB, at);
  const [link] = await db.select({ id: exportLink.id }).from(exportLink).where(eq(exportLink.runId, runId));
  const [session] = await db
    .insert(portalSession)
    .values({ tokenSha256: sha256Hex(randomUUID()), linkId: link!.id, createdAt: at, lastSeenAt: at, endedAt: at })
    .returning({ id: portalSession.id });
  const portal = as.other({ kind: "portal", id: session!.id, linkId: link!.id, runId }, at);
  const parts = await db.select().from(exportArchivePart).where(eq(exportArchivePart.runId, runId));
  for (const { part, bytes } of parts) {
    const download = await beginDownload(portal, { part, start: 0, end: bytes - 1 });
    await finishDownload(portal, { ...download, bytesSent: bytes });
  }
}
