import { and, asc, eq, min } from "drizzle-orm";
import { exportArchivePart, exportDownload, exportLink, exportRequest, exportRun } from "#db/schema/exports.ts";
import { readScope } from "#exporters/law/read-scope.ts";
import { partsManifest } from "#exporters/archive/parts-manifest.ts";
import type { Ctx } from "../../context.ts";
import { requirePortal } from "./require-portal.ts";

export type PortalPart = {
  part: number;
  fileName: string;
  archiveKey: string;
  bytes: number;
  /** Lower-case hex. */
  sha512: string;
  sha256: string;
  /** When all of it had gone out to the customer for the first time. */
  fetchedAt: Date | null;
};

export type PortalArchive = {
  requestId: string;
  runId: string;
  companyName: string;
  of: "books" | "payroll";
  businessId: string;
  language: "fi" | "sv" | "en";
  /** In their order; one, usually. */
  parts: PortalPart[];
  /** What `sha512sum -c` reads. */
  checksums: string;
  /** The same with the service's Ed25519 signature over it; null for an archive of before there were any. */
  manifest: { text: string; signature: Buffer } | null;
  madeAt: Date;
  linkExpiresAt: Date;
  /** Financial years in the archive, oldest first: days, and the last day on which the law asks for any of it. */
  years: { startsOn: string; endsOn: string; materials: string[]; retainUntil: string }[];
};

/** The one archive that a portal session is for. @throws DomainError `not_signed_in` */
export async function readPortalArchive(ctx: Ctx): Promise<PortalArchive> {
  const portal = requirePortal(ctx);
  const [row] = await portal.db
    .select({ request: exportRequest, run: exportRun, link: exportLink })
    .from(exportLink)
    .innerJoin(exportRun, eq(exportRun.id, exportLink.runId))
    .innerJoin(exportRequest, eq(exportRequest.id, exportRun.requestId))
    .where(eq(exportLink.id, portal.actor.linkId));
  const { request, run, link } = row!;
  const parts = await portal.db
    .select()
    .from(exportArchivePart)
    .where(eq(exportArchivePart.runId, run.id))
    .orderBy(asc(exportArchivePart.part));
  const fetched = await portal.db
    .select({ part: exportDownload.part, at: min(exportDownload.finishedAt) })
    .from(exportDownload)
    .where(and(eq(exportDownload.runId, run.id), eq(exportDownload.whole, true)))
    .groupBy(exportDownload.part);
  const scope = readScope(request.scope);
  return {
    requestId: request.id,
    runId: run.id,
    companyName: request.companyName,
    of: request.part,
    businessId: request.businessId,
    language: request.language,
    parts: parts.map(({ runId: _, ...part }) => ({
      ...part,
      fetchedAt: fetched.find((one) => one.part === part.part)?.at ?? null,
    })),
    checksums: run.partsManifest ?? partsManifest(parts),
    manifest:
      run.partsManifest && run.partsSignature ? { text: run.partsManifest, signature: run.partsSignature } : null,
    madeAt: run.finishedAt!,
    linkExpiresAt: link.expiresAt,
    years: scope.years
      .filter((year) => year.included)
      .map((year) => {
        const taken = year.materials.flatMap((one) =>
          // Of a year whose own time has passed, vouchers with a longer one may be all there is.
          [one, ...(one.marked ?? [])].filter((d) => d.included).map((d) => ({ ...d, material: one.material })),
        );
        return {
          startsOn: year.startsOn,
          endsOn: year.endsOn,
          materials: [...new Set(taken.map(({ material }) => material))],
          retainUntil: taken
            .map((material) => material.retainUntil)
            .sort()
            .at(-1)!,
        };
      }),
  };
}
