export type Label = { fi: string; sv: string; en: string };

/** Which part of the statements a group of accounts stands in. */
export type Section =
  | "operating"
  | "financial"
  | "appropriations"
  | "taxes"
  | "fixed_assets"
  | "current_assets"
  | "equity"
  | "reserves"
  | "liabilities"
  /** Moves the result to the balance sheet: in no statement. */
  | "transfer";

/** Accounts of four digits from `from` to `to`, both included. */
export type Group = { section: Section; from: string; to: string; label: Label };

const group = (section: Section, from: string, to: string, fi: string, sv: string, en: string): Group => ({
  section,
  from,
  to,
  label: { fi, sv, en },
});

const turnover = ["Liikevaihto", "Nettoomsättning", "Net turnover"] as const;
const otherIncome = ["Liiketoiminnan muut tuotot", "Övriga rörelseintäkter", "Other operating income"] as const;
const materials = ["Materiaalit ja palvelut", "Material och tjänster", "Materials and services"] as const;
const personnel = ["Henkilöstökulut", "Personalkostnader", "Personnel expenses"] as const;
const depreciation = [
  "Poistot ja arvonalentumiset",
  "Av- och nedskrivningar",
  "Depreciation and reduction in value",
] as const;
const otherExpenses = ["Liiketoiminnan muut kulut", "Övriga rörelsekostnader", "Other operating expenses"] as const;
const financial = [
  "Rahoitustuotot ja -kulut",
  "Finansiella intäkter och kostnader",
  "Financial income and expenses",
] as const;
const appropriations = ["Tilinpäätössiirrot", "Bokslutsdispositioner", "Appropriations"] as const;
const taxes = ["Tuloverot", "Inkomstskatter", "Income taxes"] as const;
const fixedAssets = ["Pysyvät vastaavat", "Bestående aktiva", "Non-current assets"] as const;
const currentAssets = ["Vaihtuvat vastaavat", "Rörliga aktiva", "Current assets"] as const;
const equity = ["Oma pääoma", "Eget kapital", "Equity"] as const;
const reserves = [
  "Tilinpäätössiirtojen kertymä ja pakolliset varaukset",
  "Obeskattade reserver och avsättningar",
  "Accumulated appropriations and provisions",
] as const;
const longTerm = ["Pitkäaikainen vieras pääoma", "Långfristiga skulder", "Non-current liabilities"] as const;
const shortTerm = ["Lyhytaikainen vieras pääoma", "Kortfristiga skulder", "Current liabilities"] as const;
const liabilities = ["Vieras pääoma", "Främmande kapital", "Liabilities"] as const;

/** By the chart that most Finnish companies use (Liikekirjuri), with the headings of the small companies' decree (PMA 1753/2015). */
const finnish: readonly Group[] = [
  group("operating", "3000", "3699", ...turnover),
  group("operating", "3700", "3999", ...otherIncome),
  group("operating", "4000", "4999", ...materials),
  group("operating", "5000", "6799", ...personnel),
  group("operating", "6800", "6999", ...depreciation),
  group("operating", "7000", "8999", ...otherExpenses),
  group("financial", "9000", "9699", ...financial),
  group("appropriations", "9700", "9899", ...appropriations),
  group("taxes", "9900", "9999", ...taxes),
  group("fixed_assets", "1000", "1499", ...fixedAssets),
  group("current_assets", "1500", "1999", ...currentAssets),
  group("equity", "2000", "2499", ...equity),
  group("reserves", "2500", "2599", ...reserves),
  group("liabilities", "2600", "2999", ...liabilities),
];

/** By the classes of the BAS chart. */
const swedish: readonly Group[] = [
  group("operating", "3000", "3799", ...turnover),
  group("operating", "3800", "3999", ...otherIncome),
  group("operating", "4000", "4999", ...materials),
  group("operating", "5000", "6999", "Ulkoiset kulut", "Övriga externa kostnader", "Other external expenses"),
  group("operating", "7000", "7699", ...personnel),
  group("operating", "7700", "7899", ...depreciation),
  group("operating", "7900", "7999", ...otherExpenses),
  group("financial", "8000", "8799", ...financial),
  group("appropriations", "8800", "8899", ...appropriations),
  group("taxes", "8900", "8989", ...taxes),
  group("transfer", "8990", "8999", "Tilikauden tulos", "Årets resultat", "Result of the year"),
  group("fixed_assets", "1000", "1399", ...fixedAssets),
  group("current_assets", "1400", "1999", ...currentAssets),
  group("equity", "2000", "2099", ...equity),
  group("reserves", "2100", "2299", ...reserves),
  group("liabilities", "2300", "2399", ...longTerm),
  group("liabilities", "2400", "2999", ...shortTerm),
];

/** By the classes of the Norwegian standard chart (NS 4102). */
const norwegian: readonly Group[] = [
  group("operating", "3000", "3599", ...turnover),
  group("operating", "3600", "3999", ...otherIncome),
  group("operating", "4000", "4999", ...materials),
  group("operating", "5000", "5999", ...personnel),
  group("operating", "6000", "6099", ...depreciation),
  group("operating", "6100", "7999", ...otherExpenses),
  group("financial", "8000", "8299", ...financial),
  group("taxes", "8300", "8399", ...taxes),
  group("appropriations", "8400", "8799", ...appropriations),
  group("transfer", "8800", "8999", "Tuloksen siirrot", "Överföring av resultatet", "Transfers of the result"),
  group("fixed_assets", "1000", "1399", ...fixedAssets),
  group("current_assets", "1400", "1999", ...currentAssets),
  group("equity", "2000", "2099", ...equity),
  group("reserves", "2100", "2199", ...reserves),
  group("liabilities", "2200", "2299", ...longTerm),
  group("liabilities", "2300", "2999", ...shortTerm),
];

/** Of accounts that no chart known here places: by their type alone. */
export const byType = {
  income: group("operating", "", "", "Muut tuotot", "Övriga intäkter", "Other income"),
  expense: group("operating", "", "", "Muut kulut", "Övriga kostnader", "Other expenses"),
  asset: group("current_assets", "", "", "Muut vastaavat", "Övriga tillgångar", "Other assets"),
  equity: group("equity", "", "", ...equity),
  liability: group("liabilities", "", "", "Muu vieras pääoma", "Övriga skulder", "Other liabilities"),
} as const;

export const layouts: Record<string, readonly Group[]> = { FI: finnish, SE: swedish, NO: norwegian };

export const labels = {
  operatingResult: { fi: "Liikevoitto (-tappio)", sv: "Rörelsevinst (-förlust)", en: "Operating profit (loss)" },
  result: {
    fi: "Tilikauden voitto (tappio)",
    sv: "Räkenskapsperiodens vinst (förlust)",
    en: "Profit (loss) for the financial year",
  },
  untransferred: {
    fi: "Tilikauden voitto (tappio), ei siirretty",
    sv: "Räkenskapsperiodens vinst (förlust), ej överförd",
    en: "Profit (loss) for the financial year, not transferred",
  },
  assets: { fi: "Vastaavaa", sv: "Aktiva", en: "Assets" },
  equityAndLiabilities: { fi: "Vastattavaa", sv: "Passiva", en: "Equity and liabilities" },
} as const satisfies Record<string, Label>;
