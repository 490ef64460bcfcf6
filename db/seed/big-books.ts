import { addDays, type Day } from "./calendar.ts";
import { isBalanceSheet } from "./chart.ts";
import type { Balances } from "./closing.ts";
import { seededRandom } from "./random.ts";
import { calendarYears, type FinancialYear } from "./spec.ts";
import { taxOn } from "./vat.ts";

/** Four closed calendar years. */
export const BIG_YEARS: FinancialYear[] = calendarYears(2022, 2026).slice(0, 4);
export const BIG_CUSTOMERS = 2_000;
/** Each year needs a sale, its payment and its closing. */
export const FEWEST_LINES = BIG_YEARS.length * 10;

export type BigLine = {
  account: string;
  debit: bigint;
  credit: bigint;
  taxCode: string | null;
  taxBase: bigint | null;
  taxAmount: bigint | null;
  customer: string | null;
};

export type BigVoucher = {
  year: number;
  seq: number;
  series: "ML" | "PT" | "MU";
  number: number;
  date: Day;
  text: string;
  kind: "sales" | "bank" | "general" | "closing";
  costCentre: string;
  lines: BigLine[];
};

export type BigBooks = { vouchers: Generator<BigVoucher>; openings: Balances[]; closings: Balances[] };

const line = (account: string, debit: bigint, credit: bigint, more: Partial<BigLine> = {}): BigLine => ({
  account,
  debit,
  credit,
  taxCode: null,
  taxBase: null,
  taxAmount: null,
  customer: null,
  ...more,
});

/** A voucher of exactly `count` lines, two or more, that balances. */
function filler(count: number): BigLine[] {
  return [
    line("8570", BigInt(count - 1) * 100n, 0n),
    ...Array.from({ length: count - 1 }, () => line("1910", 0n, 100n)),
  ];
}

function* yearVouchers(seed: string, year: number, lineCount: number, balances: Balances): Generator<BigVoucher> {
  const { startsOn, endsOn } = BIG_YEARS[year]!;
  const random = seededRandom(`${seed} ${endsOn}`);
  const days = Array.from({ length: 365 }, (_, i) => addDays(startsOn, i));
  // Two lines are the closing's. A single line left over cannot be a voucher: one sale and its payment make room for it.
  const body = lineCount - 2;
  const rest = body % 5 === 1 ? 6 : body % 5;
  const pairs = (body - rest) / 5;
  let seq = 0;
  const voucher = (more: Omit<BigVoucher, "year" | "seq" | "costCentre">, costCentre = "100"): BigVoucher => {
    for (const { account, debit, credit } of more.lines) {
      balances.set(account, (balances.get(account) ?? 0n) + debit - credit);
    }
    return { year, seq: ++seq, costCentre, ...more };
  };
  for (let number = 1; number <= pairs; number++) {
    const date = days[Math.floor(((number - 1) * days.length) / pairs)]!;
    const customer = String(1001 + random.int(0, BIG_CUSTOMERS - 1));
    const { net, tax, gross, code } = taxOn("M", date, "general", random.cents(1_000, 500_000));
    const centre = random.pick(["100", "200", "300"]);
    const sale = [
      line("1700", gross, 0n, { customer }),
      line("3000", 0n, net, { customer, taxCode: code, taxBase: net, taxAmount: tax }),
      line("2939", 0n, tax),
    ];
    const text = `Myyntilasku ${number}, asiakas ${customer}`;
    yield voucher({ series: "ML", number, date, text, kind: "sales", lines: sale }, centre);
    const payment = [line("1910", gross, 0n), line("1700", 0n, gross, { customer })];
    yield voucher(
      { series: "PT", number, date, text: `Suoritus laskuun ${number}`, kind: "bank", lines: payment },
      centre,
    );
  }
  let number = 0;
  if (rest > 0) {
    const lines = filler(rest);
    yield voucher({ series: "MU", number: ++number, date: endsOn, text: "Pankkikulut", kind: "general", lines });
  }
  let result = 0n;
  for (const [account, balance] of balances) if (!isBalanceSheet(account)) result -= balance;
  const lines = [line("9990", result, 0n), line("2370", 0n, result)];
  yield voucher({
    series: "MU",
    number: ++number,
    date: endsOn,
    text: "Tilikauden tuloksen siirto",
    kind: "closing",
    lines,
  });
}

/**
 * The books of a company of any size, voucher by voucher and the same each time, in memory that does not grow with them.
 * @param lineCount exactly so many voucher lines, at least FEWEST_LINES
 * @returns `openings` and `closings` fill as the vouchers are taken, one for each year
 */
export function bigBooks(seed: string, lineCount: number): BigBooks {
  const openings: Balances[] = [];
  const closings: Balances[] = [];
  function* vouchers() {
    let opening: Balances = new Map();
    for (const year of BIG_YEARS.keys()) {
      const last = year === BIG_YEARS.length - 1;
      const each = Math.floor(lineCount / BIG_YEARS.length);
      const balances = new Map(opening);
      yield* yearVouchers(seed, year, last ? lineCount - each * year : each, balances);
      openings.push(opening);
      closings.push(balances);
      opening = new Map([...balances].filter(([account]) => isBalanceSheet(account)));
    }
  }
  return { vouchers: vouchers(), openings, closings };
}
