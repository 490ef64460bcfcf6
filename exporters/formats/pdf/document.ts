import type { ArchiveLanguage } from "../../run.ts";
import type { FontRuns, Run } from "./font-runs.ts";
import { PAGE, PdfFile } from "./pdf-file.ts";
import { pageWord } from "./texts.ts";
import { wrap } from "./wrap.ts";

export type DocumentColumn = {
  title: string;
  /** In any unit: the columns share the page's width in these proportions. */
  width: number;
  align: "left" | "right";
};

export type DocumentBlock =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "table"; columns: DocumentColumn[]; rows: string[][] };

export type DocumentContent = {
  language: ArchiveLanguage;
  title: string;
  subject: string;
  date: Date;
  blocks: DocumentBlock[];
};

const MARGIN = 50;
const WIDTH = PAGE.width - 2 * MARGIN;
const TOP = PAGE.height - MARGIN;
const BOTTOM = MARGIN + 14;
const GAP = 8;
const TITLE = 16;
const HEADING = 11.5;
const BODY = 9.5;
const CELL = 8.5;
const LEADING = 1.35;

/**
 * A document of headings, paragraphs and tables as PDF/A-3b on A4, for certificates, receipts and reports. The title stands
 * first; each page has its number; a table's column titles are repeated on each page.
 * The same content gives the same bytes: `date` is the time of making that the file states.
 */
export async function* renderDocument({
  language,
  title,
  subject,
  date,
  blocks,
}: DocumentContent): AsyncGenerator<Buffer> {
  const pdf = new PdfFile({ language, title, subject, date });
  const { regular, bold } = pdf;
  let y = 0;
  const open = () => {
    pdf.addPage();
    y = TOP;
    const number = regular.run(`${pageWord[language]} ${pdf.pages}`);
    pdf.text(regular, 8, PAGE.width - MARGIN - number.width * 8, MARGIN - 14, number);
    pdf.text(regular, 8, MARGIN, MARGIN - 14, regular.run(title));
  };
  const need = (height: number) => {
    if (y - height >= BOTTOM) return false;
    open();
    return true;
  };
  const lines = (font: FontRuns, size: number, text: string, keep = 0) => {
    for (const run of wrap(font, size, WIDTH, text)) {
      need(size * LEADING + keep);
      y -= size * LEADING;
      pdf.text(font, size, MARGIN, y, run);
    }
  };

  open();
  lines(bold, TITLE, title);
  y -= GAP;
  for (const block of blocks) {
    if (block.kind === "heading") {
      y -= GAP / 2;
      // A heading at the foot of a page would stand apart from what it heads.
      lines(bold, HEADING, block.text, 3 * BODY * LEADING);
      y -= GAP / 4;
    } else if (block.kind === "paragraph") {
      lines(regular, BODY, block.text);
      y -= GAP;
    } else {
      const places = placesOf(block.columns);
      const row = (font: FontRuns, cells: Run[][]) => {
        const deepest = Math.max(1, ...cells.map((c) => c.length));
        for (let n = 0; n < deepest; n++) {
          if (need(CELL * LEADING) && font === regular) titles();
          y -= CELL * LEADING;
          for (const [i, place] of places.entries()) {
            const run = cells[i]?.[n];
            if (run) pdf.text(font, CELL, place.right ? place.x + place.width - run.width * CELL : place.x, y, run);
          }
        }
        y -= CELL * 0.25;
      };
      const cells = (font: FontRuns, texts: readonly string[]) =>
        places.map((place, i) => wrap(font, CELL, place.width, texts[i] ?? ""));
      const titles = () => {
        row(
          bold,
          cells(
            bold,
            block.columns.map((c) => c.title),
          ),
        );
        pdf.line(MARGIN, y, WIDTH);
      };
      need(3 * CELL * LEADING);
      titles();
      for (const texts of block.rows) {
        row(regular, cells(regular, texts));
        const bytes = pdf.take();
        if (bytes) yield bytes;
      }
      y -= GAP;
    }
    const bytes = pdf.take();
    if (bytes) yield bytes;
  }
  pdf.end();
  for (let bytes = pdf.take(); bytes; bytes = pdf.take()) yield bytes;
}

/** Where each column stands, with a gap between two. */
function placesOf(columns: readonly DocumentColumn[]): { x: number; width: number; right: boolean }[] {
  const total = columns.reduce((sum, c) => sum + c.width, 0);
  let x = MARGIN;
  return columns.map((column, i) => {
    const share = (WIDTH * column.width) / total;
    const place = { x, width: share - (i < columns.length - 1 ? GAP : 0), right: column.align === "right" };
    x += share;
    return place;
  });
}
