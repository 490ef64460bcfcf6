import { backfillHealth } from "#app/domain/health/backfill-health.server.ts";
import { BACKFILL_COLLECTOR, OBSERVE_COLLECTOR, OBSERVE_EVERY_SECONDS } from "#app/domain/health/interval-rules.ts";
import { observeHealth } from "#app/domain/health/observe-health.server.ts";
import { collectHours } from "#app/domain/latency/collect-hours.server.ts";
import {
  MEASURE_COLLECTOR,
  MEASURE_EVERY_SECONDS,
  measureFollowUps,
} from "#app/domain/latency/diagnosis/measure-follow-ups.server.ts";
import { HOURS_COLLECTOR } from "#app/domain/latency/history-rules.ts";
import { publishDue } from "#app/domain/bulletins/publish-due.server.ts";
import { ensurePlan } from "#app/domain/maintenance/ensure-plan.server.ts";
import { moveByClock } from "#app/domain/maintenance/move-by-clock.server.ts";
import { remindLate } from "#app/domain/maintenance/remind-late.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { JUDGE_COLLECTOR, JUDGE_EVERY_SECONDS, judgeReleases } from "#app/domain/releases/judge-releases.server.ts";
import { SETTLE_EVERY_SECONDS, settleRestrictions } from "#app/domain/ip-restrictions/settle-restrictions.server.ts";
import { MARKS_COLLECTOR, reconcileMarks } from "#app/domain/marks/reconcile-marks.server.ts";
import { remindToTell } from "#app/domain/disclosures/remind-to-tell.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { lapseArchives } from "#app/domain/exports/lapse-archives.server.ts";
import { lapseFailed } from "#app/domain/exports/lapse-failed.server.ts";
import { sendNotices } from "#app/domain/exports/send-notices.server.ts";
import { GATHER_EVERY_SECONDS, gatherDueEvidence } from "#app/domain/cases/evidence/gather-evidence.server.ts";
import { DELIVER_EVERY_SECONDS, deliverDue } from "#app/domain/webhooks/deliver-due.server.ts";
import type { Collector } from "./collect.ts";

/** For what asks Grafana nothing, and so has no problem with it. */
const byItself = (work: (ctx: ServiceCtx) => Promise<unknown>): Collector["collect"] => {
  return async (ctx) => {
    await work(ctx);
    return null;
  };
};

/** Everything that the worker does by itself, each at its own pace. */
export const collectors: readonly Collector[] = [
  { name: OBSERVE_COLLECTOR, everySeconds: OBSERVE_EVERY_SECONDS, collect: observeHealth },
  { name: BACKFILL_COLLECTOR, everySeconds: OBSERVE_EVERY_SECONDS, collect: backfillHealth },
  { name: HOURS_COLLECTOR, everySeconds: 60, collect: collectHours },
  { name: MEASURE_COLLECTOR, everySeconds: MEASURE_EVERY_SECONDS, collect: measureFollowUps },
  { name: MARKS_COLLECTOR, everySeconds: 30, collect: reconcileMarks },
  { name: JUDGE_COLLECTOR, everySeconds: JUDGE_EVERY_SECONDS, collect: judgeReleases },
  { name: "maintenance-plan", everySeconds: 60, collect: byItself(ensurePlan) },
  { name: "maintenance-clock", everySeconds: 20, collect: byItself(moveByClock) },
  { name: "maintenance-reminders", everySeconds: 60, collect: byItself(remindLate) },
  { name: "disclosures-to-tell", everySeconds: 300, collect: byItself(remindToTell) },
  { name: "case-evidence", everySeconds: GATHER_EVERY_SECONDS, collect: byItself(gatherDueEvidence) },
  { name: "export-retrievals", everySeconds: 60, collect: byItself(endRetrievals) },
  { name: "export-lapses", everySeconds: 300, collect: byItself(lapseArchives) },
  { name: "export-failed-lapses", everySeconds: 300, collect: byItself(lapseFailed) },
  { name: "export-notices", everySeconds: 300, collect: byItself(sendNotices) },
  { name: "webhooks", everySeconds: DELIVER_EVERY_SECONDS, collect: byItself((ctx) => deliverDue(ctx)) },
  { name: "bulletins-due", everySeconds: 20, collect: byItself(publishDue) },
  { name: "ip-restrictions", everySeconds: SETTLE_EVERY_SECONDS, collect: byItself(settleRestrictions) },
];
