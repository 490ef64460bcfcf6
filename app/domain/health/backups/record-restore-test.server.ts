import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { restoreTest } from "#db/schema/incidents.ts";
import { TIME_ZONE } from "../../../i18n/formats.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { backupTiers } from "./backup-rules.ts";

const form = z.object({
  tier: z.enum(backupTiers, "Choose the tier that was restored from."),
  testedOn: z.iso.date("Give a day that exists, as YYYY-MM-DD."),
  passed: z.enum(["yes", "no"], "Choose whether the data came back whole.").transform((answer) => answer === "yes"),
  minutes: z.coerce
    .number("Give how many minutes it took.")
    .int("Give whole minutes.")
    .min(1, "Give how many minutes it took, at least 1.")
    .max(100_000, "Give minutes: this is more than two months."),
  note: z
    .string()
    .trim()
    .min(5, "Write what was restored and how it was checked.")
    .max(2000, "The note can have at most 2000 characters."),
});

/** `testedOn` is a day in Helsinki, `YYYY-MM-DD`; `passed` is `yes` or `no`. */
export type RestoreTestInput = { tier: string; testedOn: string; passed: string; minutes: string; note: string };

/** Records a restore that somebody tried by hand. @throws DomainError `invalid` for a day that has not come */
export async function recordRestoreTest(ctx: Ctx, input: RestoreTestInput): Promise<{ id: string }> {
  const target = { kind: "backups", id: "restore_test" };
  return refusalsRecorded(ctx, { action: "restore_test.record", target }, async () => {
    const staff = requirePermission(ctx, "restore_tests.record");
    const test = parseInput(form, input);
    const now = staff.clock.now();
    const today = Temporal.Instant.fromEpochMilliseconds(+now).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString();
    if (test.testedOn > today) throw new DomainError("invalid", "This day has not come yet.", { field: "testedOn" });
    return staff.db.transaction(async (tx) => {
      const [made] = await tx
        .insert(restoreTest)
        .values({ ...test, recordedBy: staff.actor.id, recordedAt: now })
        .returning({ id: restoreTest.id });
      const { note: _freeText, ...details } = test;
      await recordEvent(staff, tx, {
        action: "restore_test.record",
        target,
        details: { testId: made!.id, ...details },
      });
      return made!;
    });
  });
}
