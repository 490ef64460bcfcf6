import { expect, test } from "vitest";
import { companyNumberTerm } from "#exporters/formats/texts/company-number.ts";

test.each([
  ["FI", "Y-tunnus", "FO-nummer", "Business ID"],
  [
    "SE",
    "Organisaationumero (Ruotsi, organisationsnummer)",
    "Organisationsnummer (Sverige)",
    "Company number (Sweden, organisationsnummer)",
  ],
  [
    "NO",
    "Organisaationumero (Norja, organisasjonsnummer)",
    "Organisationsnummer (Norge, organisasjonsnummer)",
    "Company number (Norway, organisasjonsnummer)",
  ],
  ["DK", "CVR-numero (Tanska)", "CVR-nummer (Danmark)", "CVR number (Denmark)"],
  [
    "EE",
    "Rekisterikoodi (Viro, registrikood)",
    "Registerkod (Estland, registrikood)",
    "Registry code (Estonia, registrikood)",
  ],
  // Germany has several registers: the ledger holds whichever number there is.
  ["DE", "Yritystunnus", "Företagets identifikationsnummer", "Company number"],
])("the number of a company of %s is called what its country calls it", (country, finnish, swedish, english) => {
  expect(companyNumberTerm("fi", country)).toBe(finnish);
  expect(companyNumberTerm("sv", country)).toBe(swedish);
  expect(companyNumberTerm("en", country)).toBe(english);
});
