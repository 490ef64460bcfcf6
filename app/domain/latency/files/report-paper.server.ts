import type PDFKit from "pdfkit";

/** Structure elements of a tagged PDF, which the types of pdfkit know only by name. */
type Structure = ReturnType<PDFKit.PDFDocument["struct"]>;

export const ink = { text: "#14202e", muted: "#52606f", line: "#c5cdd6", head: "#eef1f5" };
export const MARGIN = 48;
const CELL_SIZE = 9;
// A table's cells are clipped at the font's ascender, which cuts letters with a mark above, and digits in a viewer whose own
// Helvetica is taller: the text stands two and a half points lower than the cell begins, by as much less padding.
const CELL_BASELINE = 0.718 * CELL_SIZE + 2.5;

// What the standard fonts can write (WinAnsi) beyond Latin-1.
const BEYOND_LATIN_1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Titles come from outside: what the font has no shape for becomes a question mark, not nonsense. */
export const writable = (text: string): string =>
  [...text.normalize("NFC")]
    .map((character) => {
      const code = character.codePointAt(0)!;
      if (character === "\n" || (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return character;
      return BEYOND_LATIN_1.includes(character) ? character : "?";
    })
    .join("");

/** A sheet of paper that is written from the top down, with tags so that a screen reader finds headings and tables. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly width: number;
  #document: Structure;

  constructor(pdf: PDFKit.PDFDocument) {
    this.pdf = pdf;
    this.width = pdf.page.width - 2 * MARGIN;
    this.#document = pdf.struct("Document");
    pdf.addStructure(this.#document);
  }

  heading(level: 1 | 2, text: string): void {
    // A heading stays with what follows.
    this.room(70);
    if (level === 2) this.pdf.moveDown(0.9);
    this.#write(`H${level}`, text, { size: level === 1 ? 20 : 12.5, bold: true });
    this.pdf.moveDown(0.3);
  }

  paragraph(text: string, { size = 10, bold = false, color = ink.text } = {}): void {
    this.#write("P", text, { size, bold, color });
    this.pdf.moveDown(0.35);
  }

  /** @param rows the first is the header; columns after the first are numbers unless `words` */
  table(rows: string[][], { widths, words = false }: { widths: (number | "*")[]; words?: boolean }): void {
    const structParent = this.#document;
    this.room(60);
    const options: PDFKit.Mixins.TableOptionsWithData & { structParent: Structure } = {
      structParent,
      position: { x: MARGIN, y: this.pdf.y },
      maxWidth: this.width,
      columnStyles: widths.map((width) => ({ width })),
      defaultStyle: {
        border: { top: 0, left: 0, right: 0, bottom: 0.5 },
        borderColor: ink.line,
        padding: [1.5, 5, 3.5, 5],
        textColor: ink.text,
      },
      data: rows.map((row, line) =>
        row.map((text, column) => ({
          text: writable(text),
          type: line === 0 || column === 0 ? ("TH" as const) : ("TD" as const),
          align: { x: column > 0 && !words ? ("right" as const) : ("left" as const), y: "top" as const },
          font: { src: line === 0 ? "Helvetica-Bold" : "Helvetica", size: CELL_SIZE },
          textOptions: { baseline: -CELL_BASELINE, lineGap: 2 },
          backgroundColor: line === 0 ? ink.head : undefined,
        })),
      ),
    };
    this.pdf.table(options);
    this.pdf.x = MARGIN;
    this.pdf.moveDown(0.6);
  }

  /** A drawing that a screen reader hears as a sentence. */
  figure(alt: string, height: number, draw: (top: number) => void): void {
    this.room(height);
    const top = this.pdf.y;
    this.#document.add(this.pdf.struct("Figure", { alt: writable(alt) }, () => draw(top)));
    this.pdf.x = MARGIN;
    this.pdf.y = top + height;
  }

  /** Begins a new page unless there is so much room below, in points. */
  room(height: number): void {
    if (this.pdf.y + height > this.pdf.page.height - MARGIN - 20) this.pdf.addPage();
  }

  /** At the foot of each page, outside of what is read in order. */
  feet(text: (page: number, of: number) => string, left: string): void {
    this.#document.end();
    const { start, count } = this.pdf.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.pdf.switchToPage(start + index);
      const { margins, height } = this.pdf.page;
      // The foot stands in the margin, where text would otherwise begin another page.
      margins.bottom = 0;
      this.pdf.markContent("Artifact", { type: "Pagination" });
      this.pdf.font("Helvetica").fontSize(8).fillColor(ink.muted);
      const line = { width: this.width, lineBreak: false };
      this.pdf.text(writable(left), MARGIN, height - 34, line);
      this.pdf.text(writable(text(index + 1, count)), MARGIN, height - 34, { ...line, align: "right" });
      this.pdf.endMarkedContent();
    }
  }

  #write(
    tag: string,
    text: string,
    { size, bold = false, color = ink.text }: { size: number; bold?: boolean; color?: string },
  ) {
    this.#document.add(
      this.pdf.struct(tag, {}, () => {
        this.pdf
          .font(bold ? "Helvetica-Bold" : "Helvetica")
          .fontSize(size)
          .fillColor(color)
          .text(writable(text), MARGIN, this.pdf.y, { width: this.width, lineGap: 1.5 });
      }),
    );
  }
}
