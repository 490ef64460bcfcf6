import type { ArchiveLanguage } from "../../../run.ts";

/**
 * A column in the archive's languages: its name, which is its heading in the books for spreadsheets, and what is in it where the name
 * does not say so. Values that are codes stay as they are in every language; the description tells what each stands for.
 */
export type ColumnText = Readonly<Record<ArchiveLanguage, readonly [name: string, description?: string]>>;
