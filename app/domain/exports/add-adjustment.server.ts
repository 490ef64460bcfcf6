import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { canonicalJson } from "#exporters/law/canonical-json.ts";
import { type Adjustment, adjustmentSchema } from "#exporters/law/scope-input.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { readAdjustments } from "./adjustments.ts";
import { changeStateAs, type ExportRequest, requestEvent } from "./change-state.server.ts";
import { decideRequestScope } from "./decide-request-scope.server.ts";
import { exportActions } from "./export-states.ts";
import { calendarDay, reasonForm } from "./request-form.ts";

/** Nothing is kept beyond this many years from the law's day, whatever the reason. */
export const MOST_YEARS_LONGER = 30;

const form = z.object({
  kind: z.enum(["leave_out", "keep_until"], "Choose whether to leave it out or to keep it longer."),
  material: z.string().refine((code) => adjustmentSchema.shape.material.safeParse(code).success, {
    error: "Choose a material that the law names: nothing else can be in an archive.",
  }),
  yearEndsOn: z.union([z.literal("").transform(() => null), calendarDay]),
  until: z.union([z.literal("").transform(() => null), calendarDay], "Give a day that exists, as YYYY-MM-DD."),
  reason: reasonForm.shape.reason,
});

export type AddAdjustmentInput = {
  id: string;
  version: number;
  kind: string;
  material: string;
  /** The financial year's last day, or empty for every year. */
  yearEndsOn: string;
  /** The last day to keep it; empty when it is left out. */
  until: string;
  reason: string;
};

/**
 * Leaves statutory material out of a request's scope, or keeps it longer than the law asks, for a reason that the approver
 * reads. A scope that was recorded before is taken back: it has to be recorded anew. Nothing that no law names can be added.
 * @throws DomainError `invalid` when it changes nothing, names no statutory material or has no reason; `conflict`
 */
export async function addAdjustment(ctx: Ctx, input: AddAdjustmentInput): Promise<ExportRequest> {
  return refusalsRecorded(ctx, requestEvent("adjust", input.id), async () => {
    const staff = requirePermission(ctx, exportActions.adjust.permission);
    const typed = parseInput(form, input);
    if (typed.kind === "keep_until" && typed.until === null)
      throw new DomainError("invalid", "Give the last day to keep it.", { field: "until" });
    const adjustment = {
      ...typed,
      until: typed.kind === "keep_until" ? typed.until : null,
    } as Adjustment;
    return staff.db.transaction(async (tx) => {
      const request = await changeStateAs(staff, tx, "adjust", input, takenBack);
      const before = readAdjustments(request.adjustments);
      requireNew(before, adjustment);
      requireInTime(adjustment, request.asOf);
      const adjustments = [...before, { ...adjustment, by: staff.actor.id, at: staff.clock.now().toISOString() }];
      await requireEffect(tx, request, adjustments);
      const [adjusted] = await tx
        .update(exportRequest)
        .set({ adjustments })
        .where(eq(exportRequest.id, request.id))
        .returning();
      const { reason: _reason, ...told } = adjustment;
      await recordEvent(staff, tx, { ...requestEvent("adjust", request.id), details: { added: told } });
      return adjusted!;
    });
  });
}

/** The scope is recorded with its adjustments: one that was recorded without them is no longer the request's. */
export const takenBack = { scope: null, scopeSha256: null, scopedBy: null, scopedAt: null };

function requireNew(before: readonly Adjustment[], { kind, material, yearEndsOn }: Adjustment): void {
  if (before.some((a) => a.kind === kind && a.material === material && a.yearEndsOn === yearEndsOn))
    throw new DomainError("invalid", "There is one like this already. Take it away first, then make it anew.", {
      field: "material",
    });
}

function requireInTime({ until }: Adjustment, asOf: string): void {
  if (until === null) return;
  if (until < asOf)
    throw new DomainError("invalid", `Give a day on or after ${asOf}, the day on which the law is applied.`, {
      field: "until",
    });
  const latest = Temporal.PlainDate.from(asOf).add({ years: MOST_YEARS_LONGER }).toString();
  if (until > latest)
    throw new DomainError("invalid", `Nothing is kept for more than ${MOST_YEARS_LONGER} years: at most ${latest}.`, {
      field: "until",
    });
}

/** What changes nothing would look like a decision and be none. */
async function requireEffect(tx: DbOrTx, request: ExportRequest, adjustments: Adjustment[]): Promise<void> {
  const outcome = async (of: Adjustment[] | unknown) => {
    const { years, records } = await decideRequestScope(tx, { ...request, adjustments: of });
    return canonicalJson({ years, records });
  };
  if ((await outcome(request.adjustments)) !== (await outcome(adjustments))) return;
  throw new DomainError(
    "invalid",
    "This would change nothing: it is not in the scope, or the law itself keeps it at least as long.",
    { field: "material" },
  );
}
