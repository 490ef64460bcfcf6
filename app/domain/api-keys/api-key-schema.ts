import { z } from "zod";
import { type ApiKeyPurpose, apiKeyPurposes } from "../access/api-keys.ts";

export const apiKeyForm = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Name the program that will have the key, such as its pipeline.")
    .max(100, "A name can have at most 100 characters."),
  purpose: z.enum(apiKeyPurposes, "Choose what the key is for."),
});

/** By its beginning a key that was found somewhere it should not be is known for what it opens, by people and by scanners. */
export const keyBeginnings: Record<ApiKeyPurpose, string> = {
  releases: "huolto_rel_",
  bounces: "huolto_bnc_",
  cases: "huolto_cas_",
  edge: "huolto_edg_",
};
