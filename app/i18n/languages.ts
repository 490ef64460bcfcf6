/** The languages in which customers are written to: those of the service. */
export const languages = ["fi", "sv", "en"] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { fi: "Suomi", sv: "Svenska", en: "English" };

/** Names of the languages for staff, whose pages are in English. */
export const languageNamesInEnglish: Record<Language, string> = { fi: "Finnish", sv: "Swedish", en: "English" };
