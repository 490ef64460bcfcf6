import type { ColumnText } from "./column-text.ts";

/** What the columns of the registers: customers and suppliers, tax codes, dimensions, voucher series are called. */
export const registerColumn = {
  partyKind: {
    fi: ["Laji", "customer: asiakas, supplier: toimittaja."],
    sv: ["Slag", "customer: kund, supplier: leverantör."],
    en: ["Kind", "customer or supplier."],
  },
  partyNumber: {
    fi: ["Numero", "Sama kuin päiväkirjassa."],
    sv: ["Nummer", "Som i dagboken."],
    en: ["Number", "As the journal uses it."],
  },
  name: { fi: ["Nimi"], sv: ["Namn"], en: ["Name"] },
  businessId: {
    fi: ["Y-tunnus", "Tai ulkomainen yritystunnus."],
    sv: ["FO-nummer", "Eller organisationsnummer."],
    en: ["Business ID"],
  },
  vatNumber: { fi: ["Alv-numero"], sv: ["Momsnummer"], en: ["VAT number"] },
  street: { fi: ["Katuosoite"], sv: ["Gatuadress"], en: ["Street address"] },
  postalCode: { fi: ["Postinumero"], sv: ["Postnummer"], en: ["Postal code"] },
  city: { fi: ["Postitoimipaikka"], sv: ["Postort"], en: ["City"] },
  country: {
    fi: ["Maa", "Kaksikirjaiminen ISO 3166-1 -koodi."],
    sv: ["Land", "Kod med två bokstäver enligt ISO 3166-1."],
    en: ["Country", "ISO 3166-1 alpha-2 code."],
  },
  partyAccount: {
    fi: ["Tili", "Tili, jolla saldo on."],
    sv: ["Konto", "Kontot som saldot finns på."],
    en: ["Account", "Account of its balance."],
  },
  partyOpening: {
    fi: ["Alkusaldo", "Lähteen ilmoittama; debet positiivinen."],
    sv: ["Ingående saldo", "Enligt källan; debet positivt."],
    en: ["Opening balance", "As the source states it; debit positive."],
  },
  partyClosing: {
    fi: ["Loppusaldo", "Lähteen ilmoittama; debet positiivinen."],
    sv: ["Utgående saldo", "Enligt källan; debet positivt."],
    en: ["Closing balance", "As the source states it; debit positive."],
  },
  taxCode: {
    fi: ["Alv-koodi", "Sama kuin päiväkirjassa."],
    sv: ["Momskod", "Som i dagboken."],
    en: ["Tax code", "As the journal uses it."],
  },
  taxDescription: { fi: ["Selite"], sv: ["Förklaring"], en: ["Description"] },
  taxRate: { fi: ["Verokanta (%)"], sv: ["Skattesats (%)"], en: ["Rate (%)"] },
  taxStandardCode: {
    fi: ["Standarditunnus", "Koodi maan omassa luettelossa, jos se tunnetaan."],
    sv: ["Standardkod", "Kod i landets egen förteckning, om den är känd."],
    en: ["Standard code", "Code of the country's own list, when known."],
  },
  dimension: {
    fi: ["Laskentakohde", "Laskentakohteen koodi."],
    sv: ["Dimension", "Dimensionens kod."],
    en: ["Dimension", "Code of the dimension."],
  },
  dimensionName: {
    fi: ["Laskentakohteen nimi", "Esimerkiksi kustannuspaikka tai projekti."],
    sv: ["Dimensionens namn", "Till exempel kostnadsställe eller projekt."],
    en: ["Dimension name", "Such as cost centre or project."],
  },
  parentDimension: {
    fi: ["Ylempi laskentakohde", "Ylemmän laskentakohteen koodi."],
    sv: ["Överordnad dimension", "Den överordnade dimensionens kod."],
    en: ["Parent dimension", "Code of the dimension above it."],
  },
  value: {
    fi: ["Arvo", "Arvon koodi, esimerkiksi kustannuspaikan numero; tyhjä, jos laskentakohteella ei ole arvoja."],
    sv: ["Värde", "Värdets kod, till exempel kostnadsställets nummer; tomt om dimensionen saknar värden."],
    en: ["Value", "Code of the value, such as the number of a cost centre; empty when the dimension has none."],
  },
  valueName: { fi: ["Arvon nimi"], sv: ["Värdets namn"], en: ["Value name"] },
  series: {
    fi: ["Tositelaji", "Tunnus kuten päiväkirjassa; tyhjä, jos lajeja on vain yksi."],
    sv: ["Verifikationsserie", "Kod som i dagboken; tom för den enda serien."],
    en: ["Voucher series", "Code as the journal uses it; empty for the only series."],
  },
  seriesName: {
    fi: ["Nimi", "Mihin tositelajia käytetään, jos lähde kertoo sen."],
    sv: ["Namn", "Vad serien används till, om källan anger det."],
    en: ["Name", "What it is for, where the source tells."],
  },
  seriesVouchers: { fi: ["Tositteita"], sv: ["Verifikationer"], en: ["Vouchers"] },
  firstNumber: { fi: ["Pienin numero"], sv: ["Lägsta nummer"], en: ["Lowest number"] },
  lastNumber: { fi: ["Suurin numero"], sv: ["Högsta nummer"], en: ["Highest number"] },
  missing: {
    fi: [
      "Puuttuvia",
      "Numeroita niiden välissä, joita millään tositteella ei ole; luetellaan tiedostossa voucher-gaps.csv.",
    ],
    sv: ["Saknade", "Nummer mellan dem som ingen verifikation har; se voucher-gaps.csv."],
    en: ["Missing", "Numbers between them that no voucher has; see voucher-gaps.csv."],
  },
  repeated: {
    fi: ["Toistuvia", "Tositteita, joiden numero on jo aiemmalla tositteella."],
    sv: ["Upprepade", "Verifikationer med ett nummer som en tidigare redan har."],
    en: ["Repeated", "Vouchers with a number that an earlier one has."],
  },
  notNumeric: {
    fi: [
      "Ei numeerisia",
      "Tositenumeroita, joissa on muita merkkejä kuin numeroita: eivät mukana edellisissä luvuissa.",
    ],
    sv: ["Inte numeriska", "Nummer med andra tecken än siffror: ingår inte i talen före."],
    en: ["Not numeric", "Numbers with other characters than digits: not counted before."],
  },
  gapSeries: { fi: ["Tositelaji"], sv: ["Verifikationsserie"], en: ["Voucher series"] },
  gapFrom: {
    fi: ["Ensimmäinen puuttuva", "Jakson ensimmäinen numero, joka puuttuu."],
    sv: ["Första saknade", "Följdens första nummer som saknas."],
    en: ["First missing", "The first number that is missing."],
  },
  gapTo: {
    fi: ["Viimeinen puuttuva", "Jakson viimeinen numero, joka puuttuu."],
    sv: ["Sista saknade", "Följdens sista nummer som saknas."],
    en: ["Last missing", "The last number that is missing."],
  },
  gapMissing: {
    fi: ["Puuttuvia", "Montako numeroa puuttuu."],
    sv: ["Saknade", "Hur många nummer som saknas."],
    en: ["Missing", "How many numbers are missing."],
  },
} satisfies Record<string, ColumnText>;
