import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { auditEvent } from "#db/schema/audit.ts";
import { caseFile } from "#db/schema/cases.ts";
import { disclosure, disclosureDownload, disclosureLink } from "#db/schema/disclosures.ts";
import { staff as staffTable } from "#db/schema/identity.ts";
import { hit } from "../../platform/rate-limit.server.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type Disclosure, disclosureEvent, requireSeen } from "./change-disclosure.server.ts";
import { availability, type DisclosureAction, disclosureActions } from "./disclosure-states.ts";
import type { DisclosureView } from "./disclosure-view.ts";
import { today } from "./helsinki-day-rules.ts";
import { changedAt } from "./list-disclosures.server.ts";
import type { PersonMatch } from "./match-rules.ts";
import { customerTexts } from "./message-texts.ts";
import type { Receipt } from "./receive-disclosure.server.ts";
import type { DisclosureScope } from "./scope-rules.ts";
import { nextSentence } from "./sentence-rules.ts";
import { timelineWords } from "./timeline-labels.ts";

/** Looking at the content is itself an event; looking again within a quarter of an hour is the same look. */
const VIEW_SECONDS = 900;

/** A request with all that it holds, for the platform team. @throws DomainError `forbidden`, `not_found` */
export async function readDisclosure(ctx: Ctx, input: { id: string }): Promise<DisclosureView> {
  const staff = requirePermission(ctx, "disclosures.view_content");
  requireSeen(input);
  const [found] = await staff.db
    .select({ one: disclosure, number: caseFile.number, changedAt })
    .from(disclosure)
    .innerJoin(caseFile, eq(caseFile.id, disclosure.caseId))
    .where(eq(disclosure.id, input.id));
  if (!found) throw new DomainError("not_found", "There is no such disclosure.");
  const { one, number } = found;
  await staff.db.transaction(async (tx) => {
    // Together, so that a look which could not be recorded is not taken for one that was.
    const view = await hit(tx, `disclosure-view:${one.id}:${staff.actor.sessionId}`, 1, VIEW_SECONDS);
    if (view.allowed) await recordEvent(staff, tx, disclosureEvent("view", one.id));
  });
  const [names, links, downloads, trail] = await Promise.all([
    namesOf(staff, one),
    staff.db
      .select()
      .from(disclosureLink)
      .where(eq(disclosureLink.disclosureId, one.id))
      .orderBy(desc(disclosureLink.createdAt)),
    staff.db
      .select()
      .from(disclosureDownload)
      .where(eq(disclosureDownload.disclosureId, one.id))
      .orderBy(asc(disclosureDownload.startedAt)),
    staff.db
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.targetKind, "disclosure"), eq(auditEvent.targetId, one.id)))
      .orderBy(desc(auditEvent.seq))
      .limit(200),
  ]);
  const by = (id: string | null, at: Date | null) =>
    id && at ? { name: names.get(id) ?? "somebody", at: at.toISOString() } : null;
  const erased = one.erasedAt !== null;
  const shared = { state: one.state, runState: one.runState, rows: one.rowsFound, keepUntil: one.keepUntil, erased };
  const now = staff.clock.now();
  const receipt = one.receipt as Receipt | null;
  const verified = by(one.verifiedBy, one.verifiedAt);
  return {
    id: one.id,
    number,
    ...shared,
    now: now.toISOString(),
    version: one.version,
    sentence: nextSentence(shared),
    registeredAt: one.registeredAt.toISOString(),
    changedAt: found.changedAt,
    authority: one.authority,
    reference: one.reference,
    legalBasis: one.legalBasis,
    receivedOn: one.receivedOn,
    recipientEmail: one.recipientEmail,
    recipientPhone: one.recipientPhone,
    language: one.language,
    scope: erased ? null : (one.scope as DisclosureScope),
    scopeSha256: one.scopeSha256,
    tellCustomer: one.tellCustomer,
    tellAfter: one.tellAfter,
    told: by(one.toldBy, one.toldAt),
    registered: by(one.registeredBy, one.registeredAt),
    verified: verified && { ...verified, how: one.verifiedHow },
    executed: by(one.executedBy, one.executedAt),
    chosen: by(one.chosenBy, one.chosenAt),
    approved: by(one.approvedBy, one.approvedAt),
    ended: by(one.endedBy, one.endedAt),
    run: { state: one.runState, rowsDone: one.runRowsDone, rowsTotal: one.runRowsTotal, error: one.runError },
    matches: (one.matches ?? []) as PersonMatch[],
    counts: {
      events: Object.entries(one.counts?.events ?? {}),
      companies: Object.entries(one.counts?.companies ?? {}),
    },
    package: one.packageSha512 ? { sha512: one.packageSha512, bytes: one.packageBytes! } : null,
    deliveredAt: one.deliveredAt?.toISOString() ?? null,
    receivedAt: one.receivedAt?.toISOString() ?? null,
    receipt: receipt?.at
      ? { how: receipt.how, at: receipt.at, note: receipt.how === "acknowledged" ? (receipt.note ?? null) : null }
      : null,
    links: links.map((link) => ({
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.expiresAt.toISOString(),
      state: link.revokedAt ? "revoked" : link.lockedAt ? "locked" : link.expiresAt <= now ? "over" : "works",
    })),
    downloads: downloads.map((range) => ({
      at: range.startedAt.toISOString(),
      bytes: range.bytesSent,
      from: range.rangeStart,
      to: range.rangeEnd,
    })),
    refusalReason: one.refusalReason,
    customerText: customerText(one),
    timeline: trail.map((event) => ({
      key: String(event.seq),
      at: event.at.toISOString(),
      who: names.get(event.actorId) ?? (event.actorKind === "job" ? "The worker" : "The authority"),
      what: timelineWords(event.action),
      bad: event.outcome !== "done",
    })),
    may: Object.fromEntries(
      (Object.keys(disclosureActions) as DisclosureAction[]).map((action) => [
        action,
        availability(action, one, staff.actor, today(now)),
      ]),
    ) as DisclosureView["may"],
  };
}

async function namesOf(ctx: Ctx<StaffActor>, one: Disclosure): Promise<Map<string, string>> {
  const actors = ctx.db
    .select({ id: auditEvent.actorId })
    .from(auditEvent)
    .where(
      and(eq(auditEvent.targetKind, "disclosure"), eq(auditEvent.targetId, one.id), eq(auditEvent.actorKind, "staff")),
    );
  const ids = new Set((await actors).map(({ id }) => id));
  for (const id of [
    one.registeredBy,
    one.verifiedBy,
    one.executedBy,
    one.chosenBy,
    one.approvedBy,
    one.endedBy,
    one.toldBy,
  ])
    if (id) ids.add(id);
  const rows = await ctx.db
    .select({ id: staffTable.id, name: staffTable.displayName })
    .from(staffTable)
    .where(inArray(staffTable.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function customerText(one: Disclosure): DisclosureView["customerText"] {
  const told = one.tellCustomer !== "no" && one.deliveredAt !== null && one.erasedAt === null;
  if (!told) return null;
  const text = (language: "fi" | "sv" | "en") => customerTexts[language](one.authority, one.legalBasis);
  return { fi: text("fi"), sv: text("sv"), en: text("en") };
}
