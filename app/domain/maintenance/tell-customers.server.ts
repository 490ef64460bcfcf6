import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { mailing } from "#db/schema/mailings.ts";
import { paths } from "../../paths.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { cancelMailing, queueMailing } from "../mailings/queue-mailing.server.ts";
import type { MaintenanceWindow } from "./change-window.server.ts";
import { maintenanceMail, type Tiding } from "./mail-text-rules.ts";

/**
 * Queues the mail about what a change made of a window. What is still held of it is taken back first: whoever never read the
 * announcement is told the newest once, as an announcement, and of a cancellation not at all.
 * @param window as the change left it; its sequence is the mail's revision
 */
export async function tellCustomers(
  ctx: ServiceCtx,
  tx: DbOrTx,
  window: MaintenanceWindow,
  tiding: Tiding,
): Promise<void> {
  const neverTold = (await takeBackHeld(tx, window.id)) && !(await wasTold(tx, window.id));
  if (neverTold && tiding === "cancelled") return;
  const now = ctx.clock.now();
  const asAnnounced = neverTold || tiding === "announced";
  await queueMailing(ctx, tx, {
    topic: "maintenance",
    subjectKind: "window",
    subjectId: window.id,
    revision: window.sequence,
    texts: textsOf(ctx, asAnnounced ? "announced" : tiding, window),
    notBefore: asAnnounced && window.undoableUntil !== null && window.undoableUntil > now ? window.undoableUntil : now,
  });
}

/** Puts the words of the window as it is now into an announcement that is still held. */
export async function retellHeld(ctx: ServiceCtx, tx: DbOrTx, window: MaintenanceWindow): Promise<void> {
  if ((await heldRevisions(tx, window.id)).length > 0) await tellCustomers(ctx, tx, window, "announced");
}

/**
 * Takes an announcement back before anybody read it.
 * @throws DomainError `conflict` when its mails go out already
 */
export async function takeBackAnnouncement(tx: DbOrTx, windowId: string): Promise<void> {
  if (!(await takeBackHeld(tx, windowId)))
    throw new DomainError("conflict", "The mails go out already. Propose to skip the window: everybody is told.");
}

/** @returns whether something was held, and none of it goes out now */
async function takeBackHeld(tx: DbOrTx, windowId: string): Promise<boolean> {
  const revisions = await heldRevisions(tx, windowId);
  const taken = [];
  for (const revision of revisions)
    taken.push(await cancelMailing(tx, { subjectKind: "window", subjectId: windowId, revision }));
  return taken.length > 0 && taken.every(Boolean);
}

async function heldRevisions(tx: DbOrTx, windowId: string): Promise<number[]> {
  const rows = await tx
    .select({ revision: mailing.revision })
    .from(mailing)
    .where(and(eq(mailing.subjectKind, "window"), eq(mailing.subjectId, windowId), eq(mailing.state, "queued")));
  return rows.map(({ revision }) => revision);
}

async function wasTold(tx: DbOrTx, windowId: string): Promise<boolean> {
  const rows = await tx
    .select({ state: mailing.state })
    .from(mailing)
    .where(and(eq(mailing.subjectKind, "window"), eq(mailing.subjectId, windowId)));
  return rows.some(({ state }) => state === "sending" || state === "sent");
}

function textsOf({ profile, origins }: ServiceCtx, tiding: Tiding, window: MaintenanceWindow) {
  const where = (lang: string) => new URL(paths.publicMaintenance({ lang }), origins.portal).href;
  return maintenanceMail(
    tiding,
    {
      titles: { fi: window.titleFi, sv: window.titleSv, en: window.titleEn },
      messages: { fi: window.messageFi, sv: window.messageSv, en: window.messageEn },
      startsAt: window.startsAt,
      endsAt: window.endsAt,
    },
    { timeZone: profile.service.timeZone, where: { fi: where("fi"), sv: where("sv"), en: where("en") } },
  );
}
