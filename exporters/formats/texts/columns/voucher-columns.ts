import type { ColumnText } from "./column-text.ts";

/** What the columns of vouchers and their lines are called. */
export const voucherColumn = {
  series: {
    fi: ["Tositelaji", "Tositelajin eli numerosarjan tunnus; voi olla tyhjä."],
    sv: ["Verifikationsserie", "Kan vara tom."],
    en: ["Voucher series", "May be empty."],
  },
  number: {
    fi: ["Tositenumero", "Numero tositelajin sisällä."],
    sv: ["Verifikationsnummer", "Numret inom serien."],
    en: ["Voucher number", "The number within its series."],
  },
  date: { fi: ["Tositepäivä"], sv: ["Bokföringsdatum"], en: ["Voucher date"] },
  account: { fi: ["Tili"], sv: ["Konto"], en: ["Account"] },
  accountName: {
    fi: ["Tilin nimi", "Tilikauden tililuettelon mukaan."],
    sv: ["Kontots namn", "Enligt periodens kontoplan."],
    en: ["Account name", "In that year's chart."],
  },
  debit: {
    fi: ["Debet", "Yrityksen kirjanpitovaluutassa."],
    sv: ["Debet", "I företagets redovisningsvaluta."],
    en: ["Debit", "In the company's currency."],
  },
  credit: {
    fi: ["Kredit", "Yrityksen kirjanpitovaluutassa."],
    sv: ["Kredit", "I företagets redovisningsvaluta."],
    en: ["Credit", "In the company's currency."],
  },
  lineText: {
    fi: ["Selite", "Viennin oma selite."],
    sv: ["Förklaring", "Radens egen förklaring."],
    en: ["Text", "The line's own text."],
  },
  voucherText: { fi: ["Tositteen selite"], sv: ["Verifikationstext"], en: ["Voucher text"] },
  text: {
    fi: ["Selite", "Tositteen selite."],
    sv: ["Förklaring", "Verifikationens text."],
    en: ["Text", "The voucher's text."],
  },
  seq: {
    fi: ["Järjestysnumero", "Tositteen paikka tilikauden päiväkirjassa; sama luku kaikissa taulukoissa."],
    sv: ["Löpnummer", "Verifikationens plats i periodens dagbok (grundbok); samma tal i alla tabeller."],
    en: ["Sequence", "The voucher's place in the year's journal; the same number in every table."],
  },
  line: {
    fi: ["Vienti", "Viennin numero tositteella."],
    sv: ["Rad", "Radens nummer inom verifikationen."],
    en: ["Line", "The line's number within its voucher."],
  },
  taxCode: {
    fi: ["Alv-koodi", "Selitetään tiedostossa tax-codes.csv."],
    sv: ["Momskod", "Förklaras i tax-codes.csv."],
    en: ["Tax code", "Explained in tax-codes.csv."],
  },
  taxCodeDescription: { fi: ["Alv-koodin selite"], sv: ["Momskodens förklaring"], en: ["Tax code description"] },
  taxBase: {
    fi: ["Veron peruste", "Määrä, josta vero lasketaan."],
    sv: ["Beskattningsunderlag", "Beloppet som skatten räknas på."],
    en: ["Tax base", "The amount that the tax is reckoned from."],
  },
  taxAmount: {
    fi: ["Veron määrä", "Yrityksen kirjanpitovaluutassa."],
    sv: ["Skattebelopp", "I företagets redovisningsvaluta."],
    en: ["Tax amount", "In the company's currency."],
  },
  partyKind: {
    fi: ["Osapuolen laji", "customer: asiakas, supplier: toimittaja."],
    sv: ["Motpartens slag", "customer: kund, supplier: leverantör."],
    en: ["Party kind", "customer or supplier."],
  },
  partyNumber: {
    fi: ["Osapuolen numero", "Asiakkaan tai toimittajan numero tiedostossa parties.csv."],
    sv: ["Motpartens nummer", "Kundens eller leverantörens nummer i parties.csv."],
    en: ["Party number", "Number of the customer or supplier in parties.csv."],
  },
  partyName: {
    fi: ["Osapuolen nimi", "Asiakkaan tai toimittajan nimi."],
    sv: ["Motpartens namn", "Kundens eller leverantörens namn."],
    en: ["Party name", "Name of the customer or supplier."],
  },
  currency: {
    fi: ["Valuutta", "Vieraan valuutan ISO 4217 -koodi."],
    sv: ["Valuta", "Den utländska valutans kod enligt ISO 4217."],
    en: ["Currency", "ISO 4217 code of a foreign currency."],
  },
  currencyAmount: { fi: ["Määrä valuutassa"], sv: ["Belopp i valuta"], en: ["Amount in currency"] },
  exchangeRate: { fi: ["Valuuttakurssi"], sv: ["Valutakurs"], en: ["Exchange rate"] },
  quantity: {
    fi: ["Määrä", "Kappaleet, tunnit tai muu määrä, jos sellainen on kirjattu."],
    sv: ["Kvantitet", "Antal, timmar eller annan kvantitet, om den har bokförts."],
    en: ["Quantity", "Pieces, hours or another quantity, where one was booked."],
  },
  dimensions: {
    fi: [
      "Laskentakohteet",
      "Kustannuspaikat, projektit ja muut: laskentakohteen ja arvon koodi pareittain (JSON) kirjausjärjestyksessä; koodit ovat tiedostossa dimensions.csv.",
    ],
    sv: [
      "Dimensioner",
      "Kostnadsställen, projekt och andra: dimensionens och värdets kod parvis (JSON) i bokförd ordning; koderna finns i dimensions.csv.",
    ],
    en: [
      "Dimensions",
      "Cost centres, projects and others: pairs of dimension code and value code as JSON, in the order booked; codes are in dimensions.csv.",
    ],
  },
  postingDate: {
    fi: ["Kirjauspäivä", "Päivä, jona tosite kirjattiin, jos lähde kertoo sen."],
    sv: ["Registreringsdatum", "Dagen då verifikationen registrerades, om källan anger den."],
    en: ["Entry date", "The day it was entered, when the source tells."],
  },
  kind: {
    fi: [
      "Tositetyyppi",
      "general: muistiotosite, sales: myyntilasku, purchase: ostolasku, payroll: palkat, bank: tiliote, vat: arvonlisävero, closing: tilinpäätös, notes: liitetietotosite, inventory: varasto.",
    ],
    sv: [
      "Verifikationstyp",
      "general: bokföringsorder, sales: försäljningsfaktura, purchase: inköpsfaktura, payroll: löner, bank: kontoutdrag, vat: mervärdesskatt, closing: bokslut, notes: notverifikation, inventory: lager.",
    ],
    en: ["Voucher kind", "general, sales, purchase, payroll, bank, vat, closing, notes or inventory."],
  },
  source: {
    fi: ["Lähde", "Mistä tosite on peräisin: osapäiväkirja tai järjestelmä."],
    sv: ["Källa", "Varifrån verifikationen kommer: en deldagbok eller ett system."],
    en: ["Source", "What made it: a journal id, a system."],
  },
  attachments: {
    fi: ["Liitteitä", "Montako tiedostoa tositteeseen kuuluu."],
    sv: ["Bilagor", "Hur många filer som hör till verifikationen."],
    en: ["Attachments", "How many files belong to it."],
  },
  attachmentHashes: {
    fi: [
      "Liitteiden SHA-256",
      "Kunkin tiedoston tarkistussumma, välilyönnit välissä; samat ovat tiedostossa attachments.csv.",
    ],
    sv: ["Bilagornas SHA-256", "Varje fils kontrollsumma, åtskilda med mellanslag; desamma finns i attachments.csv."],
    en: ["Attachment SHA-256", "SHA-256 of each file, parted by spaces; the same in attachments.csv."],
  },
  retainUntil: {
    fi: [
      "Säilytettävä asti",
      "Viimeinen päivä, jona laki vaatii tositetta; voi olla myöhemmin kuin tilikauden muilla tositteilla.",
    ],
    sv: [
      "Bevaras till och med",
      "Sista dagen då lagen kräver verifikationen; kan vara senare än för periodens andra verifikationer.",
    ],
    en: [
      "Retain until",
      "The last day on which the law asks for it, which may be later than that of the year's other vouchers.",
    ],
  },
} satisfies Record<string, ColumnText>;
