import type { FormatGap } from "../../materials/format-scope.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { yearText } from "./languages.ts";
import { materialName } from "./materials.ts";

const formatName = { saft: "SAF-T", sie: "SIE 4E" } as const;

type Sentence = (format: string, year: string, missing: string) => string;
const sentences: Record<ArchiveLanguage, { without: Sentence; notWritten: Sentence }> = {
  fi: {
    without: (format, year, missing) =>
      `${format}, tilikausi ${year}: tiedostossa ei ole tilejä eikä saldoja, koska arkistoon ei kuulu: ${missing}.`,
    notWritten: (format, year, missing) =>
      `${format}, tilikausi ${year}: tiedostoa ei ole, koska se ei olisi kelvollinen ilman aineistoa, joka ei kuulu arkistoon: ${missing}.`,
  },
  sv: {
    without: (format, year, missing) =>
      `${format}, räkenskapsperioden ${year}: filen har varken konton eller saldon, eftersom arkivet inte omfattar: ${missing}.`,
    notWritten: (format, year, missing) =>
      `${format}, räkenskapsperioden ${year}: filen finns inte, eftersom den inte vore giltig utan material som arkivet inte omfattar: ${missing}.`,
  },
  en: {
    without: (format, year, missing) =>
      `${format}, financial year ${year}: the file has neither accounts nor balances, because the archive does not include: ${missing}.`,
    notWritten: (format, year, missing) =>
      `${format}, financial year ${year}: there is no file, because it would not be valid without what the archive does not include: ${missing}.`,
  },
};

/** Why a year has no file of a format, or one without accounts. */
export function formatGapText(gap: FormatGap, language: ArchiveLanguage): string {
  const missing = gap.missing.map((material) => materialName(language, material).toLowerCase()).join(", ");
  const t = sentences[language];
  return (gap.written ? t.without : t.notWritten)(formatName[gap.format], yearText(language, gap), missing);
}
