import type { Day } from "./calendar.ts";
import { iban, reference } from "./identifiers.ts";
import type { SalesInvoice } from "./invoice-papers.ts";
import { decimal } from "./money.ts";
import type { InvoiceRow } from "./operations.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const comma = (amount: string) => amount.replace(".", ",");

const element = (name: string, text: string, attributes = "") =>
  `<${name}${attributes && ` ${attributes}`}>${escaped(text)}</${name}>`;
const date = (name: string, day: Day) => element(name, day.replaceAll("-", ""), 'Format="CCYYMMDD"');
const amount = (name: string, cents: bigint) => element(name, comma(decimal(cents)), 'AmountCurrencyIdentifier="EUR"');
const group = (name: string, ...children: string[]) => `<${name}>\n${children.join("\n")}\n</${name}>`;

type PartyDetails = { name: string; businessId: string; street: string; postalCode: string; city: string };

function party(role: "Seller" | "Buyer", { name, businessId, street, postalCode, city }: PartyDetails): string {
  return group(
    `${role}PartyDetails`,
    element(`${role}PartyIdentifier`, businessId),
    element(`${role}OrganisationName`, name),
    element(`${role}OrganisationTaxCode`, `FI${businessId.replace("-", "")}`),
    group(
      `${role}PostalAddressDetails`,
      element(`${role}StreetName`, street),
      element(`${role}TownName`, city),
      element(`${role}PostCodeIdentifier`, postalCode),
      element("CountryCode", "FI"),
      element("CountryName", "Finland"),
    ),
  );
}

// UNTDID 5305: S standard rate, Z zero rated, AE reverse charge, O outside the scope of the tax.
function category(row: InvoiceRow): string {
  if (row.code === null) return "O";
  if (row.code.endsWith("KV")) return "AE";
  return row.tax > 0n ? "S" : "Z";
}

function vatSpecifications(rows: InvoiceRow[]): string[] {
  const byRate = new Map<string, InvoiceRow[]>();
  for (const row of rows) byRate.set(row.code ?? "", [...(byRate.get(row.code ?? "") ?? []), row]);
  return [...byRate.values()].map((same) =>
    group(
      "VatSpecificationDetails",
      amount(
        "VatBaseAmount",
        same.reduce((sum, row) => sum + row.net, 0n),
      ),
      element("VatRatePercent", comma(same[0]!.ratePercent ?? "0")),
      element("VatCode", category(same[0]!)),
      amount(
        "VatRateAmount",
        same.reduce((sum, row) => sum + row.tax, 0n),
      ),
    ),
  );
}

/** An e-invoice after Finvoice 3.0 (Finance Finland), UTF-8, for a sale of the demo data. */
export function finvoice({ spec, customer, number, day, due, rows }: SalesInvoice): Buffer {
  const net = rows.reduce((sum, row) => sum + row.net, 0n);
  const tax = rows.reduce((sum, row) => sum + row.tax, 0n);
  const account = iban(`999${spec.businessId.replace("-", "").padStart(11, "0")}`);
  const bank = "KEKSFIHH";
  const xml = group(
    "Finvoice",
    party("Seller", spec),
    group(
      "SellerInformationDetails",
      group(
        "SellerAccountDetails",
        element("SellerAccountID", account, 'IdentificationSchemeName="IBAN"'),
        element("SellerBic", bank, 'IdentificationSchemeName="BIC"'),
      ),
    ),
    party("Buyer", customer),
    group(
      "InvoiceDetails",
      element("InvoiceTypeCode", "INV01"),
      element("InvoiceTypeText", "LASKU"),
      element("OriginCode", "Original"),
      element("InvoiceNumber", String(number)),
      date("InvoiceDate", day),
      amount("InvoiceTotalVatExcludedAmount", net),
      amount("InvoiceTotalVatAmount", tax),
      amount("InvoiceTotalVatIncludedAmount", net + tax),
      ...vatSpecifications(rows),
      group("PaymentTermsDetails", element("PaymentTermsFreeText", "14 pv netto"), date("InvoiceDueDate", due)),
    ),
    ...rows.map((row) =>
      group(
        "InvoiceRow",
        element("ArticleName", row.article),
        element("RowVatRatePercent", comma(row.ratePercent ?? "0")),
        element("RowVatCode", category(row)),
        amount("RowVatAmount", row.tax),
        amount("RowVatExcludedAmount", row.net),
        amount("RowAmount", row.gross),
      ),
    ),
    group(
      "EpiDetails",
      group("EpiIdentificationDetails", date("EpiDate", day), element("EpiReference", String(number))),
      group(
        "EpiPartyDetails",
        group("EpiBfiPartyDetails", element("EpiBfiIdentifier", bank, 'IdentificationSchemeName="BIC"')),
        group(
          "EpiBeneficiaryPartyDetails",
          element("EpiNameAddressDetails", spec.name.slice(0, 35)),
          element("EpiAccountID", account, 'IdentificationSchemeName="IBAN"'),
        ),
      ),
      group(
        "EpiPaymentInstructionDetails",
        element("EpiRemittanceInfoIdentifier", reference(number), 'IdentificationSchemeName="SPY"'),
        amount("EpiInstructedAmount", net + tax),
        element("EpiCharge", "SLEV", 'ChargeOption="SLEV"'),
        date("EpiDateOptionDate", due),
      ),
    ),
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replace("<Finvoice>", '<Finvoice Version="3.0">')}\n`,
    "utf8",
  );
}
