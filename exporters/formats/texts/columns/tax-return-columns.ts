import type { ColumnText } from "./column-text.ts";

/** What the columns of the returns, and of their comparison with the ledger are called. */
export const taxReturnColumn = {
  periodStarts: { fi: ["Verokausi alkaa"], sv: ["Redovisningsperioden börjar"], en: ["Period starts"] },
  periodEnds: { fi: ["Verokausi päättyy"], sv: ["Redovisningsperioden slutar"], en: ["Period ends"] },
  filedOn: {
    fi: ["Annettu", "Päivä, jona ilmoitus annettiin, jos lähde kertoo sen."],
    sv: ["Lämnad", "Dagen då deklarationen lämnades, om källan anger den."],
    en: ["Filed on", "The day on which it was filed, where the source tells."],
  },
  field: {
    fi: ["Kenttä", "Kentän koodi verottajan lomakkeella; tyhjä, jos lähde ei kerro lukuja."],
    sv: ["Fält", "Fältets kod på skattemyndighetens blankett; tomt om källan inte anger uppgifter."],
    en: ["Field", "Code of the field on the tax authority's form; empty when the source tells no figures."],
  },
  amount: {
    fi: ["Määrä", "Mitä kentässä ilmoitettiin."],
    sv: ["Belopp", "Vad som deklarerades i fältet."],
    en: ["Amount", "What was reported in the field."],
  },
  documentHash: {
    fi: ["Ilmoituksen SHA-256", "Annetun ilmoituksen tarkistussumma tiedostossa attachments.csv."],
    sv: ["Deklarationens SHA-256", "Den lämnade deklarationens kontrollsumma i attachments.csv."],
    en: ["Return SHA-256", "SHA-256 of the return as it was filed, in attachments.csv."],
  },
  what: {
    fi: [
      "Mitä verrataan",
      "tax_at_rate: vero verokannoittain, tax_of_code: koodin vero, output_tax: myynnin vero, deductible_tax: vähennettävä vero, payable: maksettava vero, not_compared: ilmoituksen kenttä, jota ei verrata, no_return: kirjausten vero, jota mikään ilmoitus ei kata.",
    ],
    sv: [
      "Vad som jämförs",
      "tax_at_rate: skatt per skattesats, tax_of_code: kodens skatt, output_tax: utgående skatt, deductible_tax: avdragbar skatt, payable: skatt att betala, not_compared: fält i deklarationen som inte jämförs, no_return: posternas skatt som ingen deklaration täcker.",
    ],
    en: [
      "What is compared",
      "tax_at_rate, tax_of_code, output_tax, deductible_tax, payable; not_compared: a field of the return beside which nothing is laid; or no_return: tax of entries that no return covers.",
    ],
  },
  comparedField: {
    fi: ["Kenttä", "Kentän koodi lomakkeella; tyhjä, jos lomaketta ei tunneta."],
    sv: ["Fält", "Fältets kod på blanketten; tomt om blanketten inte är känd här."],
    en: ["Field", "Code of the field on the form; empty where the form is not known here."],
  },
  reported: {
    fi: ["Ilmoitettu", "Ilmoituksen mukaan; tyhjä, jos ilmoitus ei kerro sitä."],
    sv: ["Deklarerat", "Enligt deklarationen; tomt om den inte anger det."],
    en: ["Reported", "As the return says; empty when it says nothing of it."],
  },
  ledger: {
    fi: ["Kirjanpidossa", "Kirjausten mukaan; tyhjä, jos ei verrata."],
    sv: ["I bokföringen", "Enligt posterna; tomt där inget jämförs."],
    en: ["In the ledger", "As the entries say; empty where it is not compared."],
  },
  difference: {
    fi: ["Erotus", "Ilmoitettu - kirjanpidossa; tyhjä, jos ei verrata."],
    sv: ["Differens", "Deklarerat minus bokfört; tomt där inget jämförs."],
    en: ["Difference", "Reported less ledger; empty where they are not compared."],
  },
} satisfies Record<string, ColumnText>;
