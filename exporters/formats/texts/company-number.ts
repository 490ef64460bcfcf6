import type { ArchiveLanguage } from "../../run.ts";

/** What the company's own country calls the number that it has in the country's register; in its language abroad. */
const terms: Record<string, Record<ArchiveLanguage, string>> = {
  FI: { fi: "Y-tunnus", sv: "FO-nummer", en: "Business ID" },
  SE: {
    fi: "Organisaationumero (Ruotsi, organisationsnummer)",
    sv: "Organisationsnummer (Sverige)",
    en: "Company number (Sweden, organisationsnummer)",
  },
  NO: {
    fi: "Organisaationumero (Norja, organisasjonsnummer)",
    sv: "Organisationsnummer (Norge, organisasjonsnummer)",
    en: "Company number (Norway, organisasjonsnummer)",
  },
  DK: { fi: "CVR-numero (Tanska)", sv: "CVR-nummer (Danmark)", en: "CVR number (Denmark)" },
  EE: {
    fi: "Rekisterikoodi (Viro, registrikood)",
    sv: "Registerkod (Estland, registrikood)",
    en: "Registry code (Estonia, registrikood)",
  },
};

/** Where the ledger holds whichever number the company goes by. */
const anyTerm: Record<ArchiveLanguage, string> = {
  fi: "Yritystunnus",
  sv: "Företagets identifikationsnummer",
  en: "Company number",
};

/** @param country ISO 3166-1 alpha-2 */
export const companyNumberTerm = (language: ArchiveLanguage, country: string): string =>
  (terms[country] ?? anyTerm)[language];
