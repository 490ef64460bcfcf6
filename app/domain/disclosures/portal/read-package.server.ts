import { eq } from "drizzle-orm";
import { disclosure, disclosureLink } from "#db/schema/disclosures.ts";
import { partsManifest } from "#exporters/archive/parts-manifest.ts";
import type { Ctx } from "../../context.ts";
import { numberOf } from "../disclosure-case.server.ts";
import type { AuthoritySession } from "./authority-session.server.ts";

export type DeliveredPackage = {
  disclosureId: string;
  number: number;
  reference: string;
  language: "fi" | "sv" | "en";
  fileName: string;
  key: string;
  bytes: number;
  rows: number;
  /** Lower-case hex. */
  sha512: string;
  sha256: string;
  /** What `sha512sum -c` reads. */
  checksums: string;
  madeAt: Date;
  linkExpiresAt: Date;
};

/** The one package that a session is for. */
export async function readPackage(ctx: Pick<Ctx, "db">, session: AuthoritySession): Promise<DeliveredPackage> {
  const [row] = await ctx.db
    .select({ disclosure, expiresAt: disclosureLink.expiresAt })
    .from(disclosureLink)
    .innerJoin(disclosure, eq(disclosure.id, disclosureLink.disclosureId))
    .where(eq(disclosureLink.id, session.linkId));
  const { disclosure: one, expiresAt } = row!;
  const number = await numberOf(ctx.db, one);
  const fileName = `disclosure-${number}.zip`;
  const sha512 = one.packageSha512!;
  return {
    disclosureId: one.id,
    number,
    reference: one.reference,
    language: one.language,
    fileName,
    key: one.packageKey!,
    bytes: one.packageBytes!,
    rows: one.rowsFound!,
    sha512,
    sha256: one.packageSha256!,
    checksums: partsManifest([{ fileName, sha512 }]),
    madeAt: one.executedAt!,
    linkExpiresAt: expiresAt,
  };
}
