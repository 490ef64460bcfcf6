import type { AccountYear } from "../../materials/accounts.ts";
import { rowsOf } from "../copy-text.ts";
import { type Cents, cents, decimal, isNegative, negate } from "../money.ts";
import { escapeLikeCopy } from "./header.ts";
import { CODE, LONG, MIDDLE1, MIDDLE2, type SaftText } from "./text.ts";

/** Blocks of rows in COPY's text format. */
type Blocks = AsyncIterable<string>;
export type TaxCode = {
  code: string;
  description: string;
  rate: string | null;
  country: string | null;
  standardCode: string | null;
};

const balance = (when: "Opening" | "Closing", amount: Cents): string => {
  const name = isNegative(amount) ? `${when}CreditBalance` : `${when}DebitBalance`;
  return `<${name}>${decimal(isNegative(amount) ? negate(amount) : amount)}</${name}>`;
};

/**
 * GroupingCategory and GroupingCode are mandatory and Norwegian. A known standard code of the company's country goes in
 * under the name of its list; an account without one is grouped by its type, which claims nothing about any tax return.
 */
function grouping(text: SaftText, account: AccountYear, country: string): string {
  const lists: Record<string, string> = { NO: "StandardAccount", SE: "SRU", FI: "Raportointikoodisto" };
  const [category, code] = account.standardCode
    ? [lists[country] ?? "StandardCode", account.standardCode]
    : ["AccountType", account.type];
  return `<GroupingCategory>${category}</GroupingCategory><GroupingCode>${text.id(escapeLikeCopy(code), MIDDLE1)}</GroupingCode>`;
}

export function accountsXml(text: SaftText, accounts: readonly AccountYear[], country: string): string {
  if (accounts.length === 0) return "";
  const entries = accounts.map(
    (a) =>
      `<Account><AccountID>${text.id(escapeLikeCopy(a.number), MIDDLE2)}</AccountID>` +
      `<AccountDescription>${text.text(escapeLikeCopy(a.name), LONG)}</AccountDescription>${grouping(text, a, country)}` +
      `<AccountType>GL</AccountType>${balance("Opening", a.opening)}${balance("Closing", a.closing)}</Account>`,
  );
  return `<GeneralLedgerAccounts>${entries.join("\n")}</GeneralLedgerAccounts>\n`;
}

/** @param blocks rows of the parties table (materials/registers.ts), customers before suppliers */
export async function* partiesXml(text: SaftText, blocks: Blocks): AsyncGenerator<string> {
  let open = "";
  for await (const block of blocks) {
    let out = "";
    for (const row of rowsOf(block)) {
      const f = row.split("\t") as [string, string, string, ...string[]];
      const [kind, number, name, businessId, vat, street, postalCode, city, country, account, opening, closing] = f;
      const element = kind === "customer" ? "Customer" : "Supplier";
      if (open !== element) {
        out += `${open ? `</${open}s>\n` : ""}<${element}s>`;
        open = element;
      }
      const address =
        text.optional("StreetName", street!, LONG) +
        text.optional("City", city!, LONG) +
        text.optional("PostalCode", postalCode!, MIDDLE2) +
        (/^[A-Z]{2}$/.test(country!) ? `<Country>${country}</Country>` : "");
      const tax = text.optional("TaxRegistrationNumber", vat!, MIDDLE1);
      out +=
        `<${element}>${text.optional("RegistrationNumber", businessId!, MIDDLE1)}<Name>${text.text(name, LONG)}</Name>` +
        (address && `<Address>${address}</Address>`) +
        (tax && `<TaxRegistration>${tax}</TaxRegistration>`) +
        `<${element}ID>${text.id(number, MIDDLE1)}</${element}ID>` +
        (opening && closing
          ? `<BalanceAccount>${account ? `<AccountID>${text.id(account, MIDDLE2)}</AccountID>` : ""}` +
            `${balance("Opening", cents(opening))}${balance("Closing", cents(closing))}</BalanceAccount>`
          : "") +
        `</${element}>\n`;
    }
    yield out;
  }
  if (open) yield `</${open}s>\n`;
}

/** StandardTaxCode is mandatory and Norwegian ([0-9anAN]{1,2}); "NA" where the company's code has none. */
export function taxTableXml(text: SaftText, codes: readonly TaxCode[], country: string): string {
  if (codes.length === 0) return "";
  const details = codes.map((c) => {
    const standard = c.standardCode && /^[0-9anAN]{1,2}$/.test(c.standardCode) ? c.standardCode : "NA";
    return (
      `<TaxCodeDetails><TaxCode>${text.id(escapeLikeCopy(c.code), MIDDLE2)}</TaxCode>` +
      `<Description>${text.text(escapeLikeCopy(c.description), LONG)}</Description>` +
      (c.rate === null ? "" : `<TaxPercentage>${c.rate}</TaxPercentage>`) +
      `<Country>${c.country ?? country}</Country><StandardTaxCode>${standard}</StandardTaxCode><BaseRate>100</BaseRate></TaxCodeDetails>`
    );
  });
  return (
    "<TaxTable><TaxTableEntry><TaxType>MVA</TaxType><Description>Merverdiavgift</Description>" +
    `${details.join("\n")}</TaxTableEntry></TaxTable>\n`
  );
}

/** @param blocks rows of the dimensions table (materials/registers.ts) */
export async function* analysisXml(text: SaftText, blocks: Blocks): AsyncGenerator<string> {
  let open = false;
  for await (const block of blocks) {
    let out = "";
    for (const row of rowsOf(block)) {
      const [dimension, name, , value, valueName] = row.split("\t") as [string, string, string, string, string];
      if (value === "") continue;
      if (!open) out += "<AnalysisTypeTable>";
      open = true;
      out +=
        `<AnalysisTypeTableEntry><AnalysisType>${text.id(dimension, CODE)}</AnalysisType>` +
        `<AnalysisTypeDescription>${text.text(name, LONG)}</AnalysisTypeDescription><AnalysisID>${text.id(value, MIDDLE1)}</AnalysisID>` +
        `<AnalysisIDDescription>${text.text(valueName, LONG)}</AnalysisIDDescription></AnalysisTypeTableEntry>\n`;
    }
    if (out) yield out;
  }
  if (open) yield "</AnalysisTypeTable>\n";
}
