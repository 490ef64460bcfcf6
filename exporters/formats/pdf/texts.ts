import type { ArchiveLanguage } from "../../run.ts";

export const pageWord: Record<ArchiveLanguage, string> = { fi: "Sivu", sv: "Sida", en: "Page" };
