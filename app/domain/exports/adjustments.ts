import { z } from "zod";
import { adjustmentSchema } from "#exporters/law/scope-input.ts";
import { type ArchivePart, booksMaterials, payrollMaterials, recordMaterials } from "#exporters/law/types.ts";
import { materialLabel } from "./material-labels.ts";

/** As it is stored with the request: the adjustment, who made it (a member of staff's id) and when. */
export const storedAdjustment = adjustmentSchema.and(z.object({ by: z.uuid(), at: z.iso.datetime() }));
export type StoredAdjustment = z.infer<typeof storedAdjustment>;

/** @param json `export_request.adjustments` @throws ZodError when it was not written by the verbs */
export const readAdjustments = (json: unknown): StoredAdjustment[] => z.array(storedAdjustment).parse(json);

/** `material` is for people; `by` is a person's name. */
export type ShownAdjustment = {
  kind: "leave_out" | "keep_until";
  material: string;
  yearEndsOn: string | null;
  until: string | null;
  reason: string;
  by: string;
  at: string;
};

/** What of a part can be left out or kept longer, by code with its name for people: what the law names and nothing else. */
export const adjustableMaterials = (part: ArchivePart): [code: string, label: string][] =>
  (part === "books" ? booksMaterials : [...payrollMaterials, ...recordMaterials]).map((code) => [
    code,
    materialLabel(code),
  ]);
