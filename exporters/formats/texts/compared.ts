import type { ArchiveLanguage } from "../../run.ts";

/** What of the returns to the authorities was laid beside the books, and what was not. */
export type ComparedTexts = {
  noVatReturns: string;
  noneCompared: string;
  agree: (figures: number) => string;
  differ: (differing: number, figures: number) => string;
  uncovered: (months: number) => string;
  rounding: (figures: number) => string;
  notCompared: (fields: string) => string;
  unknownForm: string;
  employer: string;
  noEmployerReturns: string;
  employerCompared: (figures: number, returns: number) => string;
  employerUnknown: (returns: number) => string;
};

export const comparedTexts: Record<ArchiveLanguage, ComparedTexts> = {
  fi: {
    noVatReturns:
      "Arvonlisäveroilmoituksia ei ole verrattu: niitä ei ole tältä tilikaudelta, tai ilmoitukset tai kirjaukset eivät ole arkistossa.",
    noneCompared: "Yhtään ilmoitettua lukua ei ole verrattu kirjauksiin.",
    agree: (figures) => `Verratut ${figures} ilmoitettua lukua täsmäävät kirjauksiin.`,
    differ: (differing, figures) => `Verratuista ${figures} ilmoitetusta luvusta ${differing} eroaa kirjauksista.`,
    uncovered: (months) => `${months} kuukaudelta on veroa ilman ilmoitusta.`,
    rounding: (figures) => `${figures} luvussa on ero, jonka pyöristys kokonaisiin kruunuihin selittää.`,
    notCompared: (fields) => `Ei verrattu, koska kirjauksista ei saa vastaavaa lukua: kentät ${fields}.`,
    unknownForm:
      "Tämän maan lomakkeen kenttiä ei tunneta täällä: ilmoitettuja lukuja ei ole verrattu, ja kirjausten vero on niiden vieressä.",
    employer: "Työnantajailmoitukset ja palkkalaskelmat",
    noEmployerReturns: "Työnantajailmoituksia ei ole verrattu: niitä ei ole tältä tilikaudelta.",
    employerCompared: (figures, returns) =>
      `${returns} ilmoituksesta on verrattu ${figures} lukua: palkat (601) ja ennakonpidätykset (602). Muita kenttiä ei ole verrattu.`,
    employerUnknown: (returns) =>
      `${returns} ilmoitusta ei ole verrattu palkkalaskelmiin: kentät tunnetaan täällä vain Suomen lomakkeelta (601 ja 602).`,
  },
  sv: {
    noVatReturns:
      "Momsdeklarationer har inte jämförts: det finns inga för räkenskapsperioden, eller deklarationerna eller posterna finns inte i arkivet.",
    noneCompared: "Inget deklarerat belopp har jämförts med posterna.",
    agree: (figures) => `De ${figures} deklarerade belopp som jämfördes stämmer med posterna.`,
    differ: (differing, figures) =>
      `Av ${figures} deklarerade belopp som jämfördes skiljer sig ${differing} från posterna.`,
    uncovered: (months) => `${months} månader har skatt utan deklaration.`,
    rounding: (figures) => `I ${figures} belopp är skillnaden den som avrundning till hela kronor förklarar.`,
    notCompared: (fields) => `Inte jämfört, eftersom posterna inte ger något motsvarande belopp: fält ${fields}.`,
    unknownForm:
      "Fälten i landets blankett är inte kända här: deklarerade belopp har inte jämförts, och posternas skatt står bredvid dem.",
    employer: "Arbetsgivardeklarationer och lönespecifikationer",
    noEmployerReturns: "Arbetsgivardeklarationer har inte jämförts: det finns inga för räkenskapsperioden.",
    employerCompared: (figures, returns) =>
      `Ur ${returns} deklarationer har ${figures} belopp jämförts: löner (601) och förskottsinnehållning (602). Andra fält har inte jämförts.`,
    employerUnknown: (returns) =>
      `${returns} deklarationer har inte jämförts med lönespecifikationerna: fälten är här kända bara i Finlands blankett (601 och 602).`,
  },
  en: {
    noVatReturns:
      "No VAT return was compared: there is none of this financial year, or its returns or entries are not in the archive.",
    noneCompared: "No reported figure was compared with the entries.",
    agree: (figures) => `The ${figures} reported figures that were compared agree with the entries.`,
    differ: (differing, figures) =>
      `Of the ${figures} reported figures that were compared, ${differing} differ from the entries.`,
    uncovered: (months) => `${months} months have tax that no return covers.`,
    rounding: (figures) => `${figures} figures differ by what rounding to whole crowns explains.`,
    notCompared: (fields) => `Not compared, since the entries give no such figure: fields ${fields}.`,
    unknownForm:
      "The fields of this country's form are not known here: reported figures were not compared, and the entries' tax stands beside them.",
    employer: "Employer's returns and payslips",
    noEmployerReturns: "No employer's return was compared: there is none of this financial year.",
    employerCompared: (figures, returns) =>
      `Of ${returns} returns ${figures} figures were compared: pay (601) and tax withheld (602). Other fields were not compared.`,
    employerUnknown: (returns) =>
      `${returns} returns were not compared with the payslips: the fields are known here of Finland's form alone (601 and 602).`,
  },
};
