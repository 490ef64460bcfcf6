import { formatCents } from "../amount.ts";
import type { Books, FileHead } from "../books.ts";
import type { Problems } from "../problems.ts";
import { type Decoder, xmlDecoder } from "./encoding.ts";
import { entriesRules, entriesState } from "./entries.ts";
import { fieldReader } from "./fields.ts";
import { emptyHeader, headerRules, saftYear } from "./header.ts";
import { masterFileRules } from "./master-files.ts";
import { compileRules } from "./tree.ts";
import { walkXml } from "./xml.ts";

/**
 * Reads a SAF-T Financial file (Norwegian 1.10, 1.20, 1.30 and profiles of them). TransactionDate is the voucher's date,
 * SystemEntryDate the day it was entered; a journal is a voucher series. What the ledger has no place for (SourceDocuments, document and
 * payment references, contact persons) is passed over.
 * @param counted what `books` has taken so far, to compare with the totals the file states
 */
export async function readSaft(
  source: AsyncIterable<Buffer>,
  books: Books,
  counted: Readonly<{ vouchers: number; debit: bigint; credit: bigint }>,
  problems: Problems,
  drain: () => Promise<void>,
): Promise<FileHead> {
  const header = emptyHeader();
  const state = entriesState();
  let hasEntries = false;
  let replaced = 0;
  const place = () => {
    const at = `line ${walker.line}`;
    const { voucher, journal, lineNumber } = state;
    if (!voucher) return at;
    return `${at}, journal ${journal.id || "(none)"}, transaction ${voucher.number || "(none)"}${lineNumber ? `, line ${lineNumber} of it` : ""}`;
  };
  const fields = fieldReader(problems, place);
  const walker = walkXml(
    {
      name: "AuditFile",
      node: compileRules({
        children: {
          Header: headerRules(header),
          MasterFiles: masterFileRules(books, fields),
          GeneralLedgerEntries: {
            open: () => {
              hasEntries = true;
            },
            ...entriesRules(state, books, fields, problems, () => walker.line),
          },
        },
      }),
    },
    problems,
  );
  const write = (text: string) => {
    for (let i = text.indexOf("\uFFFD"); i !== -1; i = text.indexOf("\uFFFD", i + 1)) replaced++;
    walker.write(text);
  };

  let decoder: Decoder | undefined;
  for await (const chunk of source) {
    decoder ??= xmlDecoder(chunk.subarray(0, 200), problems);
    write(decoder.write(chunk));
    await drain();
  }
  if (decoder) write(decoder.end());
  walker.end();

  if (replaced > 0)
    problems.warn(
      "replaced_characters",
      "the whole file",
      `${replaced} characters are not valid in the file's charset (U+FFFD stands in their place).`,
      "Export the file again if the names matter.",
    );
  if (state.severalTaxes > 0)
    problems.warn(
      "several_tax_lines",
      "GeneralLedgerEntries",
      `${state.severalTaxes} lines have more than one TaxInformation; the ledger holds the first of each.`,
      "Keep the file itself with the archive if the others matter.",
    );
  if (hasEntries && problems.refusalCount === 0) compareTotals(state.stated, counted, problems);
  return {
    format: `SAF-T ${header.version || "(no version)"}`,
    content: hasEntries ? "books" : "balances",
    company: {
      ...header.company,
      country: /^[A-Z]{2}$/.test(header.country) ? header.country : header.company.addressCountry,
    },
    year: saftYear(header, problems),
  };
}

function compareTotals(
  stated: { entries?: string; debit?: bigint; credit?: bigint },
  counted: Readonly<{ vouchers: number; debit: bigint; credit: bigint }>,
  problems: Problems,
): void {
  const check = (element: string, says: string | undefined, read: string) => {
    if (says === undefined || says === read) return;
    problems.refuse(
      "totals_differ",
      `GeneralLedgerEntries/${element}`,
      `The file says ${says.slice(0, 40)}; what it holds comes to ${read}.`,
      "Export the file again: a part of it is missing, or was changed.",
    );
  };
  const text = (cents: bigint | undefined) => (cents === undefined ? undefined : formatCents(cents));
  const entries = stated.entries === undefined ? undefined : stated.entries.replace(/^0+(?=\d)/, "");
  check("NumberOfEntries", entries, String(counted.vouchers));
  check("TotalDebit", text(stated.debit), formatCents(counted.debit));
  check("TotalCredit", text(stated.credit), formatCents(counted.credit));
}
