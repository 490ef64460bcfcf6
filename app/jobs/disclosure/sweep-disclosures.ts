import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/domain/context.ts";
import { eraseDisclosures, sweepPackages } from "#app/domain/disclosures/erase-disclosures.server.ts";
import { resumeDisclosures } from "#app/domain/disclosures/run/resume-stranded.server.ts";
import { removePart } from "../export/staging.ts";
import type { DisclosureDeps } from "./perform-disclosure.ts";

const PART = /^disclosure-([0-9a-f-]{36})\.(\d+)\.part$/;

/** What was left half-way goes on, what nobody names or keeps any longer is removed. */
export async function tidyDisclosures(
  ctx: Ctx,
  { archives, stagingFolder }: Pick<DisclosureDeps, "archives" | "stagingFolder">,
): Promise<void> {
  await resumeDisclosures(ctx);
  await mkdir(stagingFolder, { recursive: true });
  for (const name of await readdir(stagingFolder)) {
    const match = PART.exec(name);
    if (!match) continue;
    const [live] = await ctx.db.execute(sql`
      select from console.disclosure where id = ${match[1]} and run_state = 'running'
        and run_attempt = ${Number(match[2])} and run_lease_expires_at > now()`);
    if (!live) await removePart(path.join(stagingFolder, name));
  }
  await sweepPackages(ctx, archives);
  await eraseDisclosures(ctx, archives);
}
