import type { ObjectBalanceRow } from "../books.ts";
import type { Problems } from "../problems.ts";
import type { SieFields } from "./fields.ts";
import type { Token } from "./tokenize.ts";

/**
 * `#OIB` or `#OUB`: an account's balance on one object, `year account {dimension object} amount`. Undefined for what is refused, and for
 * years other than the file's own and the one before. The balance of several objects together is left out with a warning: it is a part
 * of each one's own balance, which has a record of its own.
 */
export function readObjectBalance(
  fields: SieFields,
  problems: Problems,
  label: "#OIB" | "#OUB",
  t: Token[],
): ObjectBalanceRow | undefined {
  const year = fields.text(t[1]);
  const number = fields.key(t[2], "The account number");
  const objects = t[3];
  if (!Array.isArray(objects) || objects.length === 0 || objects.length % 2 === 1 || objects.includes("")) {
    fields.syntax(`${label} does not name its object after the account.`, "Write {dimension object}.");
    return undefined;
  }
  if (number === "") {
    fields.syntax(`${label} has no account.`, "Give the account number.");
    return undefined;
  }
  const cents = fields.amount(t[4]);
  if (cents === undefined || (year !== "0" && year !== "-1")) return undefined;
  if (objects.length > 2) {
    problems.warn(
      "object_balance_combined",
      fields.place,
      `${label} of account ${number} is of several objects together; the ledger has balances of one object.`,
      "It was left out. Check that each object's own balance is in the file.",
    );
    return undefined;
  }
  return {
    line: fields.line,
    year: year === "0" ? 0 : -1,
    number,
    dimension: fields.key(objects[0], "The dimension's number"),
    value: fields.key(objects[1], "The object's number"),
    ...(label === "#OIB" ? { opening: cents } : { closing: cents }),
  };
}
