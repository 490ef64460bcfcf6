import type { Books, LineRow, VoucherRow } from "../books.ts";
import type { Problems } from "../problems.ts";
import { unbalanced } from "../voucher-rules.ts";
import type { FieldReader } from "./fields.ts";
import type { ElementRule } from "./tree.ts";

/** What GeneralLedgerEntries says it holds, as written. */
export type StatedTotals = { entries?: string; debit?: bigint; credit?: bigint };

export type EntriesState = {
  stated: StatedTotals;
  journal: { id: string; description: string; type: string };
  voucher: VoucherRow | undefined;
  lineNumber: number;
  /** Lines with more than one TaxInformation, of which the ledger holds the first. */
  severalTaxes: number;
};

export const entriesState = (): EntriesState => ({
  stated: {},
  journal: { id: "", description: "", type: "" },
  voucher: undefined,
  lineNumber: 0,
  severalTaxes: 0,
});

const KINDS: Record<string, VoucherRow["kind"]> = { AR: "sales", AP: "purchase" };

type OpenLine = Omit<LineRow, "dimensions"> & {
  dimensions: [string, string][];
  sides: number;
  taxes: number;
  taxSide?: Side;
};
type Side = "debit" | "credit";

/** Journals, transactions and lines. Each transaction is checked and sent on as its element closes. */
export function entriesRules(
  state: EntriesState,
  books: Books,
  fields: FieldReader,
  problems: Problems,
  fileLine: () => number,
): ElementRule {
  let lines: LineRow[] = [];
  let badBefore = 0;
  let line: OpenLine;
  let analysisType = "";
  let voucher: VoucherRow;

  /** `currency` is where the amount in a foreign currency belongs to the line, not to its tax or analysis. */
  const amount = (set: (cents: bigint) => void, currency: boolean): ElementRule => ({
    children: {
      Amount: {
        text: (value) => {
          const cents = fields.cents(value);
          if (cents !== undefined) set(cents);
        },
      },
      ...(currency && {
        CurrencyCode: {
          text: (value: string) => {
            if (/^[A-Z]{3}$/.test(value)) line.currency = value;
          },
        },
        CurrencyAmount: {
          text: (value: string) => {
            line.currencyAmount = fields.cents(value);
          },
        },
        ExchangeRate: {
          text: (value: string) => {
            line.exchangeRate = fields.decimal(value, 10);
          },
        },
      }),
    },
  });
  const side = (key: "debit" | "credit"): ElementRule => ({
    open: () => {
      line.sides++;
    },
    ...amount((cents) => {
      line[key] = cents;
    }, true),
  });
  /** Further TaxInformation of the same line is counted, not read. */
  const tax = (set: (value: string) => void): ElementRule => ({
    text: (value) => {
      if (line.taxes === 1) set(value);
    },
  });
  const taxAmount = (on?: Side): ElementRule =>
    amount((cents) => {
      if (line.taxes !== 1) return;
      line.taxAmount = cents;
      line.taxSide = on;
    }, false);
  const partyRule = (kind: "customer" | "supplier"): ElementRule => ({
    text: (value) => {
      if (value === "") return;
      line.partyKind = kind;
      line.partyNumber = fields.key(value, "CustomerID or SupplierID");
    },
  });

  const lineRule: ElementRule = {
    open: () => {
      state.lineNumber++;
      line = { account: "", debit: 0n, credit: 0n, text: "", dimensions: [], sides: 0, taxes: 0 };
    },
    children: {
      AccountID: {
        text: (value) => {
          line.account = fields.key(value, "AccountID");
        },
      },
      Analysis: {
        children: {
          AnalysisType: {
            text: (value) => {
              analysisType = fields.key(value, "AnalysisType");
            },
          },
          AnalysisID: {
            text: (value) => {
              line.dimensions.push([analysisType, fields.key(value, "AnalysisID")]);
            },
          },
        },
      },
      CustomerID: partyRule("customer"),
      SupplierID: partyRule("supplier"),
      Description: {
        text: (value) => {
          line.text = value;
        },
      },
      DebitAmount: side("debit"),
      CreditAmount: side("credit"),
      TaxInformation: {
        open: () => {
          line.taxes++;
        },
        children: {
          TaxCode: tax((value) => {
            line.taxCode = value;
          }),
          TaxBase: tax((value) => {
            line.taxBase = fields.cents(value);
          }),
          TaxAmount: taxAmount(),
          DebitTaxAmount: taxAmount("debit"),
          CreditTaxAmount: taxAmount("credit"),
        },
      },
      Quantity: {
        text: (value) => {
          line.quantity = fields.decimal(value, 14);
        },
      },
    },
    close: () => {
      if (line.account === "") fields.missing("AccountID");
      if (line.sides !== 1)
        problems.refuse(
          "one_amount_per_line",
          fields.place(),
          `The line has ${line.sides} of DebitAmount and CreditAmount.`,
          "A line has exactly one of them.",
        );
      if (line.taxes > 1) state.severalTaxes++;
      // The ledger's tax is positive on the line's own side.
      const lineSide: Side = line.credit === 0n ? "debit" : "credit";
      if (line.taxAmount !== undefined && line.taxSide !== undefined && line.taxSide !== lineSide)
        line.taxAmount = -line.taxAmount;
      lines.push(line);
    },
  };

  const set = (key: "number" | "text"): ElementRule => ({
    text: (value) => {
      voucher[key] = key === "number" ? fields.key(value, "TransactionID") : value;
    },
  });
  const transactionRule: ElementRule = {
    open: () => {
      const { id, description, type } = state.journal;
      lines = [];
      state.lineNumber = 0;
      badBefore = fields.badCount + problems.refusalCount;
      voucher = {
        line: fileLine(),
        series: id,
        number: "",
        date: "",
        text: "",
        source: description,
        kind: KINDS[type] ?? "general",
      };
      state.voucher = voucher;
    },
    children: {
      TransactionID: set("number"),
      Description: set("text"),
      TransactionDate: {
        text: (value) => {
          voucher.date = fields.date(value, "TransactionDate") ?? "";
        },
      },
      SystemEntryDate: {
        text: (value) => {
          voucher.postingDate = fields.date(value, "SystemEntryDate");
        },
      },
      Line: lineRule,
    },
    close: () => {
      state.lineNumber = 0;
      if (voucher.number === "") fields.missing("TransactionID");
      if (voucher.date === "" && fields.badCount + problems.refusalCount === badBefore)
        fields.missing("TransactionDate");
      // What is already refused would only be refused again, for not balancing.
      const good = fields.badCount + problems.refusalCount === badBefore;
      if (good && !unbalanced(problems, lines, fields.place())) books.voucher(voucher, lines);
      state.voucher = undefined;
    },
  };

  const total = (key: "debit" | "credit"): ElementRule => ({
    text: (value) => {
      state.stated[key] = fields.cents(value);
    },
  });
  const journal = (key: "id" | "description" | "type"): ElementRule => ({
    text: (value) => {
      state.journal[key] = fields.key(value, "JournalID");
    },
  });
  return {
    children: {
      NumberOfEntries: {
        text: (value) => {
          state.stated.entries = value;
        },
      },
      TotalDebit: total("debit"),
      TotalCredit: total("credit"),
      Journal: {
        open: () => {
          state.journal = { id: "", description: "", type: "" };
        },
        children: {
          JournalID: journal("id"),
          Description: journal("description"),
          Type: journal("type"),
          Transaction: transactionRule,
        },
      },
    },
  };
}
