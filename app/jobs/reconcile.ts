import type { ServiceCtx } from "../domain/context.ts";
import { forgetPeople } from "../domain/exports/forget-people.server.ts";
import { resumeStrandedRuns } from "../domain/exports/run/resume-stranded-runs.server.ts";
import { resumeMailings } from "../domain/mailings/resume-mailings.server.ts";
import { pruneMeasurements } from "../domain/measurements/stored-answers.server.ts";
import { giveUpMessages } from "../domain/messages/give-up-messages.server.ts";
import { forgetAddresses } from "../domain/subscriptions/forget-addresses.server.ts";
import { forgetOldHits } from "../platform/rate-limit.server.ts";
import type { ExportDeps } from "./export/perform-run.ts";
import { tidyDisclosures } from "./disclosure/sweep-disclosures.ts";
import { eraseArchives } from "./export/erase-archives.ts";
import { sweep } from "./export/sweep.ts";

/** Doorbell that rings by itself, at the worker's start and four times a minute: what was left half-way goes on or is cleared away. */
export async function reconcile(ctx: ServiceCtx, deps: Pick<ExportDeps, "archives" | "stagingFolder">): Promise<void> {
  const { resumed, givenUp } = await resumeStrandedRuns(ctx);
  if (resumed + givenUp > 0) ctx.log.warn({ resumed, givenUp }, "runs that nobody worked on");
  await sweep(ctx, deps);
  await eraseArchives(ctx, deps);
  await forgetPeople(ctx);
  await tidyDisclosures(ctx, deps);
  await giveUpMessages(ctx);
  await resumeMailings(ctx);
  await forgetAddresses(ctx);
  await forgetOldHits(ctx.db);
  await pruneMeasurements(ctx.db, ctx.clock.now());
}
