import type { Column } from "../../../materials/table.ts";
import type { ArchiveLanguage } from "../../../run.ts";
import { languageName, languagesFrom } from "../languages.ts";

const heading = { fi: "Otsikko", sv: "Rubrik", en: "Heading" };
const csvColumn = { fi: "Sarake CSV-tiedostossa", sv: "Kolumn i CSV-filen", en: "Column of the CSV file" };
const meaning = { fi: "Selitys", sv: "Förklaring", en: "What it is" };
const sheet = { fi: "Sarakkeet", sv: "Kolumner", en: "Columns" };

const headsIn = (language: ArchiveLanguage): string[] => {
  const [, ...others] = languagesFrom(language);
  return [heading[language], csvColumn[language], ...others.map((l) => languageName[l]), meaning[language]];
};

/** The sheet of a book that explains the headings of the other one: its name, and its own headings. */
export const guideTexts: Readonly<Record<ArchiveLanguage, { sheet: string; heads: readonly string[] }>> = {
  fi: { sheet: sheet.fi, heads: headsIn("fi") },
  sv: { sheet: sheet.sv, heads: headsIn("sv") },
  en: { sheet: sheet.en, heads: headsIn("en") },
};

/** Its rows: each heading with the column of the CSV file, the headings in the other languages, and what is in it. */
export function guideRows(language: ArchiveLanguage, columns: readonly Pick<Column, "name" | "text">[]): string[][] {
  const [, ...others] = languagesFrom(language);
  return columns.map(({ name, text }) => [
    text[language][0],
    name,
    ...others.map((l) => text[l][0]),
    text[language][1] ?? "",
  ]);
}
