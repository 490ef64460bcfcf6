import type { ColumnText } from "./column-text.ts";

/** What the columns of the tables that tell how long each thing is kept are called. */
export const retentionColumn = {
  path: {
    fi: ["Polku", "Kansiosta data alkaen."],
    sv: ["Sökväg", "Räknad från mappen data."],
    en: ["Path", "From the folder data on."],
  },
  fileYearEnds: {
    fi: ["Tilikausi päättyy", "Tyhjä, jos tiedosto koskee kaikkia tilikausia."],
    sv: ["Räkenskapsperioden slutar", "Tomt för filer om alla perioder."],
    en: ["Financial year ends", "Last day of its financial year; empty for files of all years."],
  },
  what: {
    fi: [
      "Mikä",
      "table: taulukko, original: alkuperäinen, copy: tilikauden kirjanpidot toisessa muodossa, front: luettelo, raportit, sivut.",
    ],
    sv: [
      "Vad",
      "table: tabell, original: original, copy: periodens bokföring i ett annat format, front: förteckning, rapporter, sidor.",
    ],
    en: ["What", "table, original, copy (of the year's ledgers in another format) or front (list, reports, pages)."],
  },
  fileMaterial: {
    fi: ["Aineisto", "Lain nimeämä; kopiosta se kirjanpito, jota säilytetään pisimpään."],
    sv: ["Material", "Det som lagen nämner; för en kopia den bokföring som bevaras längst."],
    en: ["Material", "What the law names; of a copy, the ledger that is kept longest."],
  },
  retainUntil: {
    fi: ["Säilytettävä asti", "Viimeinen päivä, jona laki vaatii sitä."],
    sv: ["Bevaras till och med", "Sista dagen då lagen kräver det."],
    en: ["Retain until", "The last day on which the law asks for it."],
  },
  period: {
    fi: ["Säilytysaika", "Ajan pituus."],
    sv: ["Bevarandetid", "Tidens längd."],
    en: ["Retention period", "The length of the period."],
  },
  citation: { fi: ["Lainkohta"], sv: ["Lagrum"], en: ["Paragraph"] },
  rule: {
    fi: ["Sääntö", "Säännön tunnus tiedostossa scope.json."],
    sv: ["Regel", "Regelns id i scope.json."],
    en: ["Rule", "The rule's id in scope.json."],
  },
  series: {
    fi: ["Tositelaji", "Tositteen tiedostosta: sen tositteen, jonka vuoksi tiedosto säilytetään pisimpään."],
    sv: ["Verifikationsserie", "För en verifikations fil: serien för den verifikation som bevaras längst."],
    en: [
      "Voucher series",
      "Of a voucher's file: series of the voucher that it is kept for, the one that is kept longest.",
    ],
  },
  number: {
    fi: ["Tositenumero", "Tyhjä muista tiedostoista."],
    sv: ["Verifikationsnummer", "Tomt för andra filer."],
    en: ["Voucher number", "Empty for other files."],
  },
  yearStarts: { fi: ["Tilikausi alkaa"], sv: ["Räkenskapsperioden börjar"], en: ["Financial year starts"] },
  yearEnds: { fi: ["Tilikausi päättyy"], sv: ["Räkenskapsperioden slutar"], en: ["Financial year ends"] },
  material: {
    fi: ["Aineisto", "Lain nimeämä."],
    sv: ["Material", "Det som lagen nämner."],
    en: ["Material", "What the law names."],
  },
  basis: {
    fi: ["Peruste", "Miksi tositteilla on oma säilytysaika; muuten tyhjä."],
    sv: ["Grund", "Varför verifikationer har en egen tid; annars tom."],
    en: ["Basis", "Of vouchers with a period of their own, why; else empty."],
  },
  basisStarts: {
    fi: ["Ajan alku", "Päivä, jonka kalenterivuodesta oma säilytysaika lasketaan."],
    sv: ["Tidens början", "Dagen från vars kalenderår den egna tiden räknas."],
    en: ["Basis starts", "The day from whose calendar year that period runs."],
  },
  vouchers: {
    fi: ["Tositteita", "Montako tositetta siihen kuuluu."],
    sv: ["Verifikationer", "Hur många verifikationer det gäller."],
    en: ["Vouchers", "How many vouchers have it."],
  },
  included: {
    fi: ["Mukana", "Onko se tässä arkistossa."],
    sv: ["Ingår", "Om det finns i detta arkiv."],
    en: ["Included", "Whether it is in this archive."],
  },
  reason: {
    fi: ["Syy", "Koodi: miksi se on mukana tai ei ole."],
    sv: ["Orsak", "Kod för varför det ingår eller inte."],
    en: ["Reason", "Code of the reason for its being in or out."],
  },
  practice: {
    fi: ["Käytäntö", "Säilytetään käytännön vuoksi pidempään kuin lainkohta vaatii."],
    sv: ["Praxis", "Bevaras enligt praxis längre än lagrummet kräver."],
    en: ["Practice", "Kept longer than the paragraph asks, because practice does."],
  },
  note: {
    fi: ["Huomautus", "Mitä muuta säännöstä on tiedettävä."],
    sv: ["Anmärkning", "Vad man annars bör veta om regeln."],
    en: ["Note", "What else to know about the rule."],
  },
  recordMaterial: {
    fi: ["Aineisto", "working_time_records: työaikakirjanpito, holiday_records: vuosilomakirjanpito."],
    sv: ["Material", "working_time_records: arbetstidsbokföring, holiday_records: semesterbokföring."],
    en: ["Material", "working_time_records or holiday_records."],
  },
  recordYear: {
    fi: ["Kalenterivuosi", "Tuntien vuosi, tai se, jona lomanmääräytymisvuosi päättyy."],
    sv: ["Kalenderår", "Timmarnas år, eller det då kvalifikationsåret slutar."],
    en: ["Calendar year", "Of the hours, or in which the credit year ends."],
  },
  recordRetainUntil: {
    fi: ["Säilytettävä asti", "Viimeinen päivä, jona laki vaatii sitä, sen mukaan mitä nyt tiedetään."],
    sv: ["Bevaras till och med", "Sista dagen då lagen kräver det, enligt vad som nu är känt."],
    en: ["Retain until", "The last day on which the law asks for it, by what is known today."],
  },
  recordReason: {
    fi: [
      "Syy",
      "required_by_law: laki vaatii, retention_expired: säilytysaika on päättynyt ja niin edelleen, kuten tiedostossa scope.json.",
    ],
    sv: [
      "Orsak",
      "required_by_law: lagen kräver det, retention_expired: bevarandetiden har gått ut och så vidare, som i scope.json.",
    ],
    en: ["Reason", "required_by_law, retention_expired and so on, as in scope.json."],
  },
} satisfies Record<string, ColumnText>;
