import type { LedgerList } from "../../materials/ledger-list.ts";
import { ledgerListTitle } from "../../materials/ledger-list.ts";
import type { ArchiveLanguage } from "../../run.ts";
import { yearText } from "../texts/languages.ts";
import { type DocumentBlock, renderDocument } from "./document.ts";
import { ledgerTexts } from "./texts.ts";

/** The list of ledgers and materials (KPL 2:7a) to be printed and signed; the same list as the JSON and the page have. */
export function ledgerListPdf(list: LedgerList, language: ArchiveLanguage, date: Date): AsyncGenerator<Buffer> {
  const { list: texts } = ledgerTexts[language];
  const bullets = (lines: readonly string[]) => lines.map((text): DocumentBlock => ({ kind: "paragraph", text }));
  return renderDocument({
    language,
    title: ledgerListTitle[language],
    subject: `${list.company.name}, ${list.company.businessId}`,
    date,
    blocks: [
      { kind: "paragraph", text: `${list.company.name}, ${list.company.businessId}` },
      ...list.years.flatMap((year): DocumentBlock[] => [
        {
          kind: "heading",
          text: `${yearText(language, year)}${year.open ? ` (${ledgerTexts[language].openYear})` : ""}`,
        },
        {
          kind: "table",
          columns: [
            { title: texts.part, width: 20, align: "left" },
            { title: texts.content, width: 27, align: "left" },
            { title: texts.files, width: 28, align: "left" },
            { title: texts.until, width: 12, align: "left" },
            { title: texts.rule, width: 13, align: "left" },
          ],
          rows: year.parts.map((p) => [p.name, p.description, p.files.join("\n"), p.retainUntil, p.citation]),
        },
      ]),
      { kind: "heading", text: texts.relations },
      ...bullets(list.relations),
      { kind: "heading", text: texts.storage },
      ...bullets(list.storage),
    ],
  });
}
