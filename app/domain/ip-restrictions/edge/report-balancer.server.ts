import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { edgeArtefact, edgeBalancer, edgeInForce } from "#db/schema/ip-restrictions.ts";
import { apiKey } from "#db/schema/releases.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { balancerKinds } from "./formats/balancer-file-rules.ts";
import { requireEdgeKey } from "./require-edge-key.ts";

const reportSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9.-]{0,62}$/,
        "A balancer's name has lower-case letters, digits, dots and hyphens, 63 at most.",
      ),
    kind: z.enum(balancerKinds, "The kind is haproxy or nginx."),
    /** What it runs; all three, or none where it runs nothing yet. */
    version: z.number().int().positive().nullable(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "The hash is SHA-256 in lower-case hexadecimal.")
      .nullable(),
    inForceSince: z.iso.datetime({ offset: true, error: "Give an instant as ISO 8601 with its offset." }).nullable(),
    /** What it could not do, in a sentence. */
    error: z.string().trim().min(1).max(500, "An error has at most 500 characters.").nullable(),
  })
  .refine(({ version, sha256, inForceSince }) => (version === null) === (sha256 === null && inForceSince === null), {
    error: "Version, hash and time belong together.",
    path: ["version"],
  });
type Report = z.output<typeof reportSchema>;

/**
 * A balancer's agent says what the balancer runs. A name belongs to the key that said it first, until that key is revoked.
 * What changed since its last report is on record; that nothing has is not.
 * @throws DomainError `forbidden` with another's name, `invalid`
 */
export async function reportBalancer(ctx: Ctx, input: unknown): Promise<void> {
  const edge = requireEdgeKey(ctx);
  const report = parseInput(reportSchema, input);
  const now = edge.clock.now();
  await edge.db.transaction(async (tx) => {
    if (report.version !== null) await requireKnown(tx, report.version, report.sha256!);
    const before = await claimName(tx, report, edge.actor.id, now);
    // A machine whose clock is ahead would make a list in force in the future.
    const said = report.inForceSince === null ? null : Date.parse(report.inForceSince);
    const since = said === null ? null : new Date(Math.min(said, now.getTime()));
    await tx
      .update(edgeBalancer)
      .set({
        kind: report.kind,
        apiKeyId: edge.actor.id,
        version: report.version,
        sha256: report.sha256,
        inForceSince: since,
        reportedAt: now,
        error: report.error,
      })
      .where(eq(edgeBalancer.name, report.name));
    if (report.version !== null)
      await tx
        .insert(edgeInForce)
        .values({ balancer: report.name, version: report.version, since: since! })
        .onConflictDoNothing();
    const isNews = before.version !== report.version || (before.error === null) !== (report.error === null);
    if (isNews)
      await recordEvent(edge, tx, {
        action: "edge_balancer.report",
        target: { kind: "edge_balancer", id: report.name },
        outcome: report.error === null ? "done" : "failed",
        details: { kind: report.kind, version: report.version, sha256: report.sha256, before: before.version },
      });
  });
}

async function requireKnown(tx: DbOrTx, version: number, sha256: string): Promise<void> {
  const [known] = await tx
    .select({ version: edgeArtefact.version })
    .from(edgeArtefact)
    .where(and(eq(edgeArtefact.version, version), eq(edgeArtefact.sha256, sha256)));
  if (!known)
    throw new DomainError("invalid", "No such version with this hash was ever published here.", { field: "version" });
}

/** @returns what it said before; the row is locked */
async function claimName(tx: DbOrTx, { name, kind }: Report, keyId: string, now: Date) {
  await tx.insert(edgeBalancer).values({ name, kind, apiKeyId: keyId, reportedAt: now }).onConflictDoNothing();
  const [row] = await tx.select().from(edgeBalancer).where(eq(edgeBalancer.name, name)).for("update");
  if (row!.apiKeyId === keyId) return row!;
  const [revoked] = await tx
    .select({ id: apiKey.id })
    .from(apiKey)
    .where(and(eq(apiKey.id, row!.apiKeyId), isNotNull(apiKey.revokedAt)));
  if (!revoked)
    throw new DomainError("forbidden", "A balancer of this name reports with another key. Choose another name.");
  return row!;
}
