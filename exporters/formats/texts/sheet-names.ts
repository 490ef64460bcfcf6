import type { ArchiveLanguage } from "../../run.ts";
import { tableTexts } from "./tables.ts";

/** Of tables whose title is longer than the 31 characters that a spreadsheet allows. */
const shortened: Readonly<Record<string, Record<ArchiveLanguage, string>>> = {
  "vat-reconciliation": {
    fi: "Alv-ilmoitukset ja kirjanpito",
    sv: "Moms och bokföring",
    en: "VAT returns and the ledger",
  },
  "voucher-gaps": { fi: "Puuttuvat tositenumerot", sv: "Saknade verifikationsnummer", en: "Missing voucher numbers" },
  "record-files": {
    fi: "Työaikojen ja lomien tiedostot",
    sv: "Filer om arbetstid och semester",
    en: "Working time and holiday files",
  },
};

/**
 * What the sheet of a table is called: its title in the language, as long as a spreadsheet allows. Its apostrophes are not ASCII's,
 * in which a formula quotes the name of a sheet.
 */
export function sheetName(language: ArchiveLanguage, { name, title }: { name: string; title: string }): string {
  const short = shortened[name]?.[language];
  if (short !== undefined) return short;
  const own = language === "en" ? title : (tableTexts[name]?.[language][0] ?? title);
  return own.replaceAll("'", "\u2019");
}
