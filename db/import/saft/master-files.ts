import type { AccountType, Books, PartyRow, TaxCodeRow } from "../books.ts";
import { parseIsoDate } from "../calendar.ts";
import type { FieldReader } from "./fields.ts";
import type { ElementRule } from "./tree.ts";

type Balances = { opening?: bigint; closing?: bigint };

/** By the classes of the Norwegian standard chart (NS 4102); class 8 mixes income and expense. */
function accountType(standard: string): AccountType {
  if (/^1/.test(standard)) return "asset";
  if (/^20/.test(standard)) return "equity";
  if (/^2/.test(standard)) return "liability";
  if (/^(3|80)/.test(standard)) return "income";
  if (/^([4-7]|8[13])/.test(standard)) return "expense";
  return "unknown";
}

/** The accounts, parties, tax codes and analysis codes of a SAF-T file, each sent on as its element closes. */
export function masterFileRules(books: Books, fields: FieldReader): ElementRule {
  const balanceRules = (to: () => Balances): Record<string, ElementRule> => {
    const add = (key: keyof Balances, sign: bigint): ElementRule => ({
      text: (value) => {
        const cents = fields.cents(value);
        if (cents !== undefined) to()[key] = (to()[key] ?? 0n) + sign * cents;
      },
    });
    return {
      OpeningDebitBalance: add("opening", 1n),
      OpeningCreditBalance: add("opening", -1n),
      ClosingDebitBalance: add("closing", 1n),
      ClosingCreditBalance: add("closing", -1n),
    };
  };
  return {
    children: {
      GeneralLedgerAccounts: { children: { Account: accountRule(books, fields, balanceRules) } },
      Customers: { children: { Customer: partyRule("customer", "CustomerID", books, fields, balanceRules) } },
      Suppliers: { children: { Supplier: partyRule("supplier", "SupplierID", books, fields, balanceRules) } },
      TaxTable: { children: { TaxTableEntry: { children: { TaxCodeDetails: taxCodeRule(books, fields) } } } },
      AnalysisTypeTable: { children: { AnalysisTypeTableEntry: analysisRule(books, fields) } },
    },
  };
}

type BalanceRules = (to: () => Balances) => Record<string, ElementRule>;

function accountRule(books: Books, fields: FieldReader, balanceRules: BalanceRules): ElementRule {
  let account: { number: string; name: string; standard: string; grouping: string } & Balances;
  return {
    open: () => {
      account = { number: "", name: "", standard: "", grouping: "" };
    },
    children: {
      AccountID: {
        text: (value) => {
          account.number = fields.key(value, "AccountID");
        },
      },
      AccountDescription: {
        text: (value) => {
          account.name = value;
        },
      },
      StandardAccountID: {
        text: (value) => {
          account.standard = value;
        },
      },
      GroupingCode: {
        text: (value) => {
          account.grouping = value;
        },
      },
      ...balanceRules(() => account),
    },
    close: () => {
      const { number, name, standard, grouping, opening, closing } = account;
      if (number === "") return fields.missing("AccountID");
      books.account({
        number,
        name,
        type: accountType(standard || number),
        standardCode: standard || grouping || undefined,
      });
      if (opening !== undefined || closing !== undefined)
        books.balance({ year: 0, number, opening: opening ?? 0n, closing });
    },
  };
}

function partyRule(
  kind: PartyRow["kind"],
  idElement: string,
  books: Books,
  fields: FieldReader,
  balanceRules: BalanceRules,
): ElementRule {
  let party: PartyRow;
  const first = (key: Exclude<keyof PartyRow, "kind" | "opening" | "closing">): ElementRule => ({
    // A party may have several addresses, tax registrations and accounts; the first of each is the main one.
    text: (value) => {
      if (value !== "" && !party[key]) party[key] = value;
    },
  });
  const balances = { AccountID: first("accountNumber"), ...balanceRules(() => party) };
  return {
    open: () => {
      party = { kind, number: "", name: "" };
    },
    children: {
      [idElement]: {
        text: (value) => {
          party.number = fields.key(value, idElement);
        },
      },
      Name: first("name"),
      RegistrationNumber: first("businessId"),
      TaxRegistration: { children: { TaxRegistrationNumber: first("vatNumber") } },
      Address: {
        children: {
          StreetName: first("street"),
          PostalCode: first("postalCode"),
          City: first("city"),
          Country: {
            text: (value) => {
              if (/^[A-Z]{2}$/.test(value)) party.country ??= value;
            },
          },
        },
      },
      ...balances,
      BalanceAccount: { children: balances },
    },
    close: () => (party.number === "" ? fields.missing(idElement) : books.party(party)),
  };
}

function taxCodeRule(books: Books, fields: FieldReader): ElementRule {
  let tax: TaxCodeRow;
  return {
    open: () => {
      tax = { code: "", description: "" };
    },
    children: {
      EffectiveDate: {
        text: (value) => {
          tax.effectiveFrom = parseIsoDate(value);
        },
      },
      TaxCode: {
        text: (value) => {
          tax.code = fields.key(value, "TaxCode");
        },
      },
      Description: {
        text: (value) => {
          tax.description = value;
        },
      },
      TaxPercentage: {
        text: (value) => {
          tax.rate = fields.decimal(value, 3);
        },
      },
      Country: {
        text: (value) => {
          if (/^[A-Z]{2}$/.test(value)) tax.country = value;
        },
      },
      StandardTaxCode: {
        text: (value) => {
          tax.standardCode = value;
        },
      },
    },
    close: () => (tax.code === "" ? fields.missing("TaxCode") : books.taxCode(tax)),
  };
}

function analysisRule(books: Books, fields: FieldReader): ElementRule {
  let entry = { type: "", typeName: "", id: "", name: "" };
  let last = "";
  const set = (key: keyof typeof entry): ElementRule => ({
    text: (value) => {
      entry[key] = fields.key(value, "AnalysisType or AnalysisID");
    },
  });
  return {
    open: () => {
      entry = { type: "", typeName: "", id: "", name: "" };
    },
    children: {
      AnalysisType: set("type"),
      AnalysisTypeDescription: set("typeName"),
      AnalysisID: set("id"),
      AnalysisIDDescription: set("name"),
    },
    close: () => {
      if (entry.type === "") return fields.missing("AnalysisType");
      // The type is told again with each of its values.
      if (entry.type !== last) books.dimension(entry.type, entry.typeName);
      last = entry.type;
      if (entry.id !== "") books.dimensionValue(entry.type, entry.id, entry.name);
    },
  };
}
