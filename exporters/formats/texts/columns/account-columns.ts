import type { ColumnText } from "./column-text.ts";

/** What the columns of accounts and their balances are called. */
export const accountColumn = {
  name: { fi: ["Nimi"], sv: ["Namn"], en: ["Name"] },
  type: {
    fi: [
      "Tyyppi",
      "asset: vastaavaa, liability: vieras pääoma, equity: oma pääoma, income: tuotto, expense: kulu, unknown: ei tiedossa.",
    ],
    sv: [
      "Typ",
      "asset: tillgång, liability: skuld, equity: eget kapital, income: intäkt, expense: kostnad, unknown: okänt.",
    ],
    en: ["Type", "asset, liability, equity, income, expense or unknown."],
  },
  standardCode: {
    fi: ["Standarditunnus", "Raportointikoodiston koodi (FI), SRU-koodi (SE) tai vakiotili (NO)."],
    sv: ["Standardkod", "SRU-kod (SE), kod i Raportointikoodisto (FI) eller standardkonto (NO)."],
    en: ["Standard code", "SRU code (SE), standard account (NO), Raportointikoodisto code (FI)."],
  },
  declared: {
    fi: [
      "Tililuettelossa",
      "false (epätosi): tosite tai saldo käyttää tiliä, mutta se ei ole lähteen tililuettelossa.",
    ],
    sv: [
      "I kontoplanen",
      "false (falskt): kontot används av verifikationer eller saldon men finns inte i källans kontoplan.",
    ],
    en: ["In the chart", "false: used by vouchers or balances, but not in the source's chart of accounts."],
  },
  opening: {
    fi: ["Alkusaldo", "Debet positiivinen, kredit negatiivinen."],
    sv: ["Ingående saldo", "Debet positivt, kredit negativt."],
    en: ["Opening balance", "Debit positive, credit negative."],
  },
  yearDebit: {
    fi: ["Debet", "Tilikauden debetvientien summa."],
    sv: ["Debet", "Summan av periodens debet."],
    en: ["Debit", "Sum of the year's debits."],
  },
  yearCredit: {
    fi: ["Kredit", "Tilikauden kreditvientien summa."],
    sv: ["Kredit", "Summan av periodens kredit."],
    en: ["Credit", "Sum of the year's credits."],
  },
  closing: {
    fi: ["Loppusaldo", "Alkusaldo + debet - kredit."],
    sv: ["Utgående saldo", "Ingående saldo + debet - kredit."],
    en: ["Closing balance", "Opening balance + debits - credits."],
  },
  declaredClosing: {
    fi: ["Ilmoitettu loppusaldo", "Lähteen ilmoittama; tyhjä, jos lähde ei ilmoita sitä."],
    sv: ["Uppgivet utgående saldo", "Enligt källan; tomt om källan inte uppger något."],
    en: ["Declared closing balance", "As the source states it; empty when it states none."],
  },
  difference: {
    fi: ["Erotus", "Ilmoitettu loppusaldo - laskettu loppusaldo; tyhjä, jos loppusaldoa ei ole ilmoitettu."],
    sv: ["Differens", "Uppgivet minus beräknat utgående saldo; tomt om inget är uppgivet."],
    en: ["Difference", "Declared less computed closing balance; empty when none is declared."],
  },
  dimension: {
    fi: ["Laskentakohde", "Laskentakohteen koodi."],
    sv: ["Dimension", "Dimensionens kod."],
    en: ["Dimension", "Code of the dimension."],
  },
  value: {
    fi: ["Arvo", "Laskentakohteen arvon koodi, esimerkiksi kustannuspaikan numero."],
    sv: ["Värde", "Värdets kod, till exempel kostnadsställets nummer."],
    en: ["Value", "Code of the value, such as the number of a cost centre."],
  },
} satisfies Record<string, ColumnText>;
