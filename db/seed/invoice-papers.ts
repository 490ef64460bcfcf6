import { type Day, finnishDay } from "./calendar.ts";
import type { Paper } from "./entries.ts";
import { finvoice } from "./finvoice.ts";
import { reference } from "./identifiers.ts";
import { printed } from "./money.ts";
import type { InvoiceRow } from "./operations.ts";
import type { Party } from "./parties.ts";
import { textPdf } from "./pdf.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";

export type SalesInvoice = {
  spec: CompanySpec;
  customer: Party;
  number: number;
  day: Day;
  due: Day;
  rows: InvoiceRow[];
  voucher: string;
};

type PurchaseInvoice = {
  spec: CompanySpec;
  supplier: Party;
  number: string;
  day: Day;
  row: InvoiceRow;
  voucher: string;
};

export const pdfPaper = (fileName: string, title: string, lines: string[]): Paper => ({
  fileName,
  mediaType: "application/pdf",
  bytes: textPdf(title, lines),
});

/** A label at the left and an amount that ends in the same column on every line. */
export const amountLine = (label: string, cents: bigint) => label.padEnd(50).slice(0, 50) + printed(cents).padStart(20);

function invoiceRows(rows: InvoiceRow[]): string[] {
  return rows.flatMap((row) => [
    amountLine(row.article, row.net),
    ...(row.ratePercent === null ? [] : [amountLine(`  ALV ${row.ratePercent.replace(".", ",")} %`, row.tax)]),
  ]);
}

const totalOf = (rows: InvoiceRow[]) => rows.reduce((sum, row) => sum + row.gross, 0n);

/** The invoice as PDF, and as Finvoice for a customer who takes e-invoices. */
export function salesInvoicePapers(invoice: SalesInvoice): Paper[] {
  const { spec, customer, number, day, due, rows, voucher } = invoice;
  const title = `Lasku ${number}`;
  const pdf = pdfPaper(`lasku-${number}.pdf`, title, [
    `${spec.name}  ${spec.businessId}`,
    `${spec.street}, ${spec.postalCode} ${spec.city}`,
    "",
    title.toUpperCase(),
    `Tosite ${voucher}`,
    `Päiväys ${finnishDay(day)}   Eräpäivä ${finnishDay(due)}   Viite ${reference(number)}`,
    "",
    customer.name,
    `${customer.street}, ${customer.postalCode} ${customer.city}`,
    "",
    ...invoiceRows(rows),
    amountLine("Yhteensä EUR", totalOf(rows)),
  ]);
  if (!customer.electronic) return [pdf];
  const xml: Paper = { fileName: `finvoice-${number}.xml`, mediaType: "application/xml", bytes: finvoice(invoice) };
  return [pdf, xml];
}

export function purchaseInvoicePdf({ spec, supplier, number, day, row, voucher }: PurchaseInvoice): Paper {
  const title = `Lasku ${number}`;
  return pdfPaper(`ostolasku-${supplier.number}-${number}-${voucher.replace(" ", "")}.pdf`, title, [
    `${supplier.name}  ${supplier.businessId}`,
    `${supplier.street}, ${supplier.postalCode} ${supplier.city}`,
    "",
    title.toUpperCase(),
    `Päiväys ${finnishDay(day)}   Tilinumero ${supplier.bankAccount}`,
    "",
    `${spec.name}, ${spec.street}, ${spec.postalCode} ${spec.city}`,
    `Vastaanottajan tosite ${voucher}`,
    "",
    ...invoiceRows([row]),
    amountLine("Yhteensä EUR", row.gross),
  ]);
}

const COLLECTIONS: Record<string, [string, string]> = {
  ML: ["myyntilaskut", "Myyntilaskut ja päiväraportit"],
  OL: ["ostolaskut", "Ostolaskut"],
  PA: ["palkkalista", "Palkkalista"],
  PT: ["tiliote", "Tiliote"],
};

type Collected = { series: string; number: string; date: Day; text: string; lines: { debit: bigint }[] };

/**
 * One document for all vouchers of a series in a month or a quarter.
 * @param key series and period, "PT 2024-03" or "PT 2024-Q1"
 */
export function collectionPdf(spec: CompanySpec, year: FinancialYear, key: string, vouchers: Collected[]): Paper {
  const [series, period] = key.split(" ") as [string, string];
  const [file, title] = COLLECTIONS[series]!;
  return pdfPaper(`${file}-${period}.pdf`, `${title} ${period}`, [
    `${spec.name}  ${spec.businessId}`,
    `${title} ${period}, tilikausi ${finnishDay(year.startsOn)}-${finnishDay(year.endsOn)}`,
    "",
    ...vouchers.map((voucher) =>
      amountLine(
        `${voucher.series} ${voucher.number} ${finnishDay(voucher.date)} ${voucher.text}`,
        voucher.lines.reduce((sum, line) => sum + line.debit, 0n),
      ),
    ),
  ]);
}
