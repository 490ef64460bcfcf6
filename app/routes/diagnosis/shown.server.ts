import { caseLanguages } from "#app/domain/cases/case-kinds.ts";
import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { diagnose } from "#app/domain/latency/diagnosis/diagnose.server.ts";
import { replyFor } from "#app/domain/latency/diagnosis/diagnosis-reply.ts";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { listDiagnoses } from "#app/domain/latency/diagnosis/list-diagnoses.server.ts";
import { readDiagnosis } from "#app/domain/latency/diagnosis/read-diagnosis.server.ts";
import { runbooksFor } from "#app/domain/runbooks/load-runbooks.server.ts";
import { resolveCustomer } from "../cases/resolve-customer.server.ts";
import { periodRead, type Typed } from "./asked.server.ts";

type Staff = ServiceCtx<StaffActor>;
export type Fault = { field: string | undefined; message: string };

/** A diagnosis with what the page shows beside it. */
export function withReply(diagnosis: Diagnosis) {
  const runbooks = new Map(
    diagnosis.verdicts.flatMap(({ cause }) => runbooksFor({ cause }).map((one) => [one.id, one] as const)),
  );
  return {
    diagnosis,
    runbooks: [...runbooks.values()],
    replies: Object.fromEntries(caseLanguages.map((language) => [language, replyFor(diagnosis, language)])) as Record<
      CaseLanguage,
      string
    >,
  };
}

/** What the address asks for, diagnosed; or what is missing or wrong in it, which the form shows. */
export async function diagnosed(
  ctx: Staff,
  typed: Typed,
  signal?: AbortSignal,
): Promise<{ shown: ReturnType<typeof withReply> | null; fault: Fault | null }> {
  const nothing = { shown: null, fault: null };
  if (typed.customer === "") return nothing;
  try {
    const customer = await resolveCustomer(ctx, typed.customer);
    const period = periodRead(typed, ctx.clock.now());
    if (!customer || !period) return nothing;
    if ("message" in period) return { shown: null, fault: period };
    const page = typed.page || null;
    const asked = { businessId: customer.businessId, from: period.from, to: period.to, page };
    return { shown: withReply(await diagnose(ctx, asked, signal)), fault: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    return { shown: null, fault: { field: error.field, message: error.message } };
  }
}

/** One that was saved, with those that measured its advice later. */
export async function savedShown(ctx: Staff, id: string, caseNumber: number | null) {
  const saved = await readDiagnosis(ctx, { id });
  const all = caseNumber === null ? [] : await listDiagnoses(ctx, { number: caseNumber });
  return { saved, later: all.filter(({ follows }) => follows?.id === id) };
}

/** The case that the page was opened from: its language, and whether a diagnosis can be kept with it. */
export async function caseOf(ctx: Staff, number: number | null) {
  if (number === null || !ctx.actor.permissions.has("cases.view")) return null;
  const { kind, closed, language, subject, customer } = await readCase(ctx, { number });
  return { number, language, subject, customer, keeps: kind === "slowdown" && !closed };
}
