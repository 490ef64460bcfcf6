import { z } from "zod";
import { languages } from "../../i18n/languages.ts";

/** The topics by name; mirrors `mailingTopics` of the table, each once. */
export const topicSchema = z.enum(["bulletins", "announcements", "maintenance"]);
export const choiceSchema = z.object({
  language: z.enum(languages),
  topics: z
    .array(topicSchema)
    .min(1, "Choose at least one topic.")
    .transform((topics) => [...new Set(topics)]),
});
