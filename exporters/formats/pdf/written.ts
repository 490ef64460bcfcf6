import type { ArchiveLanguage } from "../../run.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @param day YYYY-MM-DD; "1.2.2025" in Finnish, "2025-02-01" in Swedish, "1 Feb 2025" in English */
export function writtenDate(language: ArchiveLanguage, day: string): string {
  if (language === "sv") return day;
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  return language === "fi" ? `${date}.${month}.${year}` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * @param amount decimal text with two decimals, "-1234.50"
 * @returns "-1 234,50" with no-break spaces in Finnish and Swedish, "-1,234.50" in English
 */
export function writtenAmount(language: ArchiveLanguage, amount: string): string {
  const negative = amount.charCodeAt(0) === 45;
  let whole = amount.slice(negative ? 1 : 0, -3);
  const separator = language === "en" ? "," : "\u00a0";
  if (whole.length > 3) {
    let grouped = whole.slice(-3);
    for (let end = whole.length - 3; end > 0; end -= 3)
      grouped = whole.slice(Math.max(0, end - 3), end) + separator + grouped;
    whole = grouped;
  }
  return `${negative ? "-" : ""}${whole}${language === "en" ? "." : ","}${amount.slice(-2)}`;
}
