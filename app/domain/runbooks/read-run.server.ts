import { eq } from "drizzle-orm";
import { z } from "zod";
import { incident } from "#db/schema/incidents.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { runbookRun } from "#db/schema/runbooks.ts";
import { paths } from "../../paths.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { namesOf } from "../maintenance/people-names.server.ts";
import { caseOfRun } from "./case-of-run.server.ts";
import { findRunbook, loadRunbooks } from "./load-runbooks.server.ts";
import { type RunRow, runbookOf, ticksOf } from "./open-run.server.ts";
import { runStepView } from "./run-step-view.ts";
import type { RunStepView, RunView } from "./run-view.ts";
import { WHOLE_RUN } from "./set-params.server.ts";

/** A run with the state of each of its steps. @throws DomainError `not_found`, `forbidden` */
export async function readRun(ctx: Ctx, input: { id: string }): Promise<RunView> {
  const staff = requirePermission(ctx, "runbooks.view");
  const id = z.uuid().safeParse(input.id);
  const [run] = id.success ? await staff.db.select().from(runbookRun).where(eq(runbookRun.id, id.data)) : [];
  if (!run) throw new DomainError("not_found", "There is no such run of a runbook.");
  const [ticks, caseNumber] = await Promise.all([
    ticksOf(staff.db, run.id),
    caseOfRun(staff.db, run, staff.actor.permissions),
  ]);
  const about = await aboutOf(staff, run, caseNumber);
  const { meta, steps } = runbookOf(run);
  const names = await namesOf(staff.db, [run.startedBy, run.endedBy, ...ticks.map(({ actorId }) => actorId)]);
  const nameOf = (person: string | null) => names(person) ?? "unknown";
  const titles = new Map(loadRunbooks().files.map((file) => [file.meta.id, file.meta.title.en]));
  const shown = steps.map((step) => runStepView(staff, { run, steps, ticks }, step, titles, caseNumber, nameOf));
  const counted = shown.filter(({ state }) => state !== "before_start");
  const done = counted.filter(({ state }) => state === "done").length;
  const current = counted.find(({ state }) => state !== "done") ?? null;
  const file = findRunbook(run.runbook);
  const lastWord = ticks.findLast(({ step, seen }) => step === WHOLE_RUN && seen.end === true)?.seen.note;
  const ended = run.endedAt && {
    at: run.endedAt.toISOString(),
    by: nameOf(run.endedBy),
    outcome: run.outcome!,
    note: typeof lastWord === "string" ? lastWord : null,
  };
  return {
    now: staff.clock.now().toISOString(),
    id: run.id,
    runbook: run.runbook,
    title: run.title,
    symptom: meta.symptom,
    sentence: sentence(done, counted.length, current, ended),
    startedBy: nameOf(run.startedBy),
    startedAt: run.startedAt.toISOString(),
    fromStep: run.fromStep,
    ended,
    params: run.params,
    about,
    changed: !file ? "gone" : file.sha256 === run.fileSha256 ? "no" : "changed",
    steps: shown,
    done,
    of: counted.length,
    current: ended ? null : (current?.id ?? null),
    disabled: ended
      ? "This run has ended."
      : staff.actor.permissions.has("runbooks.run")
        ? null
        : 'Following a runbook needs the permission "runbooks.run".',
  };
}

function sentence(done: number, of: number, current: RunStepView | null, ended: RunView["ended"]): string {
  const progress = `${done} of ${of} steps done`;
  if (ended) return `${ended.outcome === "finished" ? "Finished" : "Left"} by ${ended.by}: ${progress}.`;
  if (!current) return `${progress}: end the run.`;
  if (current.state === "waiting") return `${progress}. Step ${current.number} waits for another person's approval.`;
  if (current.state === "refused")
    return `${progress}. Step ${current.number} was not approved: do it anew, or leave the run.`;
  return `${progress}. Next: ${current.title}.`;
}

async function aboutOf(
  { db, actor }: Ctx<StaffActor>,
  run: RunRow,
  caseNumber: number | null,
): Promise<RunView["about"]> {
  const about: RunView["about"] = [];
  const may = actor.permissions;
  if (caseNumber !== null) about.push({ label: `Case ${caseNumber}`, href: paths.case(caseNumber) });
  if (run.windowId && may.has("maintenance.view")) {
    const [row] = await db
      .select({ title: maintenanceWindow.titleEn })
      .from(maintenanceWindow)
      .where(eq(maintenanceWindow.id, run.windowId));
    if (row) about.push({ label: row.title, href: paths.maintenanceWindow(run.windowId) });
  }
  if (run.incidentId && may.has("health.view")) {
    const [row] = await db.select({ number: incident.number }).from(incident).where(eq(incident.id, run.incidentId));
    if (row) about.push({ label: `Incident ${row.number}`, href: paths.incident(row.number) });
  }
  return about;
}
