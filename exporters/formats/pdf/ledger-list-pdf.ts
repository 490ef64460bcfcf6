import { citationsOf, type LedgerList, ledgerListTitle } from "../../materials/ledger-list.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { citationText, shortNamesText } from "../texts/acts.ts";
import { dayText, yearText } from "../texts/languages.ts";
import { ledgerListTexts } from "../texts/ledger-list.ts";
import { placeInLanguage, translated } from "../texts/sentences.ts";
import { type DocumentBlock, renderDocument } from "./document.ts";

/** The list of ledgers and materials (KPL 2:7a) to be printed and signed; the same list as the JSON and the page have. */
export function ledgerListPdf(list: LedgerList, language: ArchiveLanguage, date: Date): AsyncGenerator<Buffer> {
  const t = ledgerListTexts[language];
  const own = (english: string) => translated(language, english) ?? english;
  const bullets = (lines: readonly string[]) =>
    lines.map((line): DocumentBlock => ({ kind: "paragraph", text: own(line) }));
  const short = shortNamesText(language, citationsOf(list));
  return renderDocument({
    language,
    title: ledgerListTitle[language],
    subject: `${list.company.name}, ${list.company.businessId}`,
    date,
    blocks: [
      { kind: "paragraph", text: `${list.company.name}, ${list.company.businessId}` },
      { kind: "paragraph", text: t.lead },
      ...(short === null ? [] : [{ kind: "paragraph" as const, text: short }]),
      ...list.years.flatMap((year): DocumentBlock[] => [
        {
          kind: "heading",
          text: `${yearText(language, year)}${year.open ? ` (${t.open})` : ""}`,
        },
        {
          kind: "table",
          columns: [
            { title: t.part, width: 20, align: "left" },
            { title: t.content, width: 27, align: "left" },
            { title: t.files, width: 28, align: "left" },
            { title: t.until, width: 12, align: "left" },
            { title: t.rule, width: 13, align: "left" },
          ],
          rows: year.parts.map((p) => [
            own(p.name),
            own(p.description),
            p.files.map((file) => placeInLanguage(language, file)).join("\n"),
            dayText(language, p.retainUntil),
            citationText(language, p.citation),
          ]),
        },
      ]),
      { kind: "heading", text: t.relate },
      ...bullets(list.relations),
      { kind: "heading", text: t.kept },
      ...bullets(list.storage),
    ],
  });
}
