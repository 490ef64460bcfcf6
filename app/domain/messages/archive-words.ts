import type { Language } from "../../i18n/languages.ts";

/** Which of a customer's two archives. */
export type ArchivePart = "books" | "payroll";

/**
 * What the two archives are called in letters: `archive` as the sentence's noun (Finnish takes its endings, Swedish is definite),
 * `own` as the reader's own.
 */
export const archiveWords: Record<Language, Record<ArchivePart, { archive: string; own: string }>> = {
  fi: {
    books: { archive: "kirjanpitoarkisto", own: "arkistonne" },
    payroll: { archive: "palkka-arkisto", own: "palkka-arkistonne" },
  },
  sv: {
    books: { archive: "bokföringsarkivet", own: "arkiv" },
    payroll: { archive: "lönearkivet", own: "lönearkiv" },
  },
  en: {
    books: { archive: "accounting archive", own: "archive" },
    payroll: { archive: "payroll archive", own: "payroll archive" },
  },
};
