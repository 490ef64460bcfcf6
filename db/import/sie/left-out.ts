import type { LeftOut, LeftOutKind } from "../books.ts";
import type { Token } from "./tokenize.ts";

/** Records of which the ledger has nothing. */
const RECORDS: Record<string, LeftOutKind> = {
  "#PSALDO": "month_sums",
  "#PBUDGET": "budget",
  "#BTRANS": "removed_rows",
  "#ENHET": "units",
  "#FNR": "file_notes",
  "#PROSA": "file_notes",
  "#OMFATTN": "file_notes",
  "#TAXAR": "file_notes",
  "#BKOD": "file_notes",
};

/** All others that the format has. A reader must pass over any that it does not know (SIE 4B, 7.1). */
const READ = new Set(
  (
    "#FLAGGA #PROGRAM #FORMAT #GEN #SIETYP #FTYP #ORGNR #ADRESS #FNAMN #RAR #KPTYP #VALUTA #KONTO #KTYP #SRU #DIM #UNDERDIM " +
    "#OBJEKT #IB #UB #RES #OIB #OUB #VER #TRANS #RTRANS"
  ).split(" "),
);

const BALANCES: Record<string, number> = { "#IB": 4, "#UB": 4, "#RES": 4, "#OIB": 5, "#OUB": 5 };

/** Counts what a SIE file has and the ledger has no place for, so that the import and the archive can say so. */
export class SieLeftOut {
  readonly #counts = new Map<LeftOutKind, number>();
  readonly #coded = new Set<string>();
  #voucherDay = "";

  record(label: string, t: Token[]): void {
    const kind = RECORDS[label] ?? (READ.has(label) ? undefined : "unknown");
    if (kind) this.#add(kind);
    const quantity = BALANCES[label];
    if (quantity !== undefined) {
      if (given(t[quantity]) && Number(t[quantity]) !== 0) this.#add("balance_quantities");
      const year = String(t[1]);
      if (year !== "0") this.#add(year === "-1" ? "year_before" : "earlier_years");
    }
    switch (label) {
      case "#VER":
        this.#voucherDay = String(t[3]);
        if (given(t[6])) this.#add("signatures");
        break;
      case "#TRANS":
        if (given(t[7])) this.#add("signatures");
        if (given(t[4]) && t[4] !== "0" && t[4] !== this.#voucherDay) this.#add("row_days");
        break;
      case "#ADRESS":
        if (given(t[1]) || given(t[4])) this.#add("contact");
        break;
      case "#ORGNR":
        if (given(t[2]) || given(t[3])) this.#add("further_codes");
        break;
      case "#SRU":
        if (this.#coded.has(String(t[1]))) this.#add("further_codes");
        else this.#coded.add(String(t[1]));
    }
  }

  list(): LeftOut[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  #add(kind: LeftOutKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}

const given = (token: Token | undefined): boolean => typeof token === "string" && token.trim() !== "";
