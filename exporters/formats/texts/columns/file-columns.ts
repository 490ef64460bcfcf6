import type { ColumnText } from "./column-text.ts";

/** What the columns of the files that belong to vouchers are called. */
export const fileColumn = {
  path: {
    fi: ["Polku", "Tiedosto tilikauden kansiosta alkaen; tyhjä, jos se on palkkojen omassa arkistossa."],
    sv: ["Sökväg", "Filen räknat från periodens mapp; tom om filen finns i lönernas eget arkiv."],
    en: ["Path", "The file, from the year's folder on; empty when it is in the payroll's own archive."],
  },
  kind: {
    fi: [
      "Laji",
      "voucher: tosite, financial_statements: tilinpäätös, vat_return: arvonlisäveroilmoitus ja niin edelleen; payroll, jos tiedosto on palkkojen omassa arkistossa.",
    ],
    sv: [
      "Slag",
      "voucher: verifikation, financial_statements: bokslut, vat_return: momsdeklaration och så vidare; payroll om filen finns i lönernas eget arkiv.",
    ],
    en: [
      "Kind",
      "What it is: voucher, financial_statements, vat_return and so on; payroll when it is in the payroll's own archive.",
    ],
  },
  series: {
    fi: ["Tositelaji", "Tyhjä, jos tiedostolla ei ole tositetta."],
    sv: ["Verifikationsserie", "Tom om filen saknar verifikation."],
    en: ["Voucher series", "Empty for a file without a voucher."],
  },
  number: {
    fi: ["Tositenumero", "Tyhjä, jos tiedostolla ei ole tositetta."],
    sv: ["Verifikationsnummer", "Tomt om filen saknar verifikation."],
    en: ["Voucher number", "Empty for a file without a voucher."],
  },
  seq: {
    fi: ["Järjestysnumero", "Tositteen paikka tilikauden päiväkirjassa; tyhjä, jos tiedostolla ei ole tositetta."],
    sv: ["Löpnummer", "Verifikationens plats i periodens dagbok (grundbok); tomt om filen saknar verifikation."],
    en: ["Sequence", "The voucher's place in the year's journal; empty for a file without a voucher."],
  },
  name: {
    fi: ["Tiedostonimi", "Nimi, jolla tiedosto vastaanotettiin."],
    sv: ["Filnamn", "Namnet som filen hade när den togs emot."],
    en: ["File name", "The name under which the file was received."],
  },
  mediaType: { fi: ["Mediatyyppi"], sv: ["Medietyp"], en: ["Media type"] },
  bytes: { fi: ["Koko (tavua)"], sv: ["Storlek (byte)"], en: ["Size (bytes)"] },
  sha256: {
    fi: ["SHA-256", "Tiedoston tarkistussumma."],
    sv: ["SHA-256", "Filens kontrollsumma."],
    en: ["SHA-256", "The file's checksum."],
  },
  title: {
    fi: ["Otsikko", "Asiakirjan nimi, jos lähde kertoo sen."],
    sv: ["Rubrik", "Vad handlingen heter, om källan anger det."],
    en: ["Title", "What it is called, where the source tells."],
  },
  datedOn: {
    fi: ["Päiväys", "Asiakirjaan merkitty päivä, jos lähde kertoo sen."],
    sv: ["Datering", "Dagen som handlingen bär, om källan anger den."],
    en: ["Dated", "The day it bears, where the source tells."],
  },
  retainUntil: {
    fi: [
      "Säilytettävä asti",
      "Viimeinen päivä, jona laki vaatii tiedostoa: pisin sen tositteiden tai sen lajin ajoista.",
    ],
    sv: [
      "Bevaras till och med",
      "Sista dagen då lagen kräver filen: den längsta av verifikationernas tider, eller slagets.",
    ],
    en: ["Retain until", "The last day on which the law asks for it: the longest of its vouchers', or its kind's."],
  },
} satisfies Record<string, ColumnText>;
