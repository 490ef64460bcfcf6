import type { ColumnText } from "./column-text.ts";

/** What the columns of the general ledger and the sub-ledgers are called. */
export const ledgerRowColumn = {
  account: {
    fi: ["Tili", "Pääkirjan tili."],
    sv: ["Konto", "Konto i huvudboken."],
    en: ["Account", "Account in the general ledger."],
  },
  row: {
    fi: ["Rivi", "opening: alkusaldo, movement: tapahtuma, closing: loppusaldo."],
    sv: ["Radtyp", "opening: ingående saldo, movement: händelse, closing: utgående saldo."],
    en: ["Row", "opening, movement or closing."],
  },
  date: {
    fi: ["Tositepäivä", "Alku- ja loppusaldon riveillä tilikauden ensimmäinen ja viimeinen päivä."],
    sv: ["Bokföringsdatum", "På raderna för ingående och utgående saldo periodens första och sista dag."],
    en: ["Voucher date", "On opening and closing rows the year's first and last day."],
  },
  debit: {
    fi: ["Debet", "Loppusaldon rivillä debetvientien summa."],
    sv: ["Debet", "På raden för utgående saldo summan av debet."],
    en: ["Debit", "On a closing row the sum of debits."],
  },
  credit: {
    fi: ["Kredit", "Loppusaldon rivillä kreditvientien summa."],
    sv: ["Kredit", "På raden för utgående saldo summan av kredit."],
    en: ["Credit", "On a closing row the sum of credits."],
  },
  text: {
    fi: ["Selite", "Viennin selite, tai tositteen, jos viennillä ei ole omaa."],
    sv: ["Förklaring", "Radens egen, eller verifikationens text om raden saknar en."],
    en: ["Text", "The line's text, or the voucher's where the line has none."],
  },
  balance: {
    fi: ["Saldo", "Saldo rivin jälkeen; debet positiivinen, kredit negatiivinen."],
    sv: ["Saldo", "Saldot efter raden; debet positivt, kredit negativt."],
    en: ["Balance", "Balance after this row; debit positive, credit negative."],
  },
  customerNumber: {
    fi: ["Asiakasnumero", "Tyhjä, kun tilille on kirjattu ilman asiakasta."],
    sv: ["Kundnummer", "Tomt för det som bokförts på kontot utan kund."],
    en: ["Customer number", "Empty for what is booked on the account without a customer."],
  },
  customerName: { fi: ["Asiakas"], sv: ["Kund"], en: ["Customer"] },
  supplierNumber: {
    fi: ["Toimittajanumero", "Tyhjä, kun tilille on kirjattu ilman toimittajaa."],
    sv: ["Leverantörsnummer", "Tomt för det som bokförts på kontot utan leverantör."],
    en: ["Supplier number", "Empty for what is booked on the account without a supplier."],
  },
  supplierName: { fi: ["Toimittaja"], sv: ["Leverantör"], en: ["Supplier"] },
  reference: {
    fi: ["Viite", "Yhdistää maksun laskuunsa, jos lähde kertoo sen."],
    sv: ["Referens", "Förenar en betalning med dess faktura, om källan anger det."],
    en: ["Reference", "What ties a payment to its invoice, where the source tells."],
  },
  dueOn: {
    fi: ["Eräpäivä", "Jos lähde kertoo sen."],
    sv: ["Förfallodag", "Om källan anger den."],
    en: ["Due date", "Where the source tells."],
  },
  openReference: {
    fi: ["Viite", "Saman viitteen viennit kuittaavat toisensa; tyhjä: se osa saldosta, jota mikään viite ei selitä."],
    sv: [
      "Referens",
      "Poster med samma referens kvittar varandra; tom: den del av saldot som ingen referens förklarar.",
    ],
    en: ["Reference", "Entries of one reference settle each other; empty: what no reference explains of the balance."],
  },
  openDate: {
    fi: ["Tositepäivä", "Viitteen ensimmäisen viennin, tältä tai aiemmalta tilikaudelta."],
    sv: ["Bokföringsdatum", "För referensens första post, i denna eller en tidigare period."],
    en: ["Voucher date", "Of the first entry of the reference, in this year or an earlier one."],
  },
  openSeries: {
    fi: ["Tositelaji", "Viitteen ensimmäisen viennin."],
    sv: ["Verifikationsserie", "För referensens första post."],
    en: ["Voucher series", "Of the first entry."],
  },
  openNumber: {
    fi: ["Tositenumero", "Viitteen ensimmäisen viennin."],
    sv: ["Verifikationsnummer", "För referensens första post."],
    en: ["Voucher number", "Of the first entry."],
  },
  booked: {
    fi: ["Kirjattu", "Mitä ensin kirjattiin; debet positiivinen, kredit negatiivinen."],
    sv: ["Bokfört", "Vad som först bokfördes; debet positivt, kredit negativt."],
    en: ["Booked", "What was booked first; debit positive, credit negative."],
  },
  settled: {
    fi: ["Suoritettu", "Mitä sen jälkeen on kirjattu tilikauden viimeiseen päivään mennessä."],
    sv: ["Reglerat", "Vad som därefter har bokförts till och med periodens sista dag."],
    en: ["Settled", "What has been booked since, by the year's last day."],
  },
  open: {
    fi: ["Avoinna", "Kirjattu ja suoritettu yhteensä: avoinna tilikauden viimeisenä päivänä."],
    sv: ["Öppet", "Bokfört och reglerat tillsammans: öppet på periodens sista dag."],
    en: ["Open", "Booked and settled together: open on the year's last day."],
  },
} satisfies Record<string, ColumnText>;
