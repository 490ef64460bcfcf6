import type { CaseLanguage, Priority, WaitsFor } from "#app/domain/cases/case-kinds.ts";

export const priorityWords: Record<Priority, string> = { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" };

export const languageWords: Record<CaseLanguage, string> = { fi: "Finnish", sv: "Swedish", en: "English" };

/** Whose turn it is; nothing to say of what is nobody's. */
export const turnWords: Record<WaitsFor, string | null> = {
  us: "Customer service’s turn",
  platform: "The platform team’s turn",
  officer: "An export officer’s turn",
  customer: "The customer’s turn",
  nobody: null,
};

/** As lists of choices have them. */
export const optionsOf = <Key extends string>(words: Record<Key, string>) => Object.entries(words) as [Key, string][];
