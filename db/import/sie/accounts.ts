import type { AccountType, Books } from "../books.ts";
import type { Problems } from "../problems.ts";

type Figures = { opening?: bigint; closing?: bigint; result?: bigint };
type Account = { name?: string; kind?: string; sru?: string; years: [Figures, Figures] };

/** A chart of accounts has hundreds of rows; more than this is no chart, and is kept in memory while reading. */
const MAX_ACCOUNTS = 100_000;

/** `#KTYP` where there is one; else by the Swedish BAS chart's classes. 20xx is equity, which `#KTYP` S covers too. */
function accountType(number: string, kind: string | undefined): AccountType {
  const bas = /^[1-8]\d{3}$/.test(number);
  switch (kind?.toUpperCase()) {
    case "T":
      return "asset";
    case "S":
      return bas && number.startsWith("20") ? "equity" : "liability";
    case "K":
      return "expense";
    case "I":
      return "income";
  }
  if (!bas) return "unknown";
  if (number[0] === "1") return "asset";
  if (number[0] === "2") return number[1] === "0" ? "equity" : "liability";
  if (number[0] === "3") return "income";
  return number[0] === "8" ? "unknown" : "expense";
}

/** The chart of accounts and its balances: a SIE file tells them in records of their own, in any order. */
export class SieAccounts {
  #accounts = new Map<string, Account>();
  #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  #get(number: string, place: string): Account {
    let account = this.#accounts.get(number);
    if (!account) {
      if (this.#accounts.size >= MAX_ACCOUNTS)
        this.#problems.stop(
          "too_many_accounts",
          place,
          `The file names more than ${MAX_ACCOUNTS} accounts.`,
          "Check that the file is a SIE export of one company.",
        );
      account = { years: [{}, {}] };
      this.#accounts.set(number, account);
    }
    return account;
  }

  declare(number: string, name: string, place: string): void {
    this.#get(number, place).name = name;
  }

  kind(number: string, kind: string, place: string): void {
    this.#get(number, place).kind = kind;
  }

  /** An account may have several SRU codes, one for each tax form; the first is kept. */
  sru(number: string, code: string, place: string): void {
    const account = this.#get(number, place);
    account.sru ??= code;
  }

  figure(what: keyof Figures, year: 0 | -1, number: string, cents: bigint, place: string): void {
    const figures = this.#get(number, place).years[year === 0 ? 0 : 1];
    const before = figures[what];
    if (before !== undefined && before !== cents)
      this.#problems.refuse(
        "balance_stated_twice",
        place,
        `Account ${number} has two different figures of the same kind for the same year.`,
        "Correct the file so that each account has one figure for a year.",
      );
    figures[what] = cents;
  }

  write(books: Books): void {
    for (const [number, account] of this.#accounts) {
      if (account.name !== undefined)
        books.account({
          number,
          name: account.name,
          type: accountType(number, account.kind),
          standardCode: account.sru,
        });
      for (const [index, figures] of account.years.entries()) {
        if (figures.opening === undefined && figures.closing === undefined && figures.result === undefined) continue;
        books.balance({
          year: index === 0 ? 0 : -1,
          number,
          opening: figures.opening ?? 0n,
          // An account of the income statement has #RES for what it comes to at the year's end, and no #UB.
          closing: figures.closing ?? figures.result,
        });
      }
    }
    this.#accounts.clear();
  }
}
