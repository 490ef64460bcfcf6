import type { Day } from "./calendar.ts";
import { share } from "./money.ts";

/** `reverse`: the buyer of building services owes the tax (AVL 8 c §). `none`: outside the tax, no tax code. */
export type VatClass = "general" | "reduced" | "low" | "zero" | "reverse" | "none";

type Rate = { thousandths: bigint; suffix: string };

// General rate 25.5 % from 1 September 2024 and 24 % before; reduced 13.5 % from 1 January 2026 and 14 % before (AVL 84-85 a §).
function rateOn(day: Day, vat: VatClass): Rate | null {
  switch (vat) {
    case "general":
      return day >= "2024-09-01" ? { thousandths: 25_500n, suffix: "255" } : { thousandths: 24_000n, suffix: "24" };
    case "reduced":
      return day >= "2026-01-01" ? { thousandths: 13_500n, suffix: "135" } : { thousandths: 14_000n, suffix: "14" };
    case "low":
      return { thousandths: 10_000n, suffix: "10" };
    case "zero":
      return { thousandths: 0n, suffix: "0" };
    case "reverse":
      return { thousandths: 0n, suffix: "KV" };
    case "none":
      return null;
  }
}

export type Taxed = { net: bigint; tax: bigint; gross: bigint; code: string | null; ratePercent: string | null };

/** The tax on a net amount, in cents; `side` is M for sales and O for purchases, the first letter of the tax code. */
export function taxOn(side: "M" | "O", day: Day, vat: VatClass, net: bigint): Taxed {
  const rate = rateOn(day, vat);
  if (!rate) return { net, tax: 0n, gross: net, code: null, ratePercent: null };
  const tax = share(net, rate.thousandths);
  const ratePercent = (Number(rate.thousandths) / 1000).toString();
  return { net, tax, gross: net + tax, code: `${side}${rate.suffix}`, ratePercent };
}

const RATES: [string, string, string][] = [
  ["255", "25,5 %", "25.5"],
  ["24", "24 %", "24"],
  ["14", "14 %", "14"],
  ["135", "13,5 %", "13.5"],
  ["10", "10 %", "10"],
  ["0", "0 %", "0"],
  ["KV", "rakennuspalvelut, käännetty verovelvollisuus", "0"],
];

export const TAX_CODES = (["M", "O"] as const).flatMap((side) =>
  RATES.map(([suffix, label, rate]) => ({
    code: `${side}${suffix}`,
    description: `${side === "M" ? "Myynti" : "Osto"} ${label}`,
    rate,
  })),
);

/** The field of the VAT return that a sale's tax code is reported in. */
export const RETURN_FIELD: Record<string, string> = {
  M255: "301",
  M24: "301",
  M14: "302",
  M135: "302",
  M10: "303",
  M0: "309",
  MKV: "319",
};
