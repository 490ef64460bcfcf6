import { desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { ipNetwork, ipRestriction } from "#db/schema/ip-restrictions.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { namesOf } from "../maintenance/people-names.server.ts";
import { networksOf, type Restriction } from "./change-restriction.server.ts";
import { type DryRun, dryRunSentence, dryRunVerdict } from "./dry-run-rules.ts";
import { DRY_RUN_FRESH_HOURS } from "./ip-figures-rules.ts";
import { inWorkStates, ipActions, type IpAction, ipAvailability, type IpAvailability } from "./ip-states.ts";
import { networkWarnings, sizeWords, storedNetwork } from "./network-rules.ts";
import { restrictionRows } from "./restriction-rows.server.ts";
import { restrictionSentence } from "./restriction-sentence-rules.ts";
import type { NetworkDiff, RestrictionView } from "./restriction-view.ts";
import { rollBackOverdue } from "./roll-back.server.ts";

/**
 * All that the page of one list shows. What should have been confirmed by now is rolled back first.
 * @throws DomainError `not_found`
 */
export async function readRestriction(ctx: ServiceCtx, input: { id: string }): Promise<RestrictionView> {
  const staff = requirePermission(ctx, "ip_restrictions.view");
  await rollBackOverdue(staff);
  const { db } = staff;
  const now = staff.clock.now();
  const id = z.uuid().safeParse(input.id);
  const [row] = id.success ? await db.select().from(ipRestriction).where(eq(ipRestriction.id, id.data)) : [];
  if (!row) throw new DomainError("not_found", "There is no such list of networks.");
  const [shown] = await restrictionRows(db, sql`r.id = ${row.id}`, now);
  const networks = await networksOf(db, row.id);
  const name = await namesOf(db, [row.createdBy, row.proposedBy, row.approvedBy, row.endedBy, ...row.writtenBy]);
  const versions = await versionsOf(db, row.businessId);
  const inForce = versions.find(({ state }) => state === "active" || state === "unconfirmed");
  const mine = versions.find((version) => version.id === row.id)!;
  return {
    ...shown!,
    now: now.toISOString(),
    rowVersion: row.rowVersion,
    sentence: restrictionSentence(shown!),
    requester: { name: row.requesterName, authority: row.requesterAuthority, email: row.requesterEmail },
    caseNumber: await caseNumber(db, row.caseId),
    networksList: networks.map((entry) => ({
      ...entry,
      size: sizeWords(storedNetwork(entry.network)),
      ended: entry.expiresAt !== null && new Date(entry.expiresAt) <= now,
    })),
    warnings: networkWarnings(networks.map(({ network }) => storedNetwork(network))),
    networksSha256: row.networksSha256 ?? "",
    dryRun: triedOf(row, now),
    people: {
      createdBy: name(row.createdBy),
      proposedBy: name(row.proposedBy),
      approvedBy: name(row.approvedBy),
      endedBy: name(row.endedBy),
      writtenBy: row.writtenBy.flatMap((writer) => name(writer) ?? []),
    },
    events: eventsOf(row, name),
    endReason: row.endReason,
    inForce:
      inForce && inForce.id !== row.id
        ? { id: inForce.id, version: inForce.version, diff: diff(inForce.texts, mine.texts) }
        : null,
    versions: versions.map(({ texts, ...version }, i) => ({
      ...version,
      diff: diff(versions[i + 1]?.texts ?? [], texts),
    })),
    inWork:
      versions.find(
        (version) => version.id !== row.id && (inWorkStates as readonly string[]).includes(version.state),
      ) ?? null,
    actions: Object.fromEntries(
      Object.keys(ipActions).map((action) => [action, ipAvailability(action as IpAction, row.state, staff.actor, row)]),
    ) as Record<IpAction, IpAvailability>,
  };
}

function triedOf(row: Restriction, now: Date): RestrictionView["dryRun"] {
  const run = row.dryRun as DryRun | null;
  if (!run) return null;
  return {
    ...run,
    sentence: dryRunSentence(run),
    verdict: dryRunVerdict(run),
    current: run.networksSha256 === row.networksSha256,
    fresh: now.getTime() - new Date(run.at).getTime() <= DRY_RUN_FRESH_HOURS * 3_600_000,
  };
}

async function caseNumber(db: DbOrTx, caseId: string | null): Promise<number | null> {
  if (!caseId) return null;
  const [row] = await db.select({ number: caseFile.number }).from(caseFile).where(eq(caseFile.id, caseId));
  return row?.number ?? null;
}

/** A customer's versions, the newest first, with their networks. */
async function versionsOf(db: DbOrTx, businessId: string) {
  const rows = await db
    .select()
    .from(ipRestriction)
    .where(eq(ipRestriction.businessId, businessId))
    .orderBy(desc(ipRestriction.version));
  const networks = await db
    .select({ id: ipNetwork.restrictionId, network: ipNetwork.network })
    .from(ipNetwork)
    .where(
      inArray(
        ipNetwork.restrictionId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(ipNetwork.network);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    state: row.state,
    since: (row.endedAt ?? row.confirmedAt ?? row.approvedAt ?? row.proposedAt ?? row.createdAt).toISOString(),
    texts: networks.filter(({ id }) => id === row.id).map(({ network }) => network),
  }));
}

const diff = (before: readonly string[], after: readonly string[]): NetworkDiff => ({
  added: after.filter((text) => !before.includes(text)),
  removed: before.filter((text) => !after.includes(text)),
});

const endWords: Partial<Record<Restriction["state"], string>> = {
  refused: "Refused",
  cancelled: "Cancelled",
  rolled_back: "Rolled back, since nobody confirmed it",
  superseded: "Replaced by a later version",
  expired: "Ended with its last network",
  lifted: "Lifted at once",
};

/** What happened to a list, the newest first, by what the row keeps of it. */
function eventsOf(row: Restriction, name: (id: string | null) => string | null): RestrictionView["events"] {
  const events: [Date | null, string, string | null][] = [
    [row.createdAt, "Begun", row.createdBy],
    [row.proposedAt, "Proposed to a second person", row.proposedBy],
    [row.approvedAt, "Approved, and in force", row.approvedBy],
    [row.confirmedAt, "Confirmed by the customer from one of its networks", null],
    [row.endedAt, endWords[row.state] ?? "Ended", row.endedBy],
  ];
  return events.flatMap(([at, words, by]) => (at ? [{ at: at.toISOString(), words, by: name(by) }] : [])).reverse();
}
