/** The printed ledgers of a year, in the folder where its statements are. Their names are Finnish in every language. */
export const PRINTED_FOLDER = "statements";

export const printedFiles = {
  journal: "paivakirja",
  "general-ledger": "paakirja",
  "trial-balance": "saldoluettelo",
  statements: "tuloslaskelma-ja-tase-laskettu",
} as const;

/** Names that a year's printed ledgers may take, whatever the case: a file that was received gets another. */
export const printedName = new RegExp(`^(${Object.values(printedFiles).join("|")})(-\\d+)?\\.pdf$`, "i");

/** The table that a file of the year shows as it is printed, or null. */
export function printedTable(file: string): string | null {
  const stem = file.replace(/^.*\//, "");
  if (!printedName.test(stem)) return null;
  const name = stem.replace(/(-\d+)?\.pdf$/i, "");
  return Object.entries(printedFiles).find(([, printed]) => printed === name)?.[0] ?? null;
}
