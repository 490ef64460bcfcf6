import type { ArchiveLanguage } from "../../run.ts";

/**
 * @param amount decimal text with two decimals, "-1234.50"
 * @param space that sets thousands apart in Finnish and Swedish
 * @returns "-1 234,50" with no-break spaces in Finnish and Swedish, "-1,234.50" in English
 */
export function writtenAmount(language: ArchiveLanguage, amount: string, space = "\u00a0"): string {
  const negative = amount.charCodeAt(0) === 45;
  let whole = amount.slice(negative ? 1 : 0, -3);
  const separator = language === "en" ? "," : space;
  if (whole.length > 3) {
    let grouped = whole.slice(-3);
    for (let end = whole.length - 3; end > 0; end -= 3)
      grouped = whole.slice(Math.max(0, end - 3), end) + separator + grouped;
    whole = grouped;
  }
  return `${negative ? "-" : ""}${whole}${language === "en" ? "." : ","}${amount.slice(-2)}`;
}
