import { addDays, type Day, finnishDay, type Period, TODAY } from "./calendar.ts";
import { credit, debit, type Entry, type Line } from "./entries.ts";
import { reference } from "./identifiers.ts";
import { purchaseInvoicePdf, salesInvoicePapers } from "./invoice-papers.ts";
import type { Party } from "./parties.ts";
import type { Random } from "./random.ts";
import type { Article, CompanySpec, KnownSale } from "./spec.ts";
import { type Taxed, taxOn } from "./vat.ts";

export type Trade = {
  spec: CompanySpec;
  random: Random;
  customers: Party[];
  suppliers: Party[];
  /** Takes what was booked; entries after today are left out by the caller's choice of dates. */
  book: (entry: Entry) => void;
  nextInvoiceNumber: () => number;
};

export type InvoiceRow = Taxed & { article: string; account: string };

const COST_CENTRES = ["100", "200", "300"];
const PROJECTS = ["P1", "P2", "P3"];

function dimensions(random: Random): [string, string][] {
  const pairs: [string, string][] = [["KP", random.pick(COST_CENTRES)]];
  if (random.chance(0.3)) pairs.push(["PROJ", random.pick(PROJECTS)]);
  return pairs;
}

const priced = (random: Random, side: "M" | "O", day: Day, article: Article): InvoiceRow => ({
  ...taxOn(side, day, article.vat, random.cents(article.min, article.max)),
  article: article.name,
  account: article.account,
});

function revenueLines(random: Random, rows: InvoiceRow[], party: Party | null): Line[] {
  return rows.flatMap((row) => [
    credit(row.account, row.net, {
      text: row.article,
      taxCode: row.code,
      taxBase: row.code ? row.net : null,
      taxAmount: row.code ? row.tax : null,
      party,
      dimensions: dimensions(random),
    }),
    ...(row.tax > 0n ? [credit("2939", row.tax, { text: `ALV ${row.ratePercent} %` })] : []),
  ]);
}

const total = (rows: InvoiceRow[]) => rows.reduce((sum, row) => sum + row.gross, 0n);

/** Money in or out of the bank account, if the day has come. */
function settle(trade: Trade, day: Day, line: Line, amount: bigint, text: string) {
  if (day > TODAY) return;
  const bank = line.credit > 0n ? debit("1910", amount) : credit("1910", amount);
  trade.book({ date: day, series: "PT", kind: "bank", text, lines: [bank, line], papers: null });
}

function invoiceCustomer(trade: Trade, day: Day, rows: InvoiceRow[]) {
  const { spec, random } = trade;
  const customer = random.pick(trade.customers);
  const number = trade.nextInvoiceNumber();
  const gross = total(rows);
  const due = addDays(day, 14);
  trade.book({
    date: day,
    series: "ML",
    kind: "sales",
    text: `Myyntilasku ${number}, ${customer.name}`,
    lines: [
      debit("1700", gross, { party: customer, text: `Lasku ${number}`, reference: reference(number), dueOn: due }),
      ...revenueLines(random, rows, customer),
    ],
    papers:
      spec.attachments === "each"
        ? (voucher) => salesInvoicePapers({ spec, customer, number, day, due, rows, voucher })
        : null,
  });
  // One invoice in forty is never paid, so that the ledger of customers is not empty.
  if (random.chance(0.025)) return;
  const paid = addDays(due, random.int(-3, 9));
  settle(
    trade,
    paid,
    credit("1700", gross, { party: customer, reference: reference(number) }),
    gross,
    `Suoritus laskuun ${number}, ${customer.name}`,
  );
}

function receiveInvoice(trade: Trade, day: Day) {
  const { spec, random } = trade;
  const supplier = random.pick(trade.suppliers);
  const row = priced(random, "O", day, random.pick(spec.purchases));
  const number = String(random.int(10_000, 99_999));
  trade.book({
    date: day,
    series: "OL",
    kind: "purchase",
    text: `Ostolasku ${number}, ${supplier.name}`,
    lines: [
      debit(row.account, row.net, {
        text: row.article,
        taxCode: row.code,
        taxBase: row.code ? row.net : null,
        taxAmount: row.code ? row.tax : null,
        party: supplier,
        dimensions: dimensions(random),
      }),
      ...(row.tax > 0n ? [debit("1763", row.tax, { text: `ALV ${row.ratePercent} %` })] : []),
      credit("2871", row.gross, {
        party: supplier,
        text: `Lasku ${number}`,
        reference: number,
        dueOn: addDays(day, 14),
      }),
    ],
    papers:
      spec.attachments === "each"
        ? (voucher) => [purchaseInvoicePdf({ spec, supplier, number, day, row, voucher })]
        : null,
  });
  const paid = addDays(day, random.int(7, 21));
  const line = debit("2871", row.gross, { party: supplier, reference: number });
  settle(trade, paid, line, row.gross, `Maksu, ${supplier.name}, ${number}`);
}

function sellOverTheCounter(trade: Trade, day: Day) {
  const { spec, random } = trade;
  const rows = spec.cashSales.map((article) => priced(random, "M", day, article));
  trade.book({
    date: day,
    series: "ML",
    kind: "sales",
    text: `Päivän käteis- ja korttimyynti ${finnishDay(day)} (${spec.tag})`,
    lines: [debit("1910", total(rows)), ...revenueLines(random, rows, null)],
    papers: null,
  });
}

/** A day of the month that is not after today, or null when the draw falls after it. */
function drawDay(random: Random, month: Period): Day | null {
  const day = addDays(month.startsOn, random.int(0, 27));
  return day <= TODAY ? day : null;
}

/** Sales, purchases and their payments of one month. */
export function tradeOfMonth(trade: Trade, month: Period) {
  const { spec, random } = trade;
  const known = (sale: KnownSale): InvoiceRow => ({
    ...taxOn("M", sale.date, sale.vat, sale.net),
    article: sale.article,
    account: sale.account,
  });
  for (const sale of spec.knownSales) {
    if (sale.date >= month.startsOn && sale.date <= month.endsOn) invoiceCustomer(trade, sale.date, [known(sale)]);
  }
  for (let i = 0; i < spec.salesPerMonth; i++) {
    const day = drawDay(random, month);
    const articles = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => random.pick(spec.sales));
    if (day)
      invoiceCustomer(
        trade,
        day,
        articles.map((article) => priced(random, "M", day, article)),
      );
  }
  for (let i = 0; i < spec.cashDaysPerMonth; i++) {
    const day = addDays(month.startsOn, i);
    if (day <= TODAY) sellOverTheCounter(trade, day);
  }
  for (let i = 0; i < spec.purchasesPerMonth; i++) {
    const day = drawDay(random, month);
    if (day) receiveInvoice(trade, day);
  }
}
