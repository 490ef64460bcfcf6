import type { Language } from "#app/i18n/languages.ts";
import { type Topic, topics } from "#app/i18n/subscription.ts";

/** The fields of ChoiceFields. The language is whatever was sent: the verb says whether it is one. */
export function choiceOf(form: FormData): { language: Language; topics: Topic[] } {
  return { language: String(form.get("language")) as Language, topics: topics.filter((topic) => form.has(topic)) };
}
