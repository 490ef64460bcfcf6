import { z } from "zod";
import { caseKinds } from "../cases/case-kinds.ts";
import { causes } from "../latency/diagnosis/diagnosis-types.ts";

const words = (what: string) =>
  z
    .string({ error: `Give ${what}.` })
    .trim()
    .min(1, `Give ${what}.`)
    .max(200);
const day = z.iso.date({ error: "Give the day of the last review as YYYY-MM-DD." });

/** The head of a runbook's file. Names are checked one by one, so that the nearest known one can be told. */
export const frontMatterSchema = z.strictObject({
  id: words("the id: the file's name without .md"),
  title: z.strictObject({ fi: words("the title in Finnish"), en: words("the title in English") }),
  symptom: words("the symptom: one sentence of what somebody sees"),
  kinds: z.array(z.enum(caseKinds)),
  causes: z.array(z.enum(causes)),
  components: z.array(z.string()),
  owner: words("the owner: the team that keeps it right"),
  reviewed: day,
});
